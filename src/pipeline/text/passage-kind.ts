import { mayMatch, type NeededTriples, neededTriples, triplesOf } from './needed-letters.ts'
import type { SectionKind } from './sections.ts'

type Cue = readonly [RegExp, number]

// Each pattern counts once with its weight; boilerplate is told by several of them together, never by one word.
const CUES: readonly (readonly [SectionKind, readonly Cue[]])[] = [
  [
    'legal',
    [
      [/equal[- ]opportunit|affirmative action|without regard to|gleichbehandlung|égalité des chances/i, 3],
      [
        /protected (?:veteran|by law|characteristic)|veteran status|national origin|sexual orientation|gender identity|sexuelle[rn]? (?:identität|orientierung)/i,
        3,
      ],
      [/privacy|personal (?:data|information)|datenschutz|personenbezogen|data protection|gdpr|rodo\b/i, 3],
      [/reasonable (?:accommodation|adjustment)|with(?:out)? disabilit|schwerbehindert|behinderung/i, 3],
      [/background check|work authori[sz]ation|sponsorship for (?:visa|work)|polygraph|applicable law|eeoc?\b/i, 2],
      [/#li-|discrimination|harassment|diskriminierung/i, 2],
    ],
  ],
  [
    'benefits',
    [
      [/\binsurance\b|pension|retirement|401\(?k|altersvorsorge|versicherung|assicurat|fondo pensione|seguro/i, 2],
      [
        /parental leave|annual leave|paid (?:leave|holiday|time off)|vacation|volunteer(?:ing)? (?:leave|day)|leave policy|urlaub|public holidays|elternzeit/i,
        2,
      ],
      [
        /child ?care|wellbeing|well-being|wellness|gym\b|fitness|mental health|health ?care|check-?up|gesundheit|impf|family building/i,
        2,
      ],
      [
        /benefi(?:t|ts)\b.*(?:package|range|enjoy|tailor|from)|(?:range|package) of .{0,20}benefits|competitive (?:salary|compensation|pay|income|remuneration)|attractive (?:salary|remuneration)/i,
        2,
      ],
      [
        /reimbursement|referral (?:\p{L}+ )?program|employee assistance|jobticket|deutschlandticket|firmenfahrrad|jobrad|meal voucher|bonus(?:es)?\b.*(?:annual|performance)|discount/iu,
        2,
      ],
      [
        /(?:culture|culture) of continuous learning|coaching and support|training and development to help you|support your (?:growth|development)|career (?:growth|development) opportunit/i,
        2,
      ],
      [
        /we (?:will )?(?:offer|provide|support) you|you can expect|wir (?:bieten|unterstützen)|profitieren sie|you (?:can|will) benefit|ti supportiamo|te (?:ofrecemos|apoyamos)|your (?:family|dependents|dependants)/i,
        2,
      ],
      [/hybrid working|work from home|flexible working|home ?office|mobiles arbeiten/i, 1],
    ],
  ],
  [
    'company',
    [
      [
        /for (?:over|more than) \d+ years|founded in|(?:seit|über) (?:über )?\d+ jahren|around \d+ countries|\d+ (?:countries|nationalities|ländern)|global network/i,
        2,
      ],
      [
        /\bwe (?:are (?!looking|seeking|searching|hiring)|strive|welcome|embrace|promote|believe|celebrate|build|value|encourage|share|foster|want|serve|have)\b|together we|together (?:as|they)/i,
        2,
      ],
      [
        /\bwir (?:sind (?!auf der suche)|streben|begrüßen|fördern|glauben|stehen|leben|freuen|haben)\b|gemeinsam (?:teilen|sind|feiern)/i,
        2,
      ],
      [/\bour (?:clients|customers)|unsere[rn]? kund/i, 1],
      [
        /\bour (?:people|values|culture|purpose|mission|company|employees|colleagues|success|bank|communit|workplace|workforce)/i,
        2,
      ],
      [/unsere[rn]? (?:werte|kultur|mitarbeit|erfolg|unternehmen|leidenschaft)|unternehmenskultur/i, 2],
      [/diverse|diversity|inclusive|inclusion|vielfalt|integrativ|inclusi[vó]/i, 1],
      [
        /\bempower|passion|inspir|ambition|innovati(?:on|ve)|responsib(?:ly|le business)|sustainab|nachhaltig|leidenschaft|verantwortungsvoll/i,
        1,
      ],
      [/\b(?:together|collaborat\w+|jointly|gemeinsam|zusammenarbeit|miteinander)\b/i, 1],
      [/our success|celebrate|erfolge|feiern/i, 1],
      [
        /leading (?:\p{L}+ ){0,2}(?:bank|company|provider|firm|asset manager|employer)|führende[rns]? |market leader|headquarter|(?:at home and|in germany and) abroad|worldwide|weltweit|global(?:ly)? (?:leader|player|presence)/iu,
        2,
      ],
      [
        /\bhelps? our (?:clients|customers)|impact for our|their (?:\p{L}+ )?(?:expertise|understanding|insights)|shape the future|learn more about|(?:more information|read more) (?:at|about|on)|visit our (?:website|company)|click here|see what we do|mehr (?:über|erfahren)/iu,
        2,
      ],
    ],
  ],
  [
    'process',
    [
      [
        /\bapply (?:now|today|online|via|here|by)|click (?:to|on) apply|submit your|send (?:us )?your (?:cv|resume|application)|your application|how to apply/i,
        3,
      ],
      [
        /bewerbung|bewerben|lebenslauf|anschreiben|zeugniss|recruiter|rekrutierung|ansprechpartner(?:in)? (?:für|bei)|interesse geweckt|kennenzulernen/i,
        3,
      ],
      [
        /cover letter|interview (?:process|stage)|hiring process|shortlisted|recruitment (?:agency|agencies|team)|candidatur|inviare il|envíanos|postule/i,
        3,
      ],
      [/\[redacted\]|\bcontact\b.*@|kontakt\b.*:/i, 1],
    ],
  ],
  [
    'details',
    [
      [
        /salary (?:range|is|band)|base salary|annual salary|per (?:year|annum|hour)\b|[$€£] ?\d{2,}|jahresgehalt|bruttogehalt|posted salary|actual salaries/i,
        4,
      ],
      [
        /\b(?:vollzeit|teilzeit|full[- ]time|part[- ]?time|fixed[- ]term|befristet|unbefristet|permanent (?:position|contract))\b/i,
        3,
      ],
      [
        /hybrid working model.*office|work in the .* office|hours per week|stunden pro woche|wochenstunden|start(?:ing)? date|eintritt/i,
        3,
      ],
    ],
  ],
  [
    'requirements',
    [
      [
        /\byears?['’]? (?:of )?(?:\p{L}+ ){0,4}experience|jahre[n]? (?:berufs)?erfahrung|berufserfahrung|years in (?:a|the)/iu,
        3,
      ],
      [
        /\b(?:bachelor|master|degree|diploma|phd|mba|cfa)\b|studium|ausbildung (?:zum|zur|als|im)|abschluss|laurea|licenciatura|diplôme|wykształcenie/i,
        3,
      ],
      [
        /experience (?:in|with|of|as|working|and)|knowledge of|proficien|fluen(?:t|cy)|ability to|familiar|understanding of|skills\b|expertise in|qualified|certif/i,
        2,
      ],
      [
        /erfahrung|kenntnisse|fähigkeit|fließend|verhandlungssicher|teamfähig|sie (?:haben|verfügen|bringen)|du (?:hast|bringst|verfügst|bist)|capacità di|conoscenza|esperienza|experiencia|conocimiento/i,
        2,
      ],
      [
        /\brequires?\b|required|must (?:have|be|possess)|you (?:have|are|bring|possess)|ideally|looking for someone|eligible/i,
        2,
      ],
    ],
  ],
  [
    'responsibilities',
    [
      [
        /^(?:you will|you'll|the (?:successful )?(?:candidate|role|position|incumbent|job ?holder) (?:will|is|involves|includes))|will be responsible|responsible for|in this role/i,
        3,
      ],
      [
        /^(?:manage|lead|support|develop|design|build|maintain|ensure|coordinate|prepare|deliver|implement|monitor|conduct|review|analy[sz]e|drive|create|perform|provide|participate|assist|work (?:with|closely)|oversee|identify|execute|define|collaborate|act as)/i,
        3,
      ],
      [
        /^(?:managing|leading|supporting|developing|designing|building|maintaining|ensuring|coordinating|preparing|delivering|implementing|monitoring|conducting|reviewing|analy[sz]ing|driving|creating|performing|providing|participating|overseeing|identifying)/i,
        3,
      ],
      [
        /^(?:sie |du )(?!haben|hast|verfüg|bring|bist|sind|profit)\p{Ll}+(?:en|st|t)\b|verantwortlich für|zuständig|(?:betreuung|durchführung|erstellung|entwicklung|beratung|sicherstellung|koordination|bearbeitung|unterstützung|kundenakquise)/iu,
        3,
      ],
      [
        /^(?:assicurare|garantire|gestire|supportare|realizar|captar|garantizar|asegurar|colaborar|gestionar|attivarsi)/i,
        3,
      ],
    ],
  ],
]

type PreparedCue = { pattern: RegExp; weight: number; needed: NeededTriples | null }

const PREPARED: readonly { kind: SectionKind; cues: readonly PreparedCue[] }[] = CUES.map(([kind, cues]) => ({
  kind,
  cues: cues.map(([pattern, weight]) => ({ pattern, weight, needed: neededTriples(pattern.source) })),
}))

export type PassageKind = { kind: SectionKind; score: number }

/** What a sentence or bullet speaks about, judged by its own words. `other` with score 0 where they do not tell. */
export function passageKind(passage: string): PassageKind {
  let best: PassageKind = { kind: 'other', score: 0 }
  // A bullet's own label ("Automation: Develop ...") says less than what follows it.
  const sample = passage.slice(0, 700).replace(/^[^:.]{3,40}: (?=\p{L})/u, '')
  // Few cues of the table can match a given passage: its letters tell which are worth a test.
  const triples = triplesOf(sample)
  for (const { kind, cues } of PREPARED) {
    let score = 0
    for (const { pattern, weight, needed } of cues)
      if (mayMatch(triples, needed) && pattern.test(sample)) score += weight
    if (score > best.score) best = { kind, score }
  }
  return best
}

/** Kinds that say nothing about the job itself. */
export const BOILERPLATE: ReadonlySet<SectionKind> = new Set<SectionKind>(['company', 'benefits', 'process', 'legal'])
