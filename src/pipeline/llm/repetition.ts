/**
 * A model in a loop writes the same line or phrase until its tokens end, which costs minutes of a slot. The guard speaks when the text
 * ends in one passage of at most 400 characters, repeated at least 10 times without any difference, 400 characters in all. A JSON list
 * of like items differs in its values; a rule of dashes or an indent is shorter.
 */
const LONGEST_PASSAGE = 400
const FEWEST_TIMES = 10
const FEWEST_CHARACTERS = 400
/** The end of the text is looked at once for so many new characters: a look takes about 4,000 steps. */
const BETWEEN_LOOKS = 200

export type RepetitionGuard = {
  /** Takes the next piece of the text; true as soon as its end repeats itself. */
  push(piece: string): boolean
}

export function createRepetitionGuard(): RepetitionGuard {
  let tail = ''
  let unseen = 0
  return {
    push: (piece) => {
      tail = (tail + piece).slice(-LONGEST_PASSAGE * FEWEST_TIMES)
      unseen += piece.length
      if (unseen < BETWEEN_LOOKS) return false
      unseen = 0
      return endsInRepetition(tail)
    },
  }
}

/**
 * Read backwards, an end that repeats is a prefix with a short period; the prefix function gives the shortest period of every prefix in
 * one pass (Knuth, Morris, Pratt).
 */
function endsInRepetition(text: string): boolean {
  const backwards = Array.from({ length: text.length }, (_, index) => text.charCodeAt(text.length - 1 - index))
  const border = new Uint16Array(backwards.length)
  for (let index = 1, length = 0; index < backwards.length; index++) {
    while (length > 0 && backwards[index] !== backwards[length]) length = border[length - 1] ?? 0
    if (backwards[index] === backwards[length]) length++
    border[index] = length
    const seen = index + 1
    const period = seen - length
    if (period <= LONGEST_PASSAGE && seen >= FEWEST_CHARACTERS && seen >= period * FEWEST_TIMES) return true
  }
  return false
}
