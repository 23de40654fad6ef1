import { SYMBOLS } from './fold.ts'

/**
 * A trie over folded symbols in two flat hash tables: twelve thousand names build in milliseconds and a step is one probe,
 * where a Map per node would cost seconds of start and most of the memory.
 */
export type Trie = {
  /** Node behind `node` on `symbol`, or 0. The root is node 1. */
  next(node: number, symbol: number): number
  /** Index of the value stored at a node, or -1. */
  valueAt(node: number): number
}

export const ROOT = 1
/** Edges that have a slot of their own: those of the root and of the nodes behind it, where most walks end. */
const NEAR_EDGES = (ROOT + 1 + SYMBOLS) * SYMBOLS

/** Builds a trie; `keys[i]` (a string of symbol codes) gets the value i, and the first of equal keys keeps it. */
export function createTrie(keys: readonly string[]): Trie {
  const total = keys.reduce((sum, key) => sum + key.length, 0) + 2
  const size = 2 ** Math.ceil(Math.log2(total * 1.25))
  const mask = size - 1
  // An edge and its target stand side by side: a step waits for memory once.
  const edges = new Int32Array((NEAR_EDGES + size) * 2)
  const values = new Int32Array(total).fill(-1)
  let nodes = ROOT

  const slotOf = (edge: number) => {
    if (edge < NEAR_EDGES) return edge * 2
    let slot = NEAR_EDGES + ((Math.imul(edge, 0x9e3779b1) >>> 7) & mask)
    while (edges[slot * 2] !== 0 && edges[slot * 2] !== edge) slot = NEAR_EDGES + ((slot + 1 - NEAR_EDGES) & mask)
    return slot * 2
  }
  const step = (node: number, symbol: number) => {
    const edge = node * SYMBOLS + symbol
    const slot = slotOf(edge)
    if (edges[slot] === 0) {
      edges[slot] = edge
      edges[slot + 1] = ++nodes
    }
    return edges[slot + 1] as number
  }
  // The nodes of first symbols get the lowest numbers, by which their edges are near.
  for (const key of keys) if (key !== '') step(ROOT, key.charCodeAt(0))
  keys.forEach((key, value) => {
    let node = ROOT
    for (let index = 0; index < key.length; index++) node = step(node, key.charCodeAt(index))
    if (values[node] === -1) values[node] = value
  })
  return {
    next: (node, symbol) => edges[slotOf(node * SYMBOLS + symbol) + 1] as number,
    valueAt: (node) => values[node] as number,
  }
}
