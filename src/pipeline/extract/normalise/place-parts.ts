import { countryByCode } from './countries.ts'
import { regionOptions } from './regions.ts'

/** One piece of a stated place. `aside` pieces stand after a spaced dash or in brackets: they narrow what stands before. */
export type PlacePart = { text: string; aside: boolean }

/** The pieces of one place, or of several that only commas part. */
export type PlaceGroup = {
  raw: string
  parts: PlacePart[]
  /** True when only a slash parts it from the group before: "Florida/Miami" is one place. */
  afterSlash: boolean
}

const HARD = /[;|\n•·]|\s+(?:or|oder|ou|nebo|lub|eller|oppure)\s+|\s\+\s/iu
const SLASH = /\s+\/\s*|\s*\/\s+|(?<=\p{L}{2}[).]?)\/(?=\p{L}{2})/u
/** Dashes and colons with a blank beside them; "Frýdek-Místek" has none. */
const DASH = /\s+[-–—:>›»]+\s+|\s+[-–—:]+(?=\p{L})|(?<=\p{L})[-–—:]+\s+|^[-–—:]\s+|\s+[-–—:]$/u
const AND = /\s+(?:and|und|et|y|e|en|a|i|og|och|of|&)\s+/iu

const ONE_WORD = /^\p{L}+$/u

/**
 * Cuts a stated place into groups and pieces. `known` tells whether a text is a name as it stands: names that hold a separator
 * ("Biel/Bienne", "Frankfurt (Oder)", "Trinidad and Tobago", "Tyne and Wear") stay whole.
 */
export function placeGroups(text: string, known: (text: string) => boolean): PlaceGroup[] {
  if (ONE_WORD.test(text) || known(text)) return [{ raw: text, parts: [{ text, aside: false }], afterSlash: false }]
  return cut(text, HARD, known).flatMap((alternative) =>
    cut(sheltered(alternative, known), SLASH, known).flatMap((slashed, index) =>
      splitAnd(slashed.replaceAll(SHELTER, '/'), known).map((raw, nth) => ({
        raw,
        parts: piecesOf(raw, known),
        afterSlash: index > 0 && nth === 0,
      })),
    ),
  )
}

/** Stands for a slash that belongs to a name: "Biel/Bienne, Switzerland". */
const SHELTER = '\u0001'
function sheltered(text: string, known: (text: string) => boolean): string {
  if (!text.includes('/') || !text.includes(',')) return text
  const pieces = text.split(',').map((piece) => (known(piece.trim()) ? piece.replaceAll('/', SHELTER) : piece))
  return pieces.join(',')
}

/** "Berlin and Hamburg" are two; "Research and Development" is no place, so both sides have to be known. */
function splitAnd(text: string, known: (text: string) => boolean): string[] {
  const sides = text.split(AND).map((side) => side.trim())
  const last = (side: string) => side.split(',').at(-1)?.trim() ?? ''
  const first = (side: string) => side.split(',')[0]?.trim() ?? ''
  const whole = sides.length > 1 && sides.every((side, index) => known(index === 0 ? last(side) : first(side)))
  return whole && !known(text) ? sides : [text]
}

function piecesOf(text: string, known: (text: string) => boolean): PlacePart[] {
  return cut(text, /[,、，](?![^()]*\))/u, known).flatMap((piece) => {
    if (known(piece)) return [{ text: piece, aside: false }]
    const dashes = /^(\p{Lu}{2,3})[-–](?:(\p{Lu}{2,3})[-–])?(\p{Lu}[^\d-].*)$/u.exec(piece)
    if (dashes && (countryByCode(dashes[1] ?? '') || dashes[1] === 'USA' || dashes[1] === 'UK')) {
      const pieces = [dashes[1], dashes[2], dashes[3]].filter((part) => part !== undefined)
      return pieces.map((part) => ({ text: part, aside: false }))
    }
    // "Boston MA 02110", "CA 94043", "Sydney NSW"
    const coded = /^(?:(\p{Lu}[\p{L} .'’-]*?),? )?(\p{Lu}{2,3})(?: \d{4,5}(?:-\d{4})?)?$/u.exec(piece)
    if (coded?.[2] && regionOptions(coded[2]).some(({ needsCountry, code }) => code && !needsCountry)) {
      const pieces = [coded[1], coded[2]].filter((part) => part !== undefined)
      return pieces.map((part) => ({ text: part, aside: false }))
    }
    const outside = piece
      .split(/[([{][^()[\]{}]*[)\]}]/)
      .flatMap((text) => cut(text.trim(), DASH, known).map((part, index) => ({ text: part, aside: index > 0 })))
    const inside = [...piece.matchAll(/[([{]([^()[\]{}]*)[)\]}]/g)].flatMap((match) =>
      cut(match[1] ?? '', /[,;/]/, known),
    )
    return [...outside, ...inside.map((text) => ({ text, aside: true }))]
  })
}

function cut(text: string, at: RegExp, known: (text: string) => boolean): string[] {
  if (known(text)) return [text]
  return text
    .split(at)
    .map((part) => part.replace(/^[\s,.*&+-]+(?=\p{L})|[\s,*&+–—-]+$|(?<=(?:^|\s)\p{Lu}{2})\.$/gu, '').trim())
    .filter((part) => part !== '')
}
