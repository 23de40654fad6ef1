import type { Candidate, JobObject } from './candidate.ts'
import type { PageElement } from './document/page-node.ts'
import type { ExtractedPosting } from './extracted-page.ts'
import type { FieldContext } from './fields/field-context.ts'
import { fieldsOf } from './page-fields.ts'
import type { PageView } from './page-view.ts'
import { candidatesOfJob } from './readers/job-object.ts'
import { type LabelledPair, labelCandidates } from './readers/labels/read-labels.ts'
import { readMeta } from './readers/meta.ts'
import { readAddressBlocks } from './readers/page/address-block.ts'
import type { ApplyLinks } from './readers/page/apply-links.ts'
import { readApplyText } from './readers/page/apply-text.ts'
import { readDescription } from './readers/page/description.ts'
import type { Heading } from './readers/page/heading.ts'
import { findHints } from './readers/page/hints.ts'
import { findMainContent, type MainContent } from './readers/page/main-content.ts'
import { readNearHeading } from './readers/page/near-heading.ts'
import { readTags } from './readers/page/tags.ts'
import { readTextCues } from './readers/page/text-cues.ts'
import { splitTitleTag, statedTitles } from './readers/page/title-tag.ts'

/** What was found on the way to the verdict, so that nothing is looked for twice. */
export type Findings = {
  view: PageView
  headings: readonly Heading[]
  pairs: readonly LabelledPair[]
  apply: ApplyLinks
  main: MainContent | null
  jobs: readonly JobObject[]
  isPlace: (text: string) => number
}

/** Characters behind the heading in which names of elements still speak of this opening. */
const NEAR_HEADING = 25_000

/** The one opening that a detail page tells of. */
export function readDetail(found: Findings, url: string | null, language: string): ExtractedPosting {
  const { view, pairs, apply, jobs, isPlace, main, headings } = found
  const { page, heading, base, gazetteer, read_at, saved } = view
  const from = heading ? Math.max(0, heading.start - 1_500) : 0
  const to = Math.max((heading?.end ?? 0) + NEAR_HEADING, main?.element.end ?? 0)
  const candidates: Candidate[] = [
    ...jobs.flatMap((job) => candidatesOfJob(job, { base })),
    ...labelCandidates(pairs),
    ...headings.slice(0, 4).map(titleCandidate),
    ...titleTagCandidates(found),
    ...readMeta(page).filter(({ field, rule }) => field !== 'title' || rule === 'meta.title'),
    ...findHints(view, from, to),
    ...readNearHeading(view, isPlace, new Set(pairs.flatMap(({ label_start, start }) => [label_start, start]))),
    ...readAddressBlocks(view),
    ...readTags(view),
    ...readTextCues(view),
    ...apply.candidates,
    ...readApplyText(view),
    ...apply.contacts,
  ]
  const context: FieldContext = {
    page,
    base,
    language: language === 'und' ? null : language,
    read_at,
    saved,
    gazetteer,
    places: new Map(),
  }
  const own = main ? readDescription(page, view.lines, main, view.chrome, pairs, base, headings[0]?.text ?? null) : null
  return { url, fields: fieldsOf(candidates, own, context) }
}

function titleCandidate({ element, text, rule }: Heading): Candidate {
  return { field: 'title', reader: 'dom', rule, raw: text, span: { start: element.start, end: element.end } }
}

function titleTagCandidates({ view, isPlace, headings }: Findings): Candidate[] {
  const { page, heading } = view
  const known = heading ? (headings.find(({ element }) => element === heading)?.text ?? null) : null
  return statedTitles(page).flatMap((whole) => {
    const parts = splitTitleTag(whole, known, isPlace)
    const reader = whole === page.title ? ('meta' as const) : ('opengraph' as const)
    const candidates: Candidate[] = []
    if (parts.title) candidates.push({ field: 'title', reader, rule: 'titletag.title', raw: parts.title })
    if (parts.employer)
      candidates.push({ field: 'employer', reader, rule: parts.employer.rule, raw: parts.employer.text })
    if (parts.location) candidates.push({ field: 'location', reader, rule: 'titletag.place', raw: parts.location })
    return candidates
  })
}

export function findMain(view: PageView, heading: PageElement | null): MainContent | null {
  return findMainContent(view.page, view.chrome, heading?.start ?? 0) ?? findMainContent(view.page, view.chrome, 0)
}
