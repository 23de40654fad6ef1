import type { PageDocument, PageNode } from '../../../../src/pipeline/extract/document/page-node.ts'

/** What is wrong with the spans of a page: each node must lie within its parent, in order, and texts within the text without blanks around. */
export function spanFaults(page: PageDocument): string[] {
  const faults: string[] = []
  const stack: PageNode[] = [page.root]
  let texts = 0
  while (stack.length > 0) {
    const node = stack.pop()!
    const name = node.kind === 'text' ? 'text' : node.name
    if (node.start > node.end || node.end > page.text.length) faults.push(`${name} ${node.start}-${node.end}`)
    if (node.parent && (node.start < node.parent.start || node.end > node.parent.end))
      faults.push(
        `${name} ${node.start}-${node.end} outside of ${node.parent.name} ${node.parent.start}-${node.parent.end}`,
      )
    if (node.kind === 'text') {
      texts++
      const shown = page.text.slice(node.start, node.end)
      if (shown === '' || shown !== shown.trim()) faults.push(`text ${JSON.stringify(shown)}`)
      continue
    }
    if (node.hidden && node.start !== node.end) faults.push(`hidden ${name} shows text`)
    let before = node.start
    for (const child of node.children) {
      if (child.start < before) faults.push(`${name}: children overlap`)
      before = child.end
    }
    for (const child of node.children) stack.push(child)
  }
  if (texts !== page.texts.length) faults.push(`${texts} texts in the tree, ${page.texts.length} in the list`)
  return faults
}
