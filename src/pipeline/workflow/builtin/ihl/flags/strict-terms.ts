import { phrase } from '../phrase.ts'
import { sectionAt } from '../reading.ts'
import type { FlagCode } from '../rubric.ts'
import type { Found, Rule } from '../rule.ts'

/** Manners and duties that everybody asks for as a must. */
const ORDINARY =
  /self-?starter|team ?player|able to|ability to|willing|comply|complian|adhere|submit|follow|ensure|problem solver|attention to detail|communicat|ensuring|training|reported|right to work|18 years|authori[sz]ed to work|background check|essential (?:part|element|role|function|capabilit|service)|not essential|not mandatory|mandatory training|our |we |you will|client|immediately|f(?:ü|ue)hrerschein|driving licen[cs]e|polizeilich/

/** Terms without give, and a network one must bring along: each alone is common, but they sort the strict searches from the open ones. */
export const strictTerms: readonly Rule<FlagCode>[] = [
  {
    code: 'rigid_terms',
    cues: [
      'must',
      'mandatory',
      'essential',
      'zwingend',
      'unabdingbar',
      'prerequisite',
      'indispensable',
      'unerl',
      'voraussetzung',
    ],
    pattern: phrase(
      '(?:(?:(?:is|are) (?:an? )?(?:absolute )?(?:must|mandatory|essential|prerequisite|indispensable)\\b(?! for (?:the|our))|(?:ist|sind|wird) (?:zwingend\\S*|unabdingbar|unerlässlich|voraussetzung)~2)|(?:must[- ]haves?|mandatory|essential): (?:\\S+ ){1,6}|must have (?:\\S+ ){1,7})',
    ),
    wordsBefore: 6,
    unless: ORDINARY,
    judge: (found) => (asksApplicant(found) ? 'LOW' : null),
    reasoning: 'The demand allows no other way.',
  },
  {
    code: 'own_network_required',
    cues: ['existing', 'established', 'own', 'bestehende', 'bestehendes', 'eigener', 'eigenes', 'eigenen'],
    pattern: phrase(
      '(?:(?:existing|established|(?:your )?own)~1 (?:client|customer|investor|industry|broker|dealer|distributor|supplier)? ?(?:relationships|network|book of (?:business|clients)|client base|contacts)|(?:bestehende\\S*|eigene\\S*)~1 (?:kundenstamm|kundennetzwerk|netzwerk|kundenbeziehungen|kontakte))',
    ),
    unless:
      /maintain|develop|expand|manage|grow|building|build |strengthen|pflege|ausbau|betreu|intensiv|we have|our existing|leverage|maximi|deepen|support|nutzt|you will/,
    judge: () => 'LOW',
    reasoning: 'A network is to be brought along, which takes years in this very market.',
  },
]

/** Duties and offers speak of musts too; only what is asked of the applicant narrows the search. */
function asksApplicant({ reading, quote }: Found): boolean {
  const { kind } = sectionAt(reading, quote.start)
  return kind === 'requirements' || kind === 'other' || kind === 'details'
}
