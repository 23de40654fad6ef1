import type { English } from './english.ts'
import type { Entry } from './entry.ts'

export type EscoRow = { label: string; alternatives: string[] }

const MOST_WORDS = 4
/** Labels with these words are drawers of the classification or everyday words, not skills that anybody asks for by that name. */
const VAGUE =
  /\b(?:types?|characteristics|of|the|for|to|and|in|on|with|various|related|other|company|policies|information|materials|products|equipment|tools|theories|history|standards|components|parts|goods|people|services|activities|methods|techniques|principles|procedures|processes|legislation|regulations|law|functions|issues|work|spoken|written|environments?|operations?|machines|devices|use|benefits?|structure|culture|actions?|guidelines|criteria|needs|rights|species|children's|victims?|victims'|adults'|actors|behaviour|human|ideologies|parties|political|military|fluids?|chemicals|routes|areas|genres|pathology|microorganisms|time|force|cases|substances|disorders|diseases|instruments|systems?|gemstones|clocks|pearls|objectives|delays|routes|concepts?|offers|consumption|generators|discharge|government|policy|market|industry|software|hardware|paint|resins|coatings|glass|lenses|elements|requirements|personal|ventures|capacity|sequences)\b/i

/**
 * Skills of ESCO that read as names: nouns of two to four words. Labels that start with a verb are tasks, single words are mostly
 * everyday ones ("literature"), and both are left out.
 */
export function fromEsco(rows: readonly EscoRow[], english: English): Entry[] {
  return rows.flatMap(({ label, alternatives }) => {
    if (!isName(label, english)) return []
    const aliases = [...new Set(alternatives)].filter(
      (alias) => alias !== label && isName(alias, english) && sharesWord(alias, label),
    )
    return [{ name: capitalised(label), aliases, guard: '' }]
  })
}

function isName(label: string, english: English): boolean {
  const words = label.split(' ')
  if (words.length < 2 || words.length > MOST_WORDS || /[(),;:"|/]/.test(label)) return false
  return !VAGUE.test(label) && !english.startsWithVerb(label) && !/^\w+ing\b/.test(label)
}

// Some alternatives of ESCO stand with the wrong label.
const sharesWord = (alias: string, label: string) =>
  alias.split(' ').some((word) => word.length > 3 && label.includes(word))
const capitalised = (label: string) => label.charAt(0).toUpperCase() + label.slice(1)
