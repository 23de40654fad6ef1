import { englishHeadings } from './english.ts'
import { germanHeadings } from './german.ts'
import type { HeadingPhrase } from './phrase.ts'
import { otherHeadings } from './romance-and-others.ts'

/** Known headings word by word. */
export type HeadingNode = { next: Map<string, HeadingNode>; phrase: HeadingPhrase | null }

/** Where two languages share a phrase, the earlier table keeps it. */
export const headingTrie: HeadingNode = (() => {
  const root: HeadingNode = { next: new Map(), phrase: null }
  for (const phrase of [...englishHeadings, ...germanHeadings, ...otherHeadings]) {
    let node = root
    for (const word of phrase.words) {
      const next = node.next.get(word) ?? { next: new Map(), phrase: null }
      node.next.set(word, next)
      node = next
    }
    node.phrase ??= phrase
  }
  return root
})()
