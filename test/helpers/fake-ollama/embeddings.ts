/** A vector of length 1 from the words of a text: the same for the same words, near for texts that share many. */
export function embedWords(text: string, dimensions: number): number[] {
  const sum = new Array<number>(dimensions).fill(0)
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['']) addWord(sum, word)
  const length = Math.hypot(...sum) || 1
  return sum.map((value) => value / length)
}

/** Adds a direction that only this word has (FNV-1a for the seed, xorshift for the numbers). */
function addWord(sum: number[], word: string): void {
  let state = 0x811c9dc5
  for (const character of word) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  state ||= 1
  for (let index = 0; index < sum.length; index++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    sum[index] = (sum[index] ?? 0) + state / 2 ** 31
  }
}
