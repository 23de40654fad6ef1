import { phrase } from '../phrase.ts'
import type { FlagCode } from '../rubric.ts'
import type { Found, Rule } from '../rule.ts'

/** Certificates that take months to earn; two are a career, three or more together are one person's. */
const CERTIFICATES = [
  'cfa',
  'frm',
  'caia',
  'cia',
  'cisa',
  'cism',
  'crisc',
  'cissp',
  'ccsp',
  'oscp',
  'osce',
  'gcih',
  'gcfa',
  'ceh',
  'prm',
  'cams',
  'cfe',
  'cpa',
  'acca',
  'cima',
  'pmp',
  'prince2',
  'togaf',
  'ccie',
  'ccnp',
  'cka',
  'ckad',
  'cks',
  'cipp',
  'cipm',
  'fsa',
  'fia',
  'asa',
  'cqf',
  'mrics',
  'leed',
  'six',
  'itil',
  'safe',
  'cbap',
  'ccde',
  'vcdx',
  'rhce',
  'cgeit',
  'steuerberater',
  'wirtschaftsprüfer',
  'fachanwalt',
  'aktuar',
] as const

const NAMES =
  /\b(?:cfa|frm|caia|cia|cisa|cism|crisc|cissp|ccsp|oscp|osce|gcih|gcfa|ceh|prm|cams|cfe|cpa|acca|cima|pmp|prince2|togaf|ccie|ccnp|ckad?|cks|cipp(?:\/e)?|cipm|fsa|fia|asa|cqf|mrics|leed(?: ap)?|six sigma(?: \w+ belt)?|itil|cbap|ccde|vcdx|rhce|cgeit|steuerberater\w*|wirtschaftspr(?:ü|ue)fer\w*|fachanw\w+|aktuar\w*)\b/g
const CHOICE =
  /\bor\b|\boder\b|such as|e\.g|z\.\s?b|\bwie\b|one of|any of|either|ideal|preferr|desir|plus\b|advantage|asset|von vorteil|wünschenswert|nice to have|recogni[sz]ed|\betc\b|beneficial|\blike\b|bzw/

/** Three or more certificates, all of them asked for. */
export const certificateStack: readonly Rule<FlagCode>[] = [
  {
    code: 'certificate_stack',
    cues: CERTIFICATES,
    pattern: phrase('\\S[^;]*'),
    unless: CHOICE,
    judge: judgeStack,
    reasoning: 'Several certificates that each take months are asked for together.',
  },
]

function judgeStack(found: Found) {
  const named = [...found.quote.quote.toLowerCase().matchAll(NAMES)]
  const distinct = new Set(named.map(([name]) => name)).size
  if (distinct < 3) return null
  return distinct >= 4 ? ('HIGH' as const) : ('MEDIUM' as const)
}
