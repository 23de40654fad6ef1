import type { Quote } from '../../../text/span.ts'
import { type PostingText, speaksToModel } from '../../posting-text.ts'
import type { Bullet } from '../../records.ts'
import { trimBullet } from './trim-bullet.ts'

const MOST_DETAILS = 8
/** A fact that takes more words than this is no detail but a story. */
const LONGEST_DETAIL = 300

/** In a list of benefits only a short sentence states a fact of the job. */
const LONGEST_OFFER = 140

/** Labels whose value the summary's head already shows, and dates that only the publisher needs. */
const SHOWN_ELSEWHERE =
  /^(?:job|req|requisition|posting|reference|vacancy)? ?(?:title|id|number|no|code|reference|location|locations|listed|posted|date posted|posting date|city|country)\b|^(?:standort|einsatzort|arbeitsort|kennziffer|referenznummer|stellennummer|zeitpunkt|jobtitel|lieu|sede|ubicación)\b/i

/** `pattern` finds a sentence that states the fact; `core`, where given, the words of it that a long sentence is cut to. */
type Fact = { name: string; pattern: RegExp; core?: RegExp }

/** A sentence up to this long is shown whole (characters). */
const SHORT_STATEMENT = 60

const LANGUAGE =
  '(?:english|german|french|spanish|italian|polish|dutch|japanese|mandarin|cantonese|chinese|arabic|portuguese|romanian|russian|korean|deutsch(?:-|kenntnisse\\p{L}*|er sprache)?|englisch(?:kenntnisse\\p{L}*|er sprache)?|französisch(?:kenntnisse\\p{L}*)?|inglese|inglés|anglais)(?!\\p{L})'
const LANGUAGES = new RegExp(
  `(?<!\\p{L})(?:(?:fluen\\p{L}*|proficien\\p{L}*|native|business[- ]fluent|excellent|very good|good|strong|sehr gute|gute|verhandlungssicher\\p{L}*|fließend\\p{L}*|fluency) )[^.;:•\\n]{0,50}?${LANGUAGE}(?:(?:-? ?(?:and|und|or|oder|&|,|/) ?)(?:in )?${LANGUAGE})*(?: (?:language|skills))?|(?<!\\p{L})(?:${LANGUAGE}(?:, | and | und )?)+ (?:is |are |fluency |skills )?(?:required|fluent|essential|mandatory|erforderlich)`,
  'iu',
)
const ARRANGEMENT =
  /\b(?:hybrid(?:es)?[- ](?:work\w*|arbeit\w*)(?: (?:model|arrangements?|options?|pattern|policy))?(?: with flexible working options)?|hybrid (?:model|role|position|arrangement|set-?up)(?: of remote working)?|hybrid-arbeitsmodell|flexible work(?:ing)?(?: arrangements?| hours| options| from home options)(?: and working from home)?|(?:flexible )?work(?:ing)? from home(?: options| opportunities)?|home ?office|mobiles arbeiten(?: und flexible arbeitszeiten)?|remote (?:work\w*|position|role)|(?:fully|100 ?%) remote|work(?:ing)? remotely|(?:work\w*|based|presence) on-?site|(?:modelo de )?teletrabajo(?: híbrido)?|télétravail|lavoro agile|smart working|\d+ days? (?:per week |a week )?in the office)/i

// Facts that a sentence may state anywhere in a posting, at most one sentence for each.
const FACTS: readonly Fact[] = [
  {
    name: 'salary',
    pattern:
      /[$€£] ?\d[\d.,]*(?: ?k)?\b|\b\d{2,3}[.,]\d{3} ?(?:€|EUR|USD|GBP|CHF|PLN)|salary range|jahresgehalt|bruttogehalt|EUR ?\d{2}/i,
  },
  {
    name: 'hours',
    pattern:
      /\b(?:full|part)[- ]?time\b|\bvollzeit\b|\bteilzeit\b|voll- und in teilzeit|\d+ ?(?:hours|stunden|std\.?) (?:per|pro|a|\/) ?(?:week|woche)|wochenstunden|shift (?:work|pattern|timings?)|(?:night|rotating|rotational|different|early|late) shifts?\b|flexible with shift|schichtdienst/i,
  },
  {
    name: 'contract',
    pattern:
      /\b(?:permanent|fixed[- ]term|temporary|indefinite) (?:contract|position|role|basis|employment)|\bbefristet|\bunbefristet|\b\d+[- ]months?\b.*\b(?:contract|internship|placement)|freelance|self-employed|selbstständige[rn]? (?:tätigkeit|handelsvertret\w*|\w*berater\w*)/i,
  },
  {
    name: 'start',
    pattern:
      /\bstart(?:ing)? date\b|start(?:s|ing)? (?:in|on|from) (?:january|february|march|april|may|june|july|august|september|october|november|december|\d)|as soon as possible|nächstmöglich|ab sofort|zum \d{1,2}\./i,
  },
  {
    name: 'arrangement',
    pattern: ARRANGEMENT,
    core: ARRANGEMENT,
  },
  {
    name: 'travel',
    pattern:
      /\btravel(?:l?ing)?\b.*(?:required|up to|%|willing|ability|necessary)|(?:required|willing\w*|ability) to travel|reisebereitschaft|reisetätigkeit/i,
  },
  {
    name: 'languages',
    pattern: LANGUAGES,
    core: LANGUAGES,
  },
]

