import { cleanDescription } from '../../text/clean-text.ts'
import type { Candidate } from '../candidate.ts'
import type { Extracted } from '../extracted-page.ts'
import { fold } from '../readers/page/fold.ts'
import { isGenericTitle } from '../readers/page/generic-titles.ts'
import { weightOf } from './evidence.ts'
import { type Reading, rank } from './rank.ts'

const LONGEST = 250
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$|^[^\s@]+@[^\s@]+\.[^\s@]+$/i
/** "Stelle: Koch (m/w/d)", "Job title - Cook": the label belongs to no title. */
const LABEL = /^(?:job title|position|vacancy|stelle|stellenangebot|job|poste|puesto|pozice)\s*[:：]\s+/i

export function titleOf(candidates: readonly Candidate[]): Extracted<string> | null {
  return rank(candidates, weightOf, ({ raw }) => readTitle(raw))
}

/** A title in words on one line; null for addresses, numbers, placeholders and headings of any page. */
export function readTitle(raw: string): Reading<string> | null {
  const value = oneLine(raw).replace(LABEL, '')
  if (
    value.length < 2 ||
    value.length > LONGEST ||
    ADDRESS.test(value) ||
    !/\p{L}{2}/u.test(value) ||
    isGenericTitle(value)
  )
    return null
  return {
    value,
    key: fold(value)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  }
}

/** Text of a short field: entities and tags resolved, blanks collapsed. */
export function oneLine(raw: string): string {
  const text = /[<&]|[^ -~]/.test(raw) ? cleanDescription(raw).text : raw
  return text.replace(/\s+/g, ' ').trim()
}
