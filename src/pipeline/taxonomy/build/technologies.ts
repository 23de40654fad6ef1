import type { English } from './english.ts'
import type { Entry } from './entry.ts'

/** A name that ordinary words may also mean needs its exact case and something technical near it. */
const AMBIGUOUS = 'case tech'
const LONGEST_NAME = 40
/** Shorter single words are written by hand or not at all: they mean too many things. */
const SHORTEST_WORD = 4

export type OnetRow = { name: string; commodity: string; occupations: number }

/** Commodities whose names are kinds of things ("Action games") or devices rather than products. */
const NOT_PRODUCTS = /^(?:Action games|Dictionary software|Spell checkers|Foreign language software)$/

/** Technologies of O*NET: product names, without the generic ones ("Web browser software") and without "software" at the end. */
export function fromOnet(rows: readonly OnetRow[], english: English): Entry[] {
  return rows.flatMap(({ name, commodity }) => {
    if (NOT_PRODUCTS.test(commodity) || /[;:(),"|!]/.test(name)) return []
    const words = name.split(' ')
    const generic = words.slice(1).every((word) => word === word.toLowerCase())
    if (words.length > 1 && generic && english.isOrdinary(name)) return []
    const short = withoutAcronym(name.replace(/ (?:software|Software|systems?|tools?|programs?|applications?)$/, ''))
    return entryOf(short, english)
  })
}

/** Programming languages of Linguist with their aliases. */
export function fromLinguist(
  languages: readonly { name: string; type: string; aliases?: string[] }[],
  english: English,
): Entry[] {
  return languages.flatMap(({ name, type, aliases = [] }) => {
    if (type !== 'programming' && type !== 'markup') return []
    const spelled = aliases.filter(
      (alias) => alias.length >= 5 && /^[a-z][a-z0-9+#.]+$/.test(alias) && !english.isOrdinary(alias),
    )
    return entryOf(name, english).map((entry) => ({
      ...entry,
      name: guarded(entry.name),
      aliases: spelled.map(guarded),
      guard: `tech${entry.guard || english.isOrdinary(name) ? ' case list' : ''}`,
    }))
  })
}

/** Open-source tools among the brands of Simple Icons: those whose mark is kept in a code repository or on a developer's domain. */
export function fromSimpleIcons(icons: readonly { title: string; source: string }[], english: English): Entry[] {
  const tools = icons.filter(({ source }) => /^https:\/\/(?:github\.com|gitlab\.com|[^/]+\.(?:dev|io))\//.test(source))
  return tools.flatMap(({ title }) =>
    entryOf(title, english).map((entry) => ({ ...entry, name: guarded(entry.name), guard: AMBIGUOUS })),
  )
}

function entryOf(name: string, english: English): Entry[] {
  const words = name.split(' ')
  if (name.length > LONGEST_NAME || words.length > 5 || !/[A-Z]/.test(name) || !/^[\p{L}\p{N}]/u.test(name)) return []
  if (words.length === 1 && (name.length < SHORTEST_WORD || /^\d/.test(name))) return []
  const ordinary = english.isOrdinary(name)
  if (ordinary && words.length === 1) return []
  if (ordinary) return [{ name: guarded(name), aliases: [], guard: AMBIGUOUS }]
  return [words.length === 1 ? { name: guarded(name), aliases: [], guard: 'case' } : { name, aliases: [], guard: '' }]
}

/** "Customer information control system CICS" -> "Customer information control system". */
function withoutAcronym(name: string): string {
  const words = name.split(' ')
  const last = words.at(-1) ?? ''
  const initials = words
    .slice(0, -1)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
  return words.length > 2 && /^[A-Z]{2,6}$/.test(last) && initials.endsWith(last) ? words.slice(0, -1).join(' ') : name
}

const guarded = (name: string) => (name.endsWith('!') ? name : `${name}!`)
