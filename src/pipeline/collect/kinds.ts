import { activeJobsDb } from './active-jobs-db.ts'
import { arbeitsagentur } from './arbeitsagentur.ts'
import { ashby } from './ashby.ts'
import { beesite } from './beesite.ts'
import { feed } from './feed.ts'
import { feedPages } from './feed-pages.ts'
import { greenhouse } from './greenhouse.ts'
import { jsearch } from './jsearch.ts'
import { jsonApi } from './json-api.ts'
import { lever } from './lever.ts'
import { listingPage } from './listing-page.ts'
import { personioXml } from './personio-xml.ts'
import { recruitee } from './recruitee.ts'
import { sitemap } from './sitemap.ts'
import { smartrecruiters } from './smartrecruiters.ts'
import type { SourceKind } from './source-kind.ts'
import { successfactorsRss } from './successfactors-rss.ts'
import { teamtailor } from './teamtailor.ts'
import { webPage } from './web-page.ts'
import { workable } from './workable.ts'
import { workdayCxs } from './workday-cxs.ts'

/** Every kind of source, in the order of the help. */
export const KINDS: readonly SourceKind[] = [
  workdayCxs,
  beesite,
  activeJobsDb,
  jsearch,
  greenhouse,
  lever,
  ashby,
  recruitee,
  smartrecruiters,
  workable,
  teamtailor,
  personioXml,
  successfactorsRss,
  arbeitsagentur,
  feed,
  jsonApi,
  feedPages,
  sitemap,
  listingPage,
  webPage,
]

export function findKind(name: string): SourceKind | undefined {
  return KINDS.find(({ kind }) => kind === name)
}
