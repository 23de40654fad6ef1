import type { PostingFacts, RuleFinding } from './posting-facts.ts'

const VISA = '(?:visas?|work permits?|work authori[sz]ation|immigration|h-?1b)'
const REFUSED = [
  `(?:no|not|unable to|cannot|can ?not|can[’']t|n[’']t|without(?: (?:the )?need for)?|nor|never|ineligible for) (?:[\\p{L}'’/-]+ ){0,6}?(?:${VISA} )?sponsor(?:ship|ed|ing|s)?`,
  `(?:${VISA} )?sponsorship (?:is |will be |are )?(?:not|unavailable|isn[’']t)`,
  'keine? (?:unterstützung (?:bei|für) )?(?:\\p{L}+ )?(?:visum|visa)(?:sponsoring|sponsorship|-sponsoring|unterstützung)?',
]
const OFFERED = [
  `${VISA}(?: and relocation| & relocation)? (?:sponsorship|support|assistance) (?:is |are |can be |will be )?(?:also )?(?:available|offered|provided|possible|included)`,
  `(?:we|will|can|do|happy to|able to|and|also) (?:offer|provide|support|sponsor|assist with|help with)s? (?:your |you with (?:your |a )?|a |the |full |relocation (?:and|&) |work )*${VISA}(?: sponsorship)?`,
  `${VISA} sponsorship(?: (?:and|&|\\+) relocation(?: \\p{L}+)?)?(?= *(?:$|[\\n•;]))`,
  'unterstützung (?:bei|für|mit)(?:m|r|s| der| dem| den| ihrem| deinem)? (?:\\p{L}+ )?(?:visum|visa|visa?beantragung|visumsantrag|visaantrag|arbeitserlaubnis)',
]
const pattern = (phrases: readonly string[]) =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${phrases.join('|')})(?![\\p{L}\\p{N}])`, 'iu')
const [REFUSES, OFFERS] = [pattern(REFUSED), pattern(OFFERED)]
const CUE = /sponsor|visum|visa|arbeitserlaubnis|work permit|immigration/gi
const REACH = 90

/**
 * Whether the employer helps with a visa: by sentences that offer or refuse it. A text that does both says neither; a question to the
 * applicant ("Do you need sponsorship?") is no offer.
 */
export function visaSponsorship({ description }: PostingFacts): RuleFinding<boolean> | null {
  let offered: RuleFinding<boolean> | null = null
  let refused: RuleFinding<boolean> | null = null
  for (const { index } of description.matchAll(CUE)) {
    const from = Math.max(0, index - REACH)
    const text = description.slice(from, index + REACH)
    const no = REFUSES.exec(text)
    const yes = OFFERS.exec(text)
    if (no) refused ??= findingOf(false, no, from)
    // "We do not offer visa sponsorship or relocation": the offer is part of the refusal.
    if (yes && !(no && yes.index < no.index + no[0].length && no.index < yes.index + yes[0].length))
      offered ??= findingOf(true, yes, from)
  }
  return offered && refused ? null : (refused ?? offered)
}

function findingOf(value: boolean, match: RegExpExecArray, from: number): RuleFinding<boolean> {
  const start = from + match.index
  return { value, confidence: 0.8, raw: match[0], span: { start, end: start + match[0].length } }
}
