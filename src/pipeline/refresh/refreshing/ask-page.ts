import type { Refreshable } from '../../../db/refreshable.ts'
import type { Extraction } from '../../store/extraction/extract-pages.ts'
import { loggedUrl } from '../../store/extraction/logged-url.ts'
import { canonicalId } from '../../store/identity.ts'
import type { Plan } from '../collecting/plan.ts'
import { type Asked, storedAs } from './asked.ts'

export type AskPage = { plan: Plan; extraction: Extraction; signal: AbortSignal }

/** Reads the posting's own page anew by the extraction service, which stores what it says. */
export async function askPage(posting: Refreshable, { plan, extraction, signal }: AskPage): Promise<Asked> {
  const url = posting.external_url
  if (url === null || !isOwnPage(url, posting.kept?.item))
    return { outcome: 'nothing', reason: 'nothing to fetch: it was not read from a page of its own' }
  const { source_name, org_name } = plan.source
  const { page_type, records } = await extraction.extract({
    ...{ url, source: source_name, org_name: org_name ?? undefined, signal },
  })
  if (page_type === 'expired') return { outcome: 'gone', reason: 'its page says that it is over' }
  const one = records.find(({ id }) => id === posting.posting_uid) ?? records[0]
  return storedAs(
    posting.posting_uid,
    one ? { action: one.action, uid: one.id, code: one.reason } : { action: null, uid: null, code: page_type },
  )
}

/** An opening that was read from a listing must not be asked there: it would be the same page for all of them. */
function isOwnPage(url: string, item: unknown): boolean {
  const { page_url } = (item ?? {}) as { page_url?: unknown }
  return typeof page_url === 'string' && canonicalId(loggedUrl(url)) === canonicalId(page_url)
}
