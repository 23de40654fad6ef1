import { opensEnglish, opensGerman } from '../../../text/items/clause-openers.ts'
import { isFunctionWord } from '../../../text/items/function-words.ts'
import { wordsOf } from '../../../text/words.ts'

/** A statement that begins this early or late is part of the other (characters). */
const SHORTEST = 20
/** Verbs and qualities that begin a bullet but hardly ever a name. */
const BEGINS =
  /^(?:excellent|strong|good|proven|solid|deep|ability|able|experience|experienced|knowledge|understanding|familiarity|familiar|proficient|proficiency|fluent|fluency|willingness|ensure|ensuring|develop|developing|maintain|maintaining|provide|providing|build|building|identify|identifying|participate|participating|collaborate|collaborating|manage|managing|support|supporting|prepare|preparing|perform|performing|conduct|conducting|monitor|monitoring|drive|driving|lead|leading|create|creating|review|reviewing|implement|implementing|assist|assisting|coordinate|contribute|deliver|act|have|must|should|someone|driven|motivated|bachelor|bachelors|minimum|extremely|very|excellent)$/

/** Behind one of these the word is a German noun ("Support sowie Analysen"). */
const GERMAN_LINK = /^(?:und|oder|sowie|der|des|von|für|im|bei|mit)$/

/**
 * Where a second statement begins inside a bullet ("... trading essential Experience working closely ..."), or -1. Looser than the
 * splitting of a posting: here a doubt is worth a complaint, there it would cut a phrase.
 */
export function secondStatement(text: string): number {
  const words = wordsOf(text)
  for (let index = 1; index < words.length - 1; index++) {
    const word = words[index]
    const before = words[index - 1]
    const next = words[index + 1]
    if (!word?.capital || word.acronym || !before || !next) continue
    if (word.start < SHORTEST || text.length - word.start < SHORTEST) continue
    if (!/^[)\]]?[^\S\n]+$/.test(text.slice(before.end, word.start)) || isFunctionWord(before.folded)) continue
    if (next.capital && !next.acronym) continue
    if (text.lastIndexOf('(', word.start) > text.lastIndexOf(')', word.start)) continue
    const german = opensGerman(word.folded) === 'strong' && /(?:ige|iche|ische|ene|erte|gte)[snr]?$/.test(word.folded)
    if (
      german ||
      (BEGINS.test(word.folded) &&
        !GERMAN_LINK.test(next.folded) &&
        (!before.capital || before.acronym || isFunctionWord(next.folded)) &&
        opensEnglish(word.folded) !== 'none')
    )
      return word.start
  }
  return -1
}
