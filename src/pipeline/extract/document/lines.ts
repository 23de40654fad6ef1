import type { PageDocument, PageText } from './page-node.ts'

/** One line of the visible text. `texts` are its stretches in order: one for each change of markup. */
export type Line = { start: number; end: number; text: string; texts: readonly PageText[] }

/** The lines of a page in order, none empty. */
export function linesOf(page: PageDocument): Line[] {
  const lines: Line[] = []
  let texts: PageText[] = []
  const close = () => {
    const first = texts[0]
    const last = texts.at(-1)
    if (first && last)
      lines.push({ start: first.start, end: last.end, text: page.text.slice(first.start, last.end), texts })
    texts = []
  }
  let before: PageText | undefined
  for (const one of page.texts) {
    // Between two stretches stands nothing, a blank or a line end.
    if (before && one.start > before.end && page.text.charCodeAt(before.end) === 10) close()
    texts.push(one)
    before = one
  }
  close()
  return lines
}
