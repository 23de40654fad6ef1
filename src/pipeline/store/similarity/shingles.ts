import { characterKind, NONE } from '../../text/word-characters.ts'

/** Words of one shingle: three in a row are rarely shared by chance, and one changed word spoils three shingles only. */
const WORDS_A_SHINGLE = 3
const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/**
 * Hashes of the three-word shingles of a text, each once, ascending. Words are runs of letters and digits in lower case: punctuation,
 * blanks and line breaks do not count, numbers do. Empty for a text of fewer than three words.
 */
export function shinglesOf(text: string): Uint32Array {
  const words = wordHashes(text)
  const count = words.length - WORDS_A_SHINGLE + 1
  if (count <= 0) return new Uint32Array(0)
  const hashes = new Uint32Array(count)
  for (let index = 0; index < count; index++) {
    const first = mix((words[index] as number) + 0x9e3779b9)
    const second = mix(first ^ (words[index + 1] as number))
    hashes[index] = mix(second ^ (words[index + 2] as number))
  }
  return unique(hashes.sort())
}

/** Spreads the bits of a 32-bit number so that near numbers end far apart (the finaliser of MurmurHash3); a bijection. */
export function mix(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** FNV-1a of each word, without making the words. */
function wordHashes(text: string): number[] {
  const lower = text.normalize('NFC').toLowerCase()
  const words: number[] = []
  let hash = FNV_OFFSET
  let inWord = false
  for (let index = 0; index < lower.length; index++) {
    if (characterKind(lower, index) !== NONE) {
      hash = Math.imul(hash ^ lower.charCodeAt(index), FNV_PRIME)
      inWord = true
    } else if (inWord) {
      words.push(hash >>> 0)
      hash = FNV_OFFSET
      inWord = false
    }
  }
  if (inWord) words.push(hash >>> 0)
  return words
}

function unique(sorted: Uint32Array): Uint32Array {
  let kept = 0
  for (let index = 0; index < sorted.length; index++) {
    if (index === 0 || sorted[index] !== sorted[index - 1]) sorted[kept++] = sorted[index] as number
  }
  return sorted.slice(0, kept)
}
