import type { AskedSkill, Occurrence } from './occurrences.ts'

/** Names of trades, departments and matters of course: every posting of a trade mentions them, few ask for them. By skill_id. */
const EVERYDAY: ReadonlySet<string> = new Set([
  'accounting',
  'audit',
  'automation',
  'banking',
  'business-development',
  'change-management',
  'compliance',
  'controlling',
  'corporate-banking',
  'customer-service',
  'digital-transformation',
  'engineering',
  'finance',
  'human-resources',
  'information-technology',
  'insurance',
  'internal-controls',
  'investment-banking',
  'it-infrastructure',
  'it-security',
  'it-support',
  'issue-management',
  'kpi-management',
  'law',
  'logistics',
  'market-knowledge',
  'marketing',
  'operations-management',
  'payments',
  'policy-development',
  'process-improvement',
  'process-management',
  'procurement',
  'product-management',
  'regulatory-compliance',
  'relationship-management',
  'report-writing',
  'risk-assessment',
  'risk-management',
  'sales',
  'sla-management',
  'software-applications',
  'software-testing',
  'strategy-development',
  'trading',
])
/** Longer than this a clause that asks for nothing only mentions what it names (characters): "work with Audit, Compliance and Sales". */
const LONGEST_BARE_NAME = 60

/** Says whether an everyday name is neither asked for nor in the title: the posting mentions it in passing. */
export function isOnlyMentioned({ skill_id, inTitle, occurrences }: AskedSkill): boolean {
  return EVERYDAY.has(skill_id) && !inTitle && occurrences.every(mentions)
}

const mentions = ({ section, cues, clauseLength }: Occurrence): boolean =>
  section === 'role' || section === 'responsibilities'
    ? !(cues.asked && cues.required)
    : section === 'requirements' && !cues.asked && !cues.required && clauseLength > LONGEST_BARE_NAME
