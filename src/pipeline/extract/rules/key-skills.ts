import type { SkillLinker } from '../../taxonomy/linker.ts'
import { BOILERPLATE } from '../../text/passage-kind.ts'
import type { PostingFacts, RuleFinding } from './posting-facts.ts'

const MOST = 20

/**
 * Skills of the taxonomy that title and text name, those named most often first; what stands under a heading for the employer, its
 * benefits, the process or the law asks for no skill. Soft skills, languages and degrees are no key skills.
 */
export function keySkills(facts: PostingFacts, linker: SkillLinker): RuleFinding<string[]> | null {
  const titled = linker.link(facts.title).filter(({ kind }) => kind === 'hard')
  const named = linker.link(facts.description).filter(({ kind }) => kind === 'hard')
  const asked = named.length === 0 ? [] : named.filter(outside(facts))
  const times = new Map<string, number>()
  for (const { name } of titled) times.set(name, (times.get(name) ?? 0) + 2)
  for (const { name } of asked) times.set(name, (times.get(name) ?? 0) + 1)
  if (times.size === 0) return null
  // The sort is stable: of skills named equally often the one that comes first stays first.
  const value = [...times].sort(([, a], [, b]) => b - a).map(([name]) => name)
  return { value: value.slice(0, MOST), confidence: 0.75 }
}

function outside(facts: PostingFacts): (place: { start: number }) => boolean {
  const headings = facts.headings().filter(({ kind }) => kind !== null)
  return ({ start }) => {
    const above = headings.findLast((heading) => heading.start <= start)
    return above?.kind === undefined || above.kind === null || !BOILERPLATE.has(above.kind)
  }
}
