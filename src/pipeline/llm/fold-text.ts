import { repairMojibake } from '../text/repair-mojibake.ts'
import { characterKind, LETTER, NONE } from '../text/word-characters.ts'

/** A text reduced to its letters and digits, with the way back. */
export type FoldedText = {
  /** All words run together: where a copy breaks or joins words differently, it still stands here. */
  letters: string
  words: readonly string[]
  /** Where each word begins and ends in `letters`. */
  starts: readonly number[]
  ends: readonly number[]
  /** The word that holds a place of `letters`. */
  wordAt(place: number): number
  /** Where a word stands in the text itself. */
  offsetOf(word: number): { start: number; end: number }
  /** Words at which a row of words begins, in order. */
  placesOf(row: readonly string[]): number[]
}

/** Letters that UTF-8 shows first when it was read in another encoding: only around them is anything mended. */
const BROKEN = /[ÂÃâÅÄïð]/
/** An HTML entity left over is a sign, not a word. */
const ENTITY = /&(?:amp|lt|gt|quot|apos|nbsp|bull|ndash|mdash|#x?[0-9a-f]{1,6});/gi
const SPECIAL: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i' }

/** Folds a text. Offsets count UTF-16 code units of the text as given. */
export function foldText(text: string): FoldedText {
  const words: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const from: number[] = []
  const to: number[] = []
  let letters = ''
  const add = (word: string, start: number, end: number) => {
    const folded = foldWord(word)
    if (folded === '') return
    words.push(folded)
    starts.push(letters.length)
    letters += folded
    ends.push(letters.length)
    from.push(start)
    to.push(end)
  }
  eachChunk(text, (chunk, start) => {
    if (!BROKEN.test(chunk)) return eachWord(chunk, (word, at) => add(word, start + at, start + at + word.length))
    const { mended, origin } = mend(chunk)
    eachWord(mended, (word, at) =>
      add(word, start + (origin[at] ?? 0), start + (origin[at + word.length] ?? chunk.length)),
    )
  })
  const wordAt = (place: number) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= place) low = middle
      else high = middle - 1
    }
    return low
  }
  return {
    letters,
    words,
    starts,
    ends,
    wordAt,
    offsetOf: (word) => ({ start: from[word] ?? 0, end: to[word] ?? 0 }),
    placesOf: (row) => {
      const places: number[] = []
      const wanted = row.join('')
      for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1)) {
        const place = wordAt(at)
        if (starts[place] === at && row.every((word, index) => words[place + index] === word)) places.push(place)
      }
      return places
    },
  }
}

/** Visits what stands between white space. */
function eachChunk(text: string, visit: (chunk: string, start: number) => void): void {
  let start = -1
  for (let index = 0; index <= text.length; index++) {
    if (index < text.length && !isBlank(text.charCodeAt(index))) {
      if (start < 0) start = index
      continue
    }
    if (start < 0) continue
    const chunk = text.slice(start, index)
    visit(chunk.includes('&') ? chunk.replace(ENTITY, (entity) => '&'.padEnd(entity.length)) : chunk, start)
    start = -1
  }
}

const isBlank = (code: number): boolean =>
  code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code > 0x7f && /\s/.test(String.fromCharCode(code)))

/** Runs of letters and digits; a capital behind small letters begins a word, so do "++" and "#" belong to the letter before them. */
function eachWord(chunk: string, visit: (word: string, at: number) => void): void {
  let start = -1
  for (let index = 0; index <= chunk.length; index++) {
    const kind = index < chunk.length ? characterKind(chunk, index) : NONE
    if (kind !== NONE) {
      if (start >= 0 && isCamel(chunk, index)) {
        visit(chunk.slice(start, index), start)
        start = index
      } else if (start < 0) start = index
      continue
    }
    if (start < 0) continue
    const sign = chunk.charAt(index)
    if ((sign === '+' || sign === '#') && /[\p{L}+]$/u.test(chunk.slice(start, index))) continue
    if (/['’´`\u00ad]/.test(sign) && characterKind(chunk, index + 1) === LETTER) continue
    visit(chunk.slice(start, index), start)
    start = -1
  }
}

function isCamel(chunk: string, index: number): boolean {
  const code = chunk.charCodeAt(index)
  const capital = (code >= 65 && code <= 90) || (code > 127 && /\p{Lu}/u.test(chunk.charAt(index)))
  return capital && /\p{Ll}/u.test(chunk.charAt(index - 1))
}

function foldWord(word: string): string {
  const lower = word.toLowerCase()
  if (/^[a-z0-9]+$/.test(lower)) return lower
  return lower
    .replace(/['’´`\u00ad]/g, '')
    .replace(/[ßæœøłđı]/g, (letter) => SPECIAL[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}+#]/gu, '')
}

/** A chunk with its broken letters mended, and for each place of it the place in the chunk that it came from. */
function mend(chunk: string): { mended: string; origin: number[] } {
  // Remains of lost bytes are told by the blank beside them ("CapacitÃ di", "DB â a bank").
  const padded = repairMojibake(` ${chunk} x`).text
  const mended = chunk === 'â' ? '–' : padded.slice(1).replace(/ ?x$/, '')
  const origin: number[] = []
  let place = 0
  for (let index = 0; index < mended.length; index++) {
    origin.push(place)
    place++
    if (mended[index] === chunk[place - 1]) continue
    const next = mended[index + 1]
    while (place < chunk.length && place - (origin[index] ?? 0) < 5 && chunk[place] !== next) place++
  }
  origin.push(chunk.length)
  return { mended, origin }
}
