/** Made-up job texts for tests of similarity: sentences of words, so that two texts share nothing but what a test shares. */
const SYLLABLES = 'ba ke li mo nu pra sta tri ves wo zan fel gor hin jak'.split(' ')

/** Numbers from 0 to 1 that depend on the seed alone. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

export function wordsOf(seed: number, count = 300): string[] {
  const next = numbersFrom(seed)
  const pick = () => SYLLABLES[Math.floor(next() * SYLLABLES.length)]
  return Array.from({ length: count }, () => `${pick()}${pick()}${pick()}`)
}

export type Edit = 'drop' | 'insert' | 'replace'

/** The words with `share` of them edited, at places that the seed chooses. */
export function edited(words: readonly string[], edit: Edit, share: number, seed: number): string[] {
  const next = numbersFrom(seed)
  return words.flatMap((word) => {
    if (next() >= share) return [word]
    const other = `neu${Math.floor(next() * 1e6)}`
    return { drop: [], insert: [word, other], replace: [other] }[edit]
  })
}

/** A posting's text in sections, without a word that speaks of any employer. */
export function jobText(seed: number, changes: (words: string[]) => string[] = (words) => words): string {
  const words = changes(wordsOf(seed))
  const lines = Array.from(
    { length: Math.ceil(words.length / 12) },
    (_, line) => `- ${words.slice(line * 12, line * 12 + 12).join(' ')}`,
  )
  const half = Math.ceil(lines.length / 2)
  return ['Your responsibilities', ...lines.slice(0, half), 'Your profile', ...lines.slice(half)].join('\n')
}
