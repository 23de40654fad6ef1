import type { ExtractedPage, Extractor, PageType } from '../extracted-page.ts'
import { JUDGED_FIELDS, type Judged, type JudgedField, judgeField, type Mark } from './judge-field.ts'
import type { LabelledPage } from './labelled-pages.ts'

/** An address that says nothing about what it leads to. */
export const NEUTRAL_URL = 'https://pages.example/p/1'

export type FieldScore = Record<Mark, number> & {
  field: JudgedField
  /** Of the values that the labels state, the share that was found right. */
  accuracy: number | null
  /** 95 % interval of it (Wilson). */
  low: number
  high: number
}
/** One judged value with what was said of it. */
export type Judgement = { field: JudgedField; source: string; confidence: number; right: boolean }
export type Miss = {
  page: string
  field: JudgedField | 'verdict' | 'listing' | 'exception'
  mark: string
  expected: unknown
  got: unknown
}
export type Evaluation = {
  pages: number
  fields: FieldScore[]
  verdict: {
    right: number
    true_positive: number
    false_positive: number
    false_negative: number
    f1: number | null
    by_kind: Record<string, Partial<Record<PageType, number>>>
  }
  /** Openings of list pages whose labels name them: by their titles, each once. */
  listing: { found: number; wrong: number; missed: number; precision: number | null; recall: number | null }
  misses: Misses
  judgements: Judgement[]
  milliseconds: { mean: number; slowest: { page: string; milliseconds: number }[] }
}
type Misses = Miss[]

const SLOWEST = 3

/** Reads every labelled page under a neutral address and compares. Pages are read one after the other, so that the times mean something. */
export async function evaluate(extractor: Extractor, pages: readonly LabelledPage[], now: Date): Promise<Evaluation> {
  const marks = new Map<JudgedField, Record<Mark, number>>(
    JUDGED_FIELDS.map((field) => [field, { right: 0, wrong: 0, missing: 0, invented: 0, absent: 0 }]),
  )
  const misses: Misses = []
  const judgements: Judgement[] = []
  const listing: Evaluation['listing'] = { found: 0, wrong: 0, missed: 0, precision: null, recall: null }
  const times: { page: string; milliseconds: number }[] = []
  const verdict: Evaluation['verdict'] = {
    right: 0,
    true_positive: 0,
    false_positive: 0,
    false_negative: 0,
    f1: null,
    by_kind: {},
  }
  for (const { name, body, expected } of pages) {
    const started = performance.now()
    let page: ExtractedPage
    try {
      page = await extractor.extract({ body, url: NEUTRAL_URL, read_at: now, saved: true })
    } catch (error) {
      misses.push({ page: name, field: 'exception', mark: 'wrong', expected: null, got: String(error) })
      continue
    }
    times.push({ page: name, milliseconds: performance.now() - started })
    countVerdict(verdict, misses, name, page, expected)
    if (expected.listing_titles) countListing(listing, misses, name, page, expected.listing_titles)
    if (!expected.is_job_posting) continue
    const fields = page.postings[0]?.fields
    for (const field of JUDGED_FIELDS) {
      const judged: Judged | null = fields ? judgeField(field, expected, fields, NEUTRAL_URL) : null
      if (judged === null) continue
      const stated = fields?.[field]
      if (stated && stated.value !== null)
        judgements.push({ field, source: stated.source, confidence: stated.confidence, right: judged.mark === 'right' })
      const counts = marks.get(field)
      if (counts) counts[judged.mark] += 1
      if (judged.mark !== 'right' && judged.mark !== 'absent') misses.push({ page: name, field, ...judged })
    }
  }
  const { true_positive: tp, false_positive: fp, false_negative: fn } = verdict
  verdict.f1 = tp + fp + fn === 0 ? null : (2 * tp) / (2 * tp + fp + fn)
  const { found, wrong, missed } = listing
  if (found + wrong > 0) listing.precision = found / (found + wrong)
  if (found + missed > 0) listing.recall = found / (found + missed)
  return {
    pages: pages.length,
    fields: [...marks].map(([field, counts]) => ({ field, ...counts, ...shareOf(counts) })),
    verdict,
    listing,
    misses,
    judgements,
    milliseconds: {
      mean: times.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / Math.max(1, times.length),
      slowest: [...times].sort((a, b) => b.milliseconds - a.milliseconds).slice(0, SLOWEST),
    },
  }
}

function countVerdict(
  verdict: Evaluation['verdict'],
  misses: Misses,
  name: string,
  page: ExtractedPage,
  expected: LabelledPage['expected'],
): void {
  const kind = expected.is_job_posting ? 'job' : (expected.kind ?? 'other')
  const kinds = verdict.by_kind[kind] ?? {}
  verdict.by_kind[kind] = kinds
  kinds[page.page_type] = (kinds[page.page_type] ?? 0) + 1
  if (page.is_job && expected.is_job_posting) verdict.true_positive += 1
  else if (page.is_job) verdict.false_positive += 1
  else if (expected.is_job_posting) verdict.false_negative += 1
  const wanted = wantedType(expected)
  if (page.is_job === expected.is_job_posting && (wanted === null || wanted === page.page_type)) verdict.right += 1
  else
    misses.push({
      page: name,
      field: 'verdict',
      mark: 'wrong',
      expected: expected.is_job_posting ? 'detail' : (wanted ?? kind),
      got: `${page.page_type} ${page.score} ${page.reasons.join(' ')}`,
    })
}

/** Titles of a list against those that were read, each opening once: two of one name must be read twice. */
function countListing(
  listing: Evaluation['listing'],
  misses: Misses,
  name: string,
  { postings }: ExtractedPage,
  expected: readonly string[],
): void {
  const left = postings.map(({ fields }) => fields.title?.value ?? '')
  const missing = expected.filter((title) => {
    const at = left.indexOf(title)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
  listing.found += expected.length - missing.length
  listing.missed += missing.length
  listing.wrong += left.length
  if (missing.length + left.length > 0)
    misses.push({ page: name, field: 'listing', mark: 'wrong', expected: missing, got: left })
}

/** The one page type that a kind of page must get; null where several will do. */
function wantedType({ is_job_posting, kind = '' }: LabelledPage['expected']): PageType | null {
  if (is_job_posting) return 'detail'
  if (/^js_shell/.test(kind)) return 'needs_rendering'
  if (/^(job_list|listing)/.test(kind)) return 'listing'
  return /^expired/.test(kind) ? 'expired' : null
}

/** Share of the stated values that are right, with its Wilson interval at 95 %. */
function shareOf({ right, wrong, missing }: Record<Mark, number>): {
  accuracy: number | null
  low: number
  high: number
} {
  const n = right + wrong + missing
  if (n === 0) return { accuracy: null, low: 0, high: 1 }
  const z = 1.96
  const p = right / n
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  return { accuracy: p, low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