/** Facts of the job: labelled ones first, then sentences that state pay, hours, contract, start, place of work, travel, languages. */
export function detailsOf(posting: PostingText, taken: readonly Bullet[]): Bullet[] {
  const labelled = posting.sections.filter(({ kind }) => kind === 'details').flatMap(({ items }) => items)
  const details: Bullet[] = []
  const known = new Set<string>()
  const add = (item: Quote, fact?: Fact) => {
    if (
      details.length === MOST_DETAILS ||
      speaksToModel(posting, item) ||
      (fact?.name !== 'languages' && isTaken(item, taken)) ||
      details.some(({ evidence }) => evidence.start === item.start)
    )
      return
    const bullet = shortened(trimBullet(item), fact?.core)
    const key = bullet.text.toLowerCase()
    if (known.has(key)) return
    known.add(key)
    details.push(bullet)
  }
  for (const item of labelled) if (isFact(item.quote)) add(item)
  const sentences = posting.sections
    .filter(({ kind }) => kind !== 'company' && kind !== 'legal')
    .flatMap(({ kind, items }) =>
      kind === 'benefits' ? items.filter(({ quote }) => quote.length <= LONGEST_OFFER) : items,
    )
    .filter(({ quote }) => quote.length <= LONGEST_DETAIL && quote.length >= 8 && !ABOUT_THE_FACT.test(quote))
  for (const fact of FACTS) {
    const { name, pattern } = fact
    if (
      details.some(({ text }) => pattern.test(text)) ||
      taken.some(({ text }) => name !== 'languages' && pattern.test(text))
    )
      continue
    const stated = sentences.find(({ quote }) => pattern.test(quote))
    if (stated && pattern.test(trimBullet(stated).text)) add(stated, fact)
  }
  return details
}

/** Flattened lists of benefits run one into the other. */
const ANOTHER_OFFER = /\b(?:leave|holiday|insurance|urlaub\w*|pension)\b/i

/** Only the words that state the fact, where the sentence says much else; they are a slice of the evidence but for a first capital. */
function shortened(bullet: Bullet, core: RegExp | undefined): Bullet {
  if (core === undefined || (bullet.text.length <= SHORT_STATEMENT && !ANOTHER_OFFER.test(bullet.text))) return bullet
  const stated = core.exec(bullet.text)?.[0]
  return stated === undefined ? bullet : { ...bullet, text: stated.charAt(0).toUpperCase() + stated.slice(1) }
}

/** A labelled value ("Duration: 12 months", "Corporate Title Vice President") or a sentence that states one of the facts. */
function isFact(quote: string): boolean {
  if (quote.length > LONGEST_DETAIL || SHOWN_ELSEWHERE.test(quote)) return false
  if (quote.length < 120 && LABELLED.test(quote)) return true
  return FACTS.some(({ pattern }) => pattern.test(quote)) && !ABOUT_THE_FACT.test(quote)
}

const LABELLED =
  /^[\p{L}][\p{L} /()-]{2,30}(?::\s*\S|\s[–-]\s\S)|^(?:corporate title|duration|contract|department|division|salary|shift|grade|start|hours)\s\S/iu
/** What explains a fact without stating it. */
const ABOUT_THE_FACT =
  /actual salaries|may be based|posted salary|do not include|profitieren|benefit from|you can expect/i

const isTaken = ({ start, end }: Quote, taken: readonly Bullet[]): boolean =>
  taken.some(({ evidence }) => evidence.start < end && start < evidence.end)
