import { INDUSTRY_WORDS } from './industry-words.ts'
import type { PostingFacts, RuleFinding } from './posting-facts.ts'

/** A title that fits more says nothing in particular. */
const MOST = 4
const LONGEST_TITLE = 200

type Rule = { industry: string; names: RegExp; denies: RegExp | null }
const RULES: readonly Rule[] = Object.entries(INDUSTRY_WORDS).map(([industry, { words, not }]) => {
  return { industry, names: pattern(words), denies: not === undefined ? null : pattern(not) }
})

/** The industries that the words of a title plainly belong to, in the order of the table; null when it has no such word. */
export function industries({ title }: PostingFacts): RuleFinding<string[]> | null {
  // "(m/w/d)" and the reference of an opening are no words; "Entwickler:in" and "Entwickler*in" are one.
  const text = title
    .slice(0, LONGEST_TITLE)
    .toLowerCase()
    .replace(/\([^()]{1,12}\)/g, ' ')
    .replace(/[*:_/](?:in|innen)(?!\p{L})/gu, '')
    .replace(/\s+/g, ' ')
  const value: string[] = []
  let raw: string | null = null
  for (const { industry, names, denies } of RULES) {
    const found = names.exec(text)
    if (!found || denies?.test(text)) continue
    value.push(industry)
    raw ??= found[0]
  }
  return raw === null || value.length > MOST ? null : { value, confidence: 0.7, raw }
}

function pattern(words: string): RegExp {
  // A bar inside brackets parts words as one outside does, so that the star may stand anywhere.
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${words.replace(/(?<![\\}\]+?])\*/g, '\\p{L}*').replace(/(?<=\))\*/g, '\\p{L}*')})(?![\\p{L}\\p{N}])`,
    'u',
  )
}
