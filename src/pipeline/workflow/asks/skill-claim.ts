import { foldText } from '../../llm/fold-text.ts'
import type { SkillLinker } from '../../taxonomy/linker.ts'
import type { SkillKind } from '../../taxonomy/taxonomy.ts'
import type { Span } from '../../text/span.ts'
import { NUMBER_WORDS } from './number-words.ts'

export type LinkedSkill = { skill_id: string; name: string; kind: SkillKind }

/** Characters around a quote in which its years may stand: the rest of its sentence. */
const YEARS_REACH = 80

/** The skill of the taxonomy that goes by a name: by the name itself, else by the only skill that both name and quote show. */
export function linkSkill(name: string, quote: string, linker: SkillLinker): LinkedSkill | undefined {
  const known = linker.find(name)
  if (known) return known
  const named = linker.link(name)
  if (named.length === 1) return named[0]
  const here = new Set(linker.link(quote).map(({ skill_id }) => skill_id))
  return named.find(({ skill_id }) => here.has(skill_id))
}

/** Whether a quote names a skill: in these words, by another name of the taxonomy, or by most words of a longer name. */
export function isNamed(name: string, skill_id: string | undefined, quote: string, linker: SkillLinker): boolean {
  if (skill_id !== undefined && linker.link(quote).some((mention) => mention.skill_id === skill_id)) return true
  const wanted = foldText(name)
  const there = foldText(quote)
  if (wanted.words.length === 0) return false
  if (there.placesOf(wanted.words).length > 0) return true
  if (wanted.letters.length >= 6 && there.letters.includes(wanted.letters)) return true
  const shared = wanted.words.filter((word) => there.words.some((other) => sameStem(word, other))).length
  return wanted.words.length > 1 && shared / wanted.words.length > 0.5
}

/** Words of five letters and more name the same matter when one continues the other: "audits" and "audit". */
function sameStem(a: string, b: string): boolean {
  if (a === b) return true
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.length >= 5 && long.startsWith(short.slice(0, Math.max(5, short.length - 2)))
}

/** Whether a number of years stands in the quote or near it, in digits or words. Nought is never a claim. */
export function statesYears(description: string, { start, end }: Span, years: number): boolean {
  if (years <= 0) return true
  const around = description.slice(Math.max(0, start - YEARS_REACH), end + YEARS_REACH).toLowerCase()
  const digits = new RegExp(`(?<![\\d.,])${String(years).replace('.', '[.,]')}(?![\\d]|[.,]\\d)`)
  return digits.test(around) || (NUMBER_WORDS[years] ?? []).some((word) => around.includes(word))
}
