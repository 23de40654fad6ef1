import { type Align, createAlign } from '../../llm/align.ts'
import type { Span } from '../../text/span.ts'
import type { Dropped } from '../ask.ts'
import type { Evidence } from '../records.ts'

/** Claims of one answer as they are held against a text: what stands in it, and what was left out. */
export type Claims = {
  dropped: Dropped[]
  /** The evidence of a claim; undefined where the text does not have it, which is noted. */
  ground(quote: string, what?: string): Evidence | undefined
  drop(what: string, reason: Dropped['reason']): void
  /** Says what is wrong when the answer claims something and none of it stands in the text; else undefined. */
  unfounded(): { invalid: string; unfounded: true } | undefined
}

const LONGEST_NOTE = 120

/** Claims are held against the posting; `also` are further texts that they may quote. */
export function createClaims(description: string, also: readonly string[] = []): Claims {
  const align: Align = createAlign(description)
  const others = also.map((text) => createAlign(text))
  const dropped: Dropped[] = []
  const strays: string[] = []
  let grounded = 0
  const drop = (what: string, reason: Dropped['reason']) =>
    void dropped.push({ what: what.slice(0, LONGEST_NOTE), reason })
  return {
    dropped,
    drop,
    ground: (quote, what = quote) => {
      const evidence = align(quote) ?? others.reduce<Evidence | null>((found, other) => found ?? other(quote), null)
      if (evidence) {
        grounded++
        return evidence
      }
      strays.push(quote)
      drop(what, 'not_in_posting')
      return undefined
    },
    unfounded: () =>
      grounded === 0 && strays.length > 0
        ? {
            invalid: `none of its ${strays.length} quotes stands in the posting, such as "${strays[0]?.slice(0, LONGEST_NOTE)}"; every quote must be copied letter by letter from the posting above`,
            unfounded: true,
          }
        : undefined,
  }
}

/** Two passages are the same when they share half of the shorter one. */
export function sharesHalf(a: Span, b: Span): boolean {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  return shared * 2 > Math.min(a.end - a.start, b.end - b.start)
}

/** White space as single blanks, without a bullet mark in front. */
export function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/^\s*[-–*•·]\s+/, '')
    .trim()
}

/** Shared part of two sets, 0 to 1; two empty ones agree. */
export function jaccard(a: Iterable<string>, b: Iterable<string>): number {
  const left = new Set(a)
  const right = new Set(b)
  const shared = [...left].filter((each) => right.has(each)).length
  const all = left.size + right.size - shared
  return all === 0 ? 1 : shared / all
}

/** How near two scores of 0 to 10 are: 1 for the same, 0 for 0 against 10. */
export function nearness(a: number, b: number): number {
  return 1 - Math.abs(a - b) / 10
}
