import type { Language } from '../language.ts'
import type { Word } from '../words.ts'

/** What one text shows about how it is written, gathered once. */
export type TextStyle = {
  language: Language
  /** Words that the text also writes in lower case: their capital elsewhere marks a beginning, not a name. */
  lowerSeen: ReadonlySet<string>
  /** Paragraphs and bullets were run together without blanks ("im TeamIhre Aufgaben"). */
  fusesParagraphs: boolean
}

/** Names whose inner capital is no boundary. */
const CAMEL_NAMES: ReadonlySet<string> = new Set(
  `powerpoint javascript typescript devops devsecops mlops github gitlab linkedin youtube bigquery openshift sharepoint powershell powerbi wordpress fintech healthcare
  springboot datastage autosys teamcity cloudformation cloudwatch databricks openstack onestream quickbooks salesforce facebook tiktok postgresql hashicorp jboss webservices
  microservices masterclass macbook playstation paypal mastercard blackrock jobticket jobrad mcdonald mckinsey businessobjects oneapi openai chatgpt pytorch tensorflow numpy
  dynamodb cosmosdb mongodb mariadb clickhouse lambdatest browserstack servicenow serviceNow testng junit graphql fastapi vmware`
    .toLowerCase()
    .split(/\s+/),
)

/** Endings of product names ("FitnessCenter", "OpenStack"): what begins a sentence is never one of them. */
const PRODUCT_ENDING =
  /^(?:center|care|card|line|bank|net|point|space|hub|lab|base|force|ops|script|shell|flow|stack|cloud|soft|data|tube|book|shift|pay|tech|hat|view|desk|sphere|ware|query|craft|wave|box|port|sql|db|tool|tools|suite|studio|app|apps)$/

export function styleOf(text: string, words: readonly Word[], language: Language): TextStyle {
  const lowerSeen = new Set<string>()
  const fused = new Set<string>()
  for (const [index, word] of words.entries()) {
    if (!word.capital) lowerSeen.add(word.folded)
    if (word.fused && isFusion(words, index)) fused.add(text.slice(words[index - 1]?.start ?? word.start, word.end))
  }
  return { language, lowerSeen, fusesParagraphs: fused.size > 1 }
}

/** Says whether the capital inside a run of letters may part two words: names written so never do. */
export function isFusion(words: readonly Word[], index: number): boolean {
  const word = words[index]
  const before = words[index - 1]
  if (!word?.fused || !before) return false
  if (before.end - before.start < 3 || CAMEL_NAMES.has(before.folded + word.folded)) return false
  return !/^(?:mc|mac|van)$/.test(before.folded) && !PRODUCT_ENDING.test(word.folded)
}

const ENGLISH = /^(?:the|and|of|to|with|in|for|our|your|you|will|is|are|as|on)$/
const GERMAN = /^(?:der|die|das|und|mit|für|den|von|sie|im|ist|zu|eine|auf|wir|du|ihre|bei|des)$/

/** The language of words [from, to), for postings that say everything in German and once more in English. */
export function languageOf(words: readonly Word[], from: number, to: number, whole: Language): Language {
  if (whole !== 'de' && whole !== 'en') return whole
  let english = 0
  let german = 0
  for (let index = from; index < to; index++) {
    const { folded } = words[index] ?? { folded: '' }
    if (ENGLISH.test(folded)) english++
    else if (GERMAN.test(folded)) german++
  }
  if (english === german) return whole
  return english > german ? 'en' : 'de'
}
