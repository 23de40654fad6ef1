import { endOfWord, endsAt, startsHere } from './boundaries.ts'
import { fold, foldedKey, isLetter, SPACE } from './fold.ts'
import { type Guard, hasTradeWord, holdsInContext, parseGuard } from './guards.ts'
import type { SkillKind, Spelling, Taxonomy, TaxonomySkill } from './taxonomy.ts'
import { createTrie, ROOT } from './trie.ts'

/** A skill named in a text: `text.slice(start, end) === quote`, offsets in UTF-16 code units. */
export type SkillMention = {
  skill_id: string
  name: string
  kind: SkillKind
  start: number
  end: number
  quote: string
}

export type SkillLinker = Pick<Taxonomy, 'find' | 'related' | 'category'> & {
  /** Every skill the text names, in order, without overlap; of two that start at one place the longer wins. */
  link(text: string): SkillMention[]
}

type Linked = {
  skill: TaxonomySkill
  german: boolean
  letters: number
  /** May stand inside a German compound. */
  compound: boolean
  /** A German noun: written with a capital, or it is an English word. */
  capital: boolean
  guard: Guard | null
  /** Every way the skill is written, for guards that mind case. */
  written: ReadonlySet<string>
}
/** `tag`: written in small letters where the guard wants exact case, as lists of tags are: its neighbours must vouch for it. */
type Candidate = { spelling: Linked; start: number; end: number; tag: boolean }

/** A German word shorter than this is no compound of a skill and something else. */
const SHORTEST_COMPOUND = 13
/** Shorter names inside a compound are mostly parts of other words. */
const SHORTEST_INNER_NAME = 8
/** Letters that a name needs to be found where two words are fused; one less when it is written in capitals. */
const SHORTEST_FUSED_NAME = 4
/** Characters between an ambiguous name and a sure technology that vouches for it. */
const VOUCHING_DISTANCE = 90

/**
 * Builds a linker. It walks a trie from each start of a word over the folded text, so its time grows with the text and hardly
 * with the taxonomy.
 */
export function createLinker(taxonomy: Taxonomy): SkillLinker {
  const table = taxonomy.foldTable
  const { keys, spellings } = spellingsOf(taxonomy)
  const trie = createTrie(keys)

  function link(text: string): SkillMention[] {
    const folded = fold(text, table)
    const { symbols, starts, ends, length } = folded
    const found: Candidate[] = []

    /** The longest name that starts at `from` and ends where a word does; the index behind it, or `from` when there is none. */
    const match = (from: number, place: 'word' | 'fused' | 'inner'): number => {
      let best: Candidate | null = null
      let bestEnd = from
      let node: number = ROOT
      for (let index = from; index < length; ) {
        node = trie.next(node, symbols[index] as number)
        if (node === 0) break
        index++
        const value = trie.valueAt(node)
        if (value < 0) continue
        const spelling = spellings[value] as Linked
        if (place === 'inner' && !spelling.compound) continue
        const end = endsAt(text, folded, index, spelling)
        if (end < 0) continue
        const exact = text.slice(starts[from] as number, ends[index - 1] as number)
        if (place === 'fused' && !standsFused(spelling, exact)) continue
        if (spelling.capital && place !== 'inner' && isLower(exact.charAt(0))) continue
        const { guard, written } = spelling
        const start = starts[from] as number
        const candidate = { spelling, start, end: ends[end - 1] as number, tag: false }
        if (guard) {
          candidate.tag = guard.matchesCase && !written.has(exact)
          if (candidate.tag && exact !== exact.toLowerCase()) continue
          // "nodes" is no plural of Node, "APIs" is one of API.
          if (guard.matchesCase && end > index && exact !== exact.toUpperCase()) continue
          if (!holdsInContext(guard, text, start, candidate.end)) continue
        }
        best = candidate
        bestEnd = end
      }
      if (best) found.push(best)
      return bestEnd
    }

    for (let index = 0; index < length; ) {
      const place = startsHere(text, folded, index)
      if (place === null) {
        index++
        continue
      }
      const end = match(index, place)
      if (end > index) {
        index = end
        continue
      }
      const wordEnd = endOfWord(folded, index)
      if (wordEnd - index < SHORTEST_COMPOUND || !isLetter(symbols[index])) {
        index++
        continue
      }
      let inner = index + 1
      while (inner < wordEnd) {
        const here = startsHere(text, folded, inner)
        const innerEnd = match(inner, here ?? 'inner')
        inner = innerEnd > inner ? innerEnd : inner + 1
      }
      index = inner
    }
    return vouched(found, text)
  }

  return { link, find: taxonomy.find, related: taxonomy.related, category: taxonomy.category }
}

