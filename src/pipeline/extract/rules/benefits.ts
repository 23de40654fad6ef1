import type { PostingFacts, RuleFinding } from './posting-facts.ts'

const CUE = /benefit|perk|bieten|offer|vorteile|leistungen|darauf kannst|freuen/i
const BULLET = /^[\s\-–—*•·▪◦‣●○■□✓✔➢➤>]+/u
/** What is longer is prose. UTF-16 code units. */
const LONGEST_POINT = 160
const FEWEST = 3
const MOST = 30

/** The points of a list under a heading for benefits, as they stand there; prose about benefits is none. */
export function benefits(facts: PostingFacts): RuleFinding<string[]> | null {
  const { description } = facts
  // Texts whose line ends were lost hold no list that could be told for sure.
  if (!CUE.test(description) || description.split('\n', FEWEST + 2).length < FEWEST + 2) return null
  const headings = facts.headings().filter(({ label }) => !label)
  const at = headings.findIndex(({ kind }) => kind === 'benefits')
  const heading = headings[at]
  if (!heading) return null
  const points: string[] = []
  const list = description.slice(heading.contentStart, headings[at + 1]?.start ?? description.length)
  for (const line of list.split('\n')) {
    const point = line.replace(BULLET, '').trim()
    if (point.length < 3) continue
    if (point.length > LONGEST_POINT || point.endsWith(':')) return null
    points.push(point)
  }
  if (points.length < FEWEST || points.length > MOST) return null
  const { start, end } = heading
  return { value: [...new Set(points)], confidence: 0.8, raw: description.slice(start, end), span: { start, end } }
}
