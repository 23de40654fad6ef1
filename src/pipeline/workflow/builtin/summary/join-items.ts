import { isFunctionWord } from '../../../text/items/function-words.ts'
import type { Quote } from '../../../text/span.ts'

/** Two items together are no longer than a bullet may be (characters). */
const LONGEST_TOGETHER = 400
/** Words that look like attributes but end a demand or a name. */
const ENDS_WELL =
  /^(?:essential|beneficial|optional|additional|critical|advantageous|professional|individual|potential|proposal|approval|referral|removal|renewal|arrival|portal|capital|goal|goals|journal|manual|material|deal|retail|email|mail|total|appraisal|withdrawal|basic|logic|topic|metric|traffic|public|academic|logistic|visual|sql|mysql|excel|tool|general|international|global|local|internal|external|motive|motif|executive|initiative|objective|perspective|representative|incentive|archive|drive|live|hive|native|alternative|directive|creative|proactive|innovative|collaborative|detective|active|positive|analytical|verbal|critical|strategic|enthusiastic|dynamic|energetic|flexible|logical|practical|technical|digital|medical|social|legal|financial|commercial|fiscal|rational|emotional|interpersonal|personal|numerical|mathematical|ethical|cultural|organizational|organisational|operational)$/
const ATTRIBUTE = /^\p{L}{3,}(?:ic|al|ous|ory)$/u
/** "Existing and newly proposed", "appropriate technical", "anderen": an attribute behind a link waits for its noun. */
const LINKED_ATTRIBUTE =
  /(?:\b(?:and|or|and newly|both|und|oder|mit|bei|auf|von|für|aus|in|zu|with|on|of|for|to) )\p{Ll}+(?:ed|ic|al|ous|ive|en|er|em|ige|iche|ische)$/u
/** A participle behind a comma has yet to say what it does. */
const OPEN_PARTICIPLE =
  /, (?:creating|driving|ensuring|including|leading|providing|supporting|using|delivering|building)$/
/** A name behind a preposition, followed by an item of three words or fewer, was cut: "using Power" / "Automate platform". */
const NAME_BEHIND_PREPOSITION = /\b(?:in|on|of|with|for|to|using|by|at|via|from) \p{Lu}[\p{L}\d]*$/u

/**
 * Joins items that a text without line breaks made look like two: the first ends where a phrase cannot, or the second goes on in lower
 * case. Joined items are slices of the description, as their parts are.
 */
export function joinItems<Item extends Quote>(description: string, items: readonly Item[]): Item[] {
  const joined: Item[] = []
  for (const item of items) {
    const before = joined.at(-1)
    if (
      before &&
      item.end - before.start <= LONGEST_TOGETHER &&
      /^[^\S\n]+$/.test(description.slice(before.end, item.start)) &&
      (goesOn(before.quote, item.quote) || isNameElsewhere(description, before, item))
    )
      joined[joined.length - 1] = {
        ...before,
        end: item.end,
        quote: description.slice(before.start, item.end),
      }
    else joined.push(item)
  }
  return joined
}

/** Characters in front of a pair that tell a second mention from a second copy of the same passage. */
const CONTEXT = 8

/** "the Transaction" / "Monitoring programme": the text uses the two words as one name in another place too. */
function isNameElsewhere(description: string, before: Quote, item: Quote): boolean {
  const last = /\p{Lu}[\p{L}\d]+$/u.exec(before.quote)?.[0]
  const first = /^\p{Lu}[\p{L}\d]+/u.exec(item.quote)?.[0]
  if (!last || !first) return false
  const pair = `${last} ${first}`
  const here = before.end - last.length
  const contextOf = (place: number) => description.slice(Math.max(0, place - CONTEXT), place)
  for (let place = description.indexOf(pair); place >= 0; place = description.indexOf(pair, place + 1)) {
    if (place !== here && contextOf(place) !== contextOf(here)) return true
  }
  return false
}

function goesOn(first: string, second: string): boolean {
  if (/[.!?;:)]$/.test(first)) return false
  if (/^\p{Ll}/u.test(second)) return !/^\p{Ll}/u.test(first)
  const last = /$(?<=(\p{L}+))/u.exec(first)?.[1] ?? ''
  const folded = last.toLowerCase()
  if (ENDS_WELL.test(folded)) return false
  if (OPEN_PARTICIPLE.test(first)) return true
  if (ATTRIBUTE.test(folded)) return true
  if (last !== folded) return NAME_BEHIND_PREPOSITION.test(first) && second.split(/\s+/).length <= 3
  if (isFunctionWord(last)) return !PARTICLE.test(last)
  return LINKED_ATTRIBUTE.test(first)
}

/** German verbs leave these behind at the end of a sentence ("wirkst mit"). */
const PARTICLE = /^(?:in|on|up|off|out|over|ab|an|aus|ein|mit|zu|vor|auf|um|durch|bei|nach|it|them|you|us)$/
