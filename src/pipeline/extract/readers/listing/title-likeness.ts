import { CATEGORY, MENU } from './words/context-words.ts'
import { fold } from './words/fold.ts'
import { occupationIn } from './words/occupations.ts'

/** Marks that only titles of openings bear: "(m/w/d)", "H/F", "(all genders)", "m/k", "80-100 %". */
const OPENING_MARK =
  /[([]?\b[mfwvhkdžx](?:ann|rau)? ?[/|,] ?[mfwvhkždx](?: ?[/|,*] ?[a-zž*])*\b[)\]]?|\ball (?:genders|humans)\b|\bgn\b|\b\d{2,3}(?: ?[-–] ?\d{2,3})? ?%/i
const MARK_LETTERS = /[/|]|all |gn|%/
const LONGEST = 160
const MOST_WORDS = 18
const QUESTION =
  /^(?:how|why|what|when|where|who|which|is|are|can|do|does|should|wie|warum|was|wann|wo|wer|welche[rs]?|comment|pourquoi|quand|quel(?:le)?s?|que|como|por que|cuando|cual|come|perche|cosa|quando|hoe|waarom|wat|wanneer|jak|proc|co|kdy|kde|kdo|dlaczego|kiedy|gdzie|\d+ (?:tips|ways|reasons|things|tipps|conseils|consejos|consigli|tipu|duvodu|sposobow))\b/
/** Words of sentences and headlines; titles of openings have none of them. */
const SENTENCE =
  /\b(?:was|were|has|have|had|will|would|says|said|announces?|announced|launch(?:es|ed)|appoint(?:s|ed)|joins|joined|wins|won|named|names|opens|opened|celebrates?|interview with|meet|our|your|you|they|his|her|wird|wurde|werden|hat|haben|ist|sind|gewinnt|startet|unsere?|ihre?|est|sont|ont|nomme|lance|remporte|nos|votre|notre|ha|han|son|fue|lanza|nuestr[oa]s?|tu|sono|nostr[oaie]|heeft|hebben|zijn|onze|jouw|byl[ao]?|jsou|bude|ma|nase|vase|jest|sa|nasz[ae]?)\b/
const COURSE =
  /\b(?:course|certificate|certification course|bootcamp|masterclass|webinar|workshop|seminar|lehrgang|kurs|schulung|formation|curso|corso|cursus|kurz|skoleni|szkolenie|bachelor|b\.?sc|m\.?sc|mba|become an?|day in the life|salary|review|guide|handbook|introduction to|biography|diary|memoirs?|novel|thread|re:)\b/

/**
 * 0 to 1: how much a text reads like the title of one opening. 1 names an occupation, 0.3 is a short phrase that may be one, 0 is a
 * sentence, a question, a menu entry or a category.
 */
export function titleLikeness(text: string): number {
  if (text.length < 2 || text.length > LONGEST) return 0
  const folded = fold(text)
  if (MENU.test(folded) || CATEGORY.test(folded)) return 0
  const marked = MARK_LETTERS.test(folded) && OPENING_MARK.test(text)
  if (marked) return 1
  if (QUESTION.test(folded) || folded.endsWith('?')) return 0
  const words = wordsIn(text)
  if (words > MOST_WORDS) return 0
  const named = occupationIn(text)
  // "engineer" alone and in lower case is a tag.
  const occupation = words === 1 && /^\p{Ll}/u.test(text) ? named * 0.3 : named
  if (COURSE.test(folded)) return occupation * 0.3
  if (words > 3 && SENTENCE.test(folded)) return occupation * 0.3
  if (/[.!]$/.test(folded) && words > 4) return occupation * 0.4
  if (occupation > 0) return occupation
  return words <= 10 && /\p{L}{3}/u.test(text) ? 0.3 : 0
}

function wordsIn(text: string): number {
  let count = 1
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count++
  return count
}