/** Drops ambiguous technologies that nothing near them vouches for, and shapes the rest. */
function vouched(found: readonly Candidate[], text: string): SkillMention[] {
  const sure = found.filter(({ spelling }) => spelling.guard === null && isTechnology(spelling.skill))
  return found.flatMap(({ spelling: { skill, guard }, start, end, tag }, index) => {
    const near = () =>
      sure.some((other) => other.start < end + VOUCHING_DISTANCE && other.end > start - VOUCHING_DISTANCE)
    if (guard?.needsTechnology && !near() && !hasTradeWord(text, start, end)) return []
    if (tag && !(isTagBeside(found[index - 1], text, start) && isTagBeside(found[index + 1], text, end))) return []
    return [{ skill_id: skill.skill_id, name: skill.name, kind: skill.kind, start, end, quote: text.slice(start, end) }]
  })
}

/** Whether a technology stands beside a place with nothing but a separator between. */
function isTagBeside(other: Candidate | undefined, text: string, at: number): boolean {
  if (!other || !isTechnology(other.spelling.skill)) return false
  const between = other.end <= at ? text.slice(other.end, at) : text.slice(at, other.start)
  return between.length <= 3 && /^[\s,;/|·•]*$/.test(between)
}

/** What a skill without a guard needs to remember of its spellings. */
const NOTHING: ReadonlySet<string> = new Set()
const isLower = (letter: string) => letter !== letter.toUpperCase()
const standsFused = ({ letters }: Linked, exact: string) =>
  letters >= SHORTEST_FUSED_NAME || (letters === SHORTEST_FUSED_NAME - 1 && exact === exact.toUpperCase())
const isTechnology = ({ category }: TaxonomySkill) => category.startsWith('it-') || category === 'technologies'

function spellingsOf(taxonomy: Taxonomy): { keys: string[]; spellings: Linked[] } {
  const keys: string[] = []
  const spellings: Linked[] = []
  const add = (
    skill: TaxonomySkill,
    { text, guarded, german }: Spelling,
    guard: Guard | null,
    written: ReadonlySet<string>,
  ) => {
    const key = foldedKey(text, taxonomy.foldTable)
    const compound = german && key.length >= SHORTEST_INNER_NAME && !key.includes(String.fromCharCode(SPACE))
    keys.push(key)
    const capital = german && !text.includes(' ') && !isLower(text.charAt(0))
    spellings.push({ skill, german, letters: key.length, compound, capital, guard: guarded ? guard : null, written })
  }
  const prepared = taxonomy.skills.map((skill) => {
    const [name, ...aliases] = skill.spellings as [Spelling, ...Spelling[]]
    const guard = parseGuard(skill.guard)
    const written = guard ? new Set(skill.spellings.map(({ text }) => text)) : NOTHING
    return { skill, name, aliases, written, guard }
  })
  // Names go before aliases: where two skills share a spelling, the one named so has it.
  for (const { skill, name, guard, written } of prepared) add(skill, name, guard, written)
  for (const { skill, aliases, guard, written } of prepared)
    for (const alias of aliases) add(skill, alias, guard, written)
  return { keys, spellings }
}
