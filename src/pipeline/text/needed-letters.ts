/** Which triples of neighbouring characters a text holds, case aside: one bit each, in short texts one for some that end alike. */
export type Triples = Uint32Array

/** Alternatives, each a list of triples: a pattern can match only where every triple of one alternative occurs. */
export type NeededTriples = readonly (readonly number[])[]

/** Five bits tell a letter of the alphabet whatever its case; other characters may share them, which only costs a needless test. */
const BITS = 5
const MASK = (1 << BITS) - 1
const WORDS = (1 << (3 * BITS)) / 32
/** Titles and values are many: they fill no table of that size. */
const SHORT = 150
const FEW_WORDS = 64

export function triplesOf(text: string): Triples {
  const triples = new Uint32Array(text.length > SHORT ? WORDS : FEW_WORDS)
  const mask = triples.length * 32 - 1
  let triple = 0
  for (let index = 0; index < text.length; index++) {
    triple = ((triple << BITS) | (text.charCodeAt(index) & MASK)) & mask
    if (index > 1) triples[triple >> 5] = (triples[triple >> 5] as number) | (1 << (triple & 31))
  }
  return triples
}

/** Says whether a text with these triples may match a pattern with these needs. `null` needs nothing. */
export function mayMatch(triples: Triples, needed: NeededTriples | null): boolean {
  if (needed === null) return true
  for (const alternative of needed) {
    let place = 0
    while (place < alternative.length && holds(triples, alternative[place] as number)) place++
    if (place === alternative.length) return true
  }
  return false
}

function holds(triples: Triples, triple: number): boolean {
  const bit = triple & (triples.length * 32 - 1)
  return (((triples[bit >> 5] as number) >>> (bit & 31)) & 1) === 1
}

/**
 * What a pattern needs: of each alternative the longest run of plain characters that every match holds. `null` where an
 * alternative has none of three characters. Reads the syntax that tables of cues use: groups, classes, escapes, quantifiers.
 */
export function neededTriples(source: string): NeededTriples | null {
  const needed: number[][] = []
  for (const { run, groups } of alternativesOf(source)) {
    if (run.length >= 3) {
      needed.push(listOf(run))
      continue
    }
    const inner = groups.map(neededTriples).find((group) => group !== null)
    if (!inner) return null
    needed.push(...inner.map((triples) => [...triples]))
  }
  return needed
}

function listOf(run: string): number[] {
  const [a, b] = [run.charCodeAt(0) & MASK, run.charCodeAt(1) & MASK]
  let triple = (a << BITS) | b
  return Array.from(run.slice(2), (letter) => {
    triple = ((triple << BITS) | (letter.charCodeAt(0) & MASK)) & ((1 << (3 * BITS)) - 1)
    return triple
  })
}

type Alternative = { run: string; groups: string[] }

/** The alternatives of a pattern at its outermost level, each with its longest plain run and the groups that it cannot do without. */
function alternativesOf(source: string): Alternative[] {
  const alternatives: Alternative[] = []
  let current: Alternative = { run: '', groups: [] }
  let run = ''
  for (let at = 0, end = 0; at < source.length; at = end) {
    end = endOfAtom(source, at)
    const atom = source.slice(at, end)
    const optional = /[?*{]/.test(source.charAt(end))
    run = PLAIN.test(atom) && !optional ? run + atom : ''
    if (run.length > current.run.length) current.run = run
    if (atom.startsWith('(') && !optional && !LOOKS_AROUND.test(atom))
      current.groups.push(atom.slice(atom.startsWith('(?:') ? 3 : 1, -1))
    if (atom === '|') {
      alternatives.push(current)
      current = { run: '', groups: [] }
    }
  }
  return [...alternatives, current]
}

/** Characters that stand for themselves and whose two cases, if any, share their last five bits. */
const PLAIN = /^[a-z0-9à-öø-þ #@:,;'"%&/-]$/i
const LOOKS_AROUND = /^\(\?<?[=!]/

/** Where the group, class, count, escape or single character that starts at `at` ends. */
function endOfAtom(source: string, at: number): number {
  const opening = source.charAt(at)
  if (opening === '{') return source.indexOf('}', at) + 1
  if (opening === '\\') return source.startsWith('p{', at + 1) ? source.indexOf('}', at) + 1 : at + 2
  if (opening !== '(' && opening !== '[') return at + 1
  const closing = opening === '(' ? ')' : ']'
  let inner = at + 1
  while (inner < source.length && source.charAt(inner) !== closing)
    inner = opening === '[' && source.charAt(inner) !== '\\' ? inner + 1 : endOfAtom(source, inner)
  return inner + 1
}
