import { type Attributes, NO_ATTRIBUTES } from './attributes.ts'
import { FOREIGN, INTEGRATION, type Tag, tagOf, VOID } from './tags.ts'

/** Told of a page's elements, balanced and in order, and of the texts between. */
export type MarkupEvents = {
  /** No more is wanted. */
  readonly stopped: boolean
  open(tag: Tag, attributes: Attributes, marks: number): void
  /** Not told of void elements. */
  close(tag: Tag): void
  text(text: string): void
}

const PARAGRAPH = tagOf('p')

/** Makes balanced elements of tags as htmlparser2 does: which tags end open elements, and what a closing tag without an opening one means. */
export class Nesting {
  readonly #events: MarkupEvents
  readonly #open: Tag[] = []
  /** Whether the innermost elements are markup with rules of its own. */
  readonly #foreign: boolean[] = [false]

  constructor(events: MarkupEvents) {
    this.#events = events
  }

  get isForeign(): boolean {
    return this.#foreign.at(-1) === true
  }

  open(tag: Tag, attributes: Attributes, marks: number, selfClosing: boolean): void {
    const open = this.#open
    const { name, kind, ends } = tag
    // A form in a form is none.
    if (name === 'form' && open.includes(tag)) return
    if (ends !== null) while (open.length > 0 && ends.has(open[open.length - 1]!.name)) this.#pop()
    this.#events.open(tag, attributes, marks)
    if (kind & VOID) return
    open.push(tag)
    if (kind & (FOREIGN | INTEGRATION)) this.#foreign.push((kind & FOREIGN) !== 0)
    if (selfClosing && this.isForeign) this.#pop()
  }

  close(tag: Tag): void {
    const open = this.#open
    const { name, kind } = tag
    if (kind & VOID) {
      if (name === 'br') this.#events.open(tag, NO_ATTRIBUTES, 0)
      return
    }
    let at = open.length - 1
    while (at >= 0 && open[at]!.name !== name) at--
    if (at >= 0) while (open.length > at) this.#pop()
    else if (name === 'p') {
      this.open(PARAGRAPH, NO_ATTRIBUTES, 0, false)
      this.#pop()
    }
  }

  closeAll(): void {
    while (this.#open.length > 0) this.#pop()
  }

  #pop(): void {
    const tag = this.#open.pop()!
    if (tag.kind & (FOREIGN | INTEGRATION)) this.#foreign.pop()
    this.#events.close(tag)
  }
}
