/** How a posting stands in its group. A link without a similarity was made by a person and stays as it is. */
export type Standing = { posting_id: number; duplicate_of: number | null; similarity: number | null }

/** Two postings of one opening. `exact`: title and address are the same. */
export type Match = { older: number; newer: number; similarity: number; exact: boolean }

/** The standings that change, and the postings that lost their original and have to be compared anew. */
export type Regrouped = { changed: Standing[]; again: number[] }

/**
 * Decides the links of the postings `ids`, the oldest first. A posting repeats the oldest original that it matches itself, so that a
 * group never drifts from one text to another in small steps, and no link leads to a posting that is a duplicate. `standings` hold all
 * postings of the matches and whatever repeats them. Pure; the result does not depend on which of two postings is looked at.
 */
export function regroup(standings: readonly Standing[], ids: readonly number[], matches: readonly Match[]): Regrouped {
  const now = new Map(standings.map((standing) => [standing.posting_id, { ...standing }]))
  const again = new Set<number>()
  const repeating = (id: number) => [...now.values()].filter(({ duplicate_of }) => duplicate_of === id)
  const release = (one: Standing) => {
    Object.assign(one, { duplicate_of: null, similarity: null })
    again.add(one.posting_id)
  }
  /** What repeated a posting that has become a duplicate itself: a person's link follows, the others are compared anew. */
  const dissolve = (id: number, original: number) => {
    for (const one of repeating(id)) {
      if (isByHand(one)) one.duplicate_of = original
      else release(one)
    }
  }

  for (const id of [...ids].sort((a, b) => a - b)) {
    const self = now.get(id)
    if (!self || isByHand(self)) continue
    const original = originalOf(self, matches, now)
    Object.assign(self, original ?? { duplicate_of: null, similarity: null })
    if (original) {
      dissolve(id, original.duplicate_of)
      continue
    }
    const newer = new Map(matches.filter(({ older }) => older === id).map((match) => [match.newer, match]))
    for (const one of repeating(id)) if (!newer.has(one.posting_id) && !isByHand(one)) release(one)
    for (const { newer: other, similarity } of newer.values()) {
      const one = now.get(other)
      if (!one || isByHand(one) || (one.duplicate_of !== null && one.duplicate_of < id)) continue
      Object.assign(one, { duplicate_of: id, similarity })
      dissolve(other, id)
    }
  }
  const before = new Map(standings.map((standing) => [standing.posting_id, standing]))
  const changed = [...now.values()].filter((one) => differs(one, before.get(one.posting_id)))
  return { changed, again: [...again].sort((a, b) => a - b) }
}

type Link = { duplicate_of: number; similarity: number }

/** The oldest original that the posting matches; through an exact match also the one that its twin repeats. */
function originalOf(
  { posting_id }: Standing,
  matches: readonly Match[],
  now: ReadonlyMap<number, Standing>,
): Link | undefined {
  const links = matches.flatMap(({ older, newer, similarity, exact }): Link[] => {
    const one = newer === posting_id ? now.get(older) : undefined
    if (!one) return []
    if (one.duplicate_of === null) return [{ duplicate_of: older, similarity }]
    const through = Math.min(similarity, one.similarity ?? 1)
    return exact && one.duplicate_of < posting_id ? [{ duplicate_of: one.duplicate_of, similarity: through }] : []
  })
  return links.sort((a, b) => a.duplicate_of - b.duplicate_of || b.similarity - a.similarity)[0]
}

function isByHand({ duplicate_of, similarity }: Standing): boolean {
  return duplicate_of !== null && similarity === null
}

/** Similarities are stored as 32-bit numbers. */
function differs(one: Standing, before: Standing | undefined): boolean {
  const rounded = (similarity: number | null | undefined) => (similarity == null ? null : Math.fround(similarity))
  return one.duplicate_of !== before?.duplicate_of || rounded(one.similarity) !== rounded(before?.similarity)
}
