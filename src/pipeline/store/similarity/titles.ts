import { foldName } from '../../extract/normalise/countries.ts'

/** "(m/w/d)", "f/m/x", "(gn)", "(all genders)": who may apply, not what for. */
const GENDER_MARKS =
  /\(?\b[mwfdxiuhn](?:\s?[/|*,+]\s?[mwfdxiuhn]){1,3}\b\)?|\((?:gn|mwd|mfd|wmd)\)|\(?\b(?:all|alle) (?:genders?|geschlechter|gender)\b\)?/g
/** "Entwickler:in", "Entwickler*innen", "Entwickler/-in", "Entwickler(in)". */
const INCLUSIVE_ENDINGS = /(?<=\p{L}{3})(?:[:*_]in(?:nen)?|\/-?in(?:nen)?|\(in(?:nen)?\))(?!\p{L})/gu
/** "R0171964", "JR-20934" without its dash: the number of the advertisement, not of the opening. A year is none. */
const REQUISITION = /^\p{L}{0,3}\d{5,}$/u
const FILLERS = new Set(
  'and und or oder of for fur the a an in im am at bei der die das den dem als as to zu zur zum mit with von de la le et en y e job jobs'.split(
    ' ',
  ),
)

/** Ranks that part openings of otherwise one title; spellings of one rank share a word. */
const RANKS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    intern: 'intern internship praktikant praktikantin praktikum praktikums stagiaire',
    student: 'werkstudent werkstudentin student studentin students studentische',
    apprentice: 'apprentice apprenticeship azubi auszubildende auszubildender auszubildenden ausbildung lehrling',
    trainee: 'trainee traineeship graduate volontar volontariat',
    junior: 'junior jr',
    associate: 'associate',
    analyst: 'analyst',
    assistant: 'assistant assistenz assistent assistentin',
    senior: 'senior sr',
    staff: 'staff',
    principal: 'principal',
    lead: 'lead leader teamlead teamleiter teamleiterin teamleitung',
    deputy: 'deputy stellvertretende stellvertretender stellvertretung stv',
    head: 'head leiter leiterin leitung chief chef',
    manager: 'manager managerin',
    director: 'director direktor direktorin',
    vp: 'vp vice',
    avp: 'avp',
    md: 'md managing',
    one: 'i',
    two: 'ii',
    three: 'iii',
    four: 'iv',
  }).flatMap(([rank, spellings]) => spellings.split(' ').map((spelling) => [spelling, rank] as const)),
)

/**
 * Whether two titles can name one opening: the same ranks, no two numbers that differ, and one of them says nothing that the other does
 * not ("Nurse" and "Nurse, night shift" may be one; day shift and night shift are two). `ignored` are words of places and employers.
 */
export function titlesAgree(one: string, other: string, ignored: ReadonlySet<string> = new Set()): boolean {
  const [a, b] = [readTitle(one, ignored), readTitle(other, ignored)]
  if (a.folded === b.folded) return a.folded !== ''
  if (!sameSet(a.ranks, b.ranks)) return false
  if (a.numbers.size > 0 && b.numbers.size > 0 && !sameSet(a.numbers, b.numbers)) return false
  const [fewer, more] = a.words.length <= b.words.length ? [a.words, b.words] : [b.words, a.words]
  return fewer.length > 0 && fewer.every((word) => more.some((longer) => sameStem(word, longer)))
}

type Title = { folded: string; ranks: Set<string>; numbers: Set<string>; words: string[] }

function readTitle(title: string, ignored: ReadonlySet<string>): Title {
  const folded = foldName(title).replace(INCLUSIVE_ENDINGS, '').replace(GENDER_MARKS, ' ')
  const tokens = [...new Set(folded.match(/[\p{L}\d]+[+#]*/gu) ?? [])]
  const kept = tokens.filter((token) => !ignored.has(token) && !FILLERS.has(token) && !REQUISITION.test(token))
  return {
    folded: tokens.join(' '),
    ranks: new Set(kept.flatMap((token) => RANKS.get(token) ?? [])),
    numbers: new Set(kept.filter((token) => /^\d+$/.test(token))),
    words: kept.filter((token) => !/^\d+$/.test(token)).map((token) => RANKS.get(token) ?? token),
  }
}

/** "nurse" and "nurses", "entwickler" and "entwicklerin": one begins the other, and at most three letters follow. */
function sameStem(one: string, other: string): boolean {
  if (one === other) return true
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return short.length >= 5 && long.length - short.length <= 3 && long.startsWith(short)
}

function sameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((each) => other.has(each))
}
