import { CATEGORY, isMenu } from './words/context-words.ts'
import { fold, wordSet } from './words/fold.ts'
import { occupationIn, titleWords } from './words/occupations.ts'

/** Marks that only titles of openings bear: "(m/w/d)", "H/F", "(all genders)", "m/k". */
const OPENING_MARK =
  /[([]?\b[mfwvhkdžx](?:ann|rau)? ?[/|,] ?[mfwvhkždx](?: ?[/|,*] ?[a-zž*])*\b[)\]]?|\ball (?:genders|humans)\b|\bgn\b/i
const MARK_LETTERS = /[/|]|all |gn/
const LONGEST = 160
const MOST_WORDS = 18
const QUESTION =
  wordSet(`how why what when where who which is are can do does should wie warum was wann wo wer welche welcher welches comment
  pourquoi quand quel quels quelle quelles que como por cuando cual come perche cosa quando hoe waarom wat wanneer jak proc co kdy kde kdo
  dlaczego kiedy gdzie meet`)
const COUNTED =
  /^\d+ (?:tips|ways|reasons|things|tipps|grunde|conseils|raisons|consejos|razones|consigli|motivi|tipu|duvodu|sposobow)\b/
/** Words of sentences and headlines; titles of openings have none of them. */
const SENTENCE =
  wordSet(`was were has have had will would says said announces announced launches launched appoints appointed joins joined wins
  won names named opens opened celebrates meet our your you they his her wird wurde werden hat haben ist sind gewinnt startet unsere unser
  ihre will lasst verlangert verschiebt erneut sagt zeigt kommt geht macht est sont ont nomme lance remporte nos votre notre ha han fue
  lanza nuestro nuestra nuestros tu sono nostro nostra heeft hebben zijn onze jouw byl byla bylo jsou bude ma nase vase jest sa nasz nasza wieder`)
const SENTENCE_FROM = 4
const COURSE =
  wordSet(`course courses certificate bootcamp masterclass webinar workshop seminar lehrgang kurs schulung formation curso corso
  cursus kurz skoleni szkolenie bachelor bsc msc mba become salary review guide handbook introduction biography diary memoir memoirs novel
  thread re interview portrait`)

/**
 * 0 to 1: how much a text reads like the title of one opening. 1 names an occupation, 0.3 is a short phrase that may be one, 0 is a
 * sentence, a question, a menu entry or a category.
 */
export function titleLikeness(text: string): number {
  if (text.length < 2 || text.length > LONGEST) return 0
  const folded = fold(text)
  if (isMenu(folded) || CATEGORY.test(folded)) return 0
  if (MARK_LETTERS.test(folded) && OPENING_MARK.test(text)) return 1
  const words = titleWords(text, folded).filter((word) => word !== '')
  if (folded.endsWith('?') || QUESTION.has(words[0] ?? '') || COUNTED.test(folded)) return 0
  if (words.length > MOST_WORDS) return 0
  const named = occupationIn(words)
  // "engineer" alone and in lower case is a tag.
  const occupation = words.length === 1 && /^\p{Ll}/u.test(text) ? named * 0.3 : named
  if (words.some((word) => COURSE.has(word))) return occupation * 0.3
  if (words.length >= SENTENCE_FROM && words.some((word) => SENTENCE.has(word))) return occupation * 0.3
  if (/[.!]$/.test(folded) && words.length > SENTENCE_FROM) return occupation * 0.4
  if (occupation > 0) return occupation
  return words.length <= 10 && /\p{L}{3}/u.test(text) ? 0.3 : 0
}
