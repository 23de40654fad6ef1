import type { Check } from '../../pipeline/store/shadow/checklist.ts'
import type { ShadowReport, SourceReport } from '../../pipeline/store/shadow/report.ts'
import { type Column, table, wrap } from '../table.ts'

const WIDTH = 100

/** The report for people: the two tables, each source with its fields, the checklist, what can be undone. */
export function shadowText({ counts, sources, checks, ready, actions }: ShadowReport, width: number): string {
  const totals = `${counts.shadow} shadow postings (${counts.shadow_last_hour} in the last hour), ${counts.live} live ones.`
  const parts = [
    totals,
    ...sources.map((source) => sourceText(source, width)),
    `Checklist\n${checklistText(checks, width)}`,
    ready ? 'Ready for live: "winnow shadow promote".' : 'Not ready for live.',
    ...(actions.length > 0 ? [`Promotions and discards\n${actionsText(actions, width)}`] : []),
  ]
  return parts.join('\n\n')
}

function sourceText(one: SourceReport, width: number): string {
  const { source, shadow, matched, only_shadow, only_live, fields } = one
  const head = `${source}: ${shadow} in shadow, ${matched} of them live too, ${only_shadow} only in shadow, ${only_live} only live.`
  if (fields.length === 0) return head
  const columns: Column<SourceReport['fields'][number]>[] = [
    { title: 'field', value: ({ field }) => field },
    { title: 'same', value: ({ same }) => same },
    { title: 'differs', value: ({ differs }) => differs },
    { title: 'only shadow', value: (field) => field.only_shadow },
    { title: 'only live', value: (field) => field.only_live },
    { title: 'agreement', value: ({ agreement }) => `${Math.floor(agreement * 100)} %`, align: 'right' },
    {
      title: 'example (shadow | live)',
      value: ({ examples: [first] }) => (first ? `${first.shadow} | ${first.live}` : ''),
    },
  ]
  return `${head}\n${table(fields, columns, width)}`
}

const SIGNS: Record<Check['status'], string> = { pass: 'pass', fail: 'FAIL', needs_signature: 'sign' }

export function checklistText(checks: readonly Check[], width: number): string {
  const columns: Column<Check>[] = [
    { title: '', value: ({ status }) => SIGNS[status] },
    { title: '', value: ({ check }) => check },
    { title: '', value: ({ detail }) => detail },
  ]
  return table(checks, columns, width)
}

function actionsText(actions: ShadowReport['actions'], width: number): string {
  const columns: Column<ShadowReport['actions'][number]>[] = [
    { title: 'id', value: ({ shadow_action_id }) => shadow_action_id },
    { title: 'what', value: ({ kind, forced }) => (forced ? `${kind} (forced)` : kind) },
    { title: 'source', value: ({ source }) => source ?? '(all)' },
    { title: 'state', value: ({ state }) => state },
    { title: 'by', value: ({ requested_by }) => requested_by },
    { title: 'begun', value: ({ created_at }) => created_at.slice(0, 16) },
  ]
  return table(actions, columns, width)
}

/** Reasons and how many each, one a line. */
export function reasonsText(reasons: Partial<Record<string, number>>): string[] {
  return Object.entries(reasons).map(
    ([reason, count]) => `  ${count} left alone: ${reason.toLowerCase().replaceAll('_', ' ')}`,
  )
}

export function sentence(text: string): string {
  return wrap(text, WIDTH)
}
