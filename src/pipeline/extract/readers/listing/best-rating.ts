import type { Part } from './item-parts.ts'
import type { ItemTitle } from './item-titles.ts'
import { BIAS, columnsSpeak, fewness, type GroupFacts, hasApply, titlesSpeak, WEIGHTS } from './rate-group.ts'
import { ARRANGEMENT, EMPLOYMENT_TYPE } from './words/value-patterns.ts'

type Unread = Pick<GroupFacts, 'page' | 'region' | 'regions' | 'titles' | 'columns' | 'heading' | 'aboutOpenings'> & {
  parts: readonly (readonly Part[])[]
}

/** The highest rating that `rateGroup` can give once places, addresses and fields are read: most lists of other things end here. */
export function bestRating(rows: Unread): number {
  const { page, region, regions, titles, columns, heading, aboutOpenings, parts } = rows
  let sum = BIAS + WEIGHTS.titles * titlesSpeak(titles) + WEIGHTS.links
  if (heading === 'openings') sum += WEIGHTS.openings
  else if (columns === null) sum += WEIGHTS.few * fewness(regions.length)
  if (heading === 'other') sum += WEIGHTS.other
  if (region === 'aside') sum += WEIGHTS.aside
  if (aboutOpenings) sum += WEIGHTS.page
  if (columns !== null) sum += WEIGHTS.columns * columnsSpeak(columns)
  if (regions.some((one) => hasApply(page, one))) sum += WEIGHTS.apply
  for (const [index, title] of titles.entries()) sum += bestFields(besides(parts[index]!, title)) / titles.length
  return 1 / (1 + Math.exp(-sum))
}

function besides(parts: readonly Part[], title: ItemTitle | null): readonly Part[] {
  return title === null ? parts : parts.filter(({ start, end }) => end <= title.start || start >= title.end)
}

/** Weight of the fields that the parts of a row may turn out to be: one each, and the arrangement that a place may name too. */
function bestFields(parts: readonly Part[]): number {
  if (parts.length === 0) return 0
  const may: number[] = [WEIGHTS.location, WEIGHTS.employer]
  if (parts.some(({ date }) => date !== null)) may.push(WEIGHTS.deadline, WEIGHTS.posted_on)
  if (parts.some(({ folded }) => /\d/.test(folded))) may.push(WEIGHTS.salary, WEIGHTS.identifier)
  if (
    parts.some(
      (part) =>
        part.label === 'employment_type' || part.hint === 'employment_type' || EMPLOYMENT_TYPE.test(part.folded),
    )
  )
    may.push(WEIGHTS.employment_type)
  const arranged = parts.some(({ folded }) => ARRANGEMENT.test(folded)) ? WEIGHTS.work_arrangement : 0
  const best = may.sort((a, b) => b - a).slice(0, parts.length)
  return best.reduce((sum, weight) => sum + weight, arranged)
}
