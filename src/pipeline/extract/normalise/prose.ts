import { type Triples, triplesOf } from '../../text/needed-letters.ts'
import { foldText } from './fold-text.ts'

const LONGEST = 200_000

/** Running text that several values are looked for in: folded once, and once looked through for what patterns need. */
export class Prose {
  readonly text: string
  #folded: string | undefined
  #triples: Triples | undefined
  #hasDigit: boolean | undefined

  constructor(text: string) {
    this.text = text
  }

  /** As `foldText` makes it: offsets are those of the text. */
  get folded(): string {
    this.#folded ??= foldText(this.text, LONGEST)
    return this.#folded
  }

  get triples(): Triples {
    this.#triples ??= triplesOf(this.folded)
    return this.#triples
  }

  get hasDigit(): boolean {
    this.#hasDigit ??= /\d/.test(this.folded)
    return this.#hasDigit
  }
}

export function proseOf(text: string | Prose): Prose {
  return typeof text === 'string' ? new Prose(text) : text
}
