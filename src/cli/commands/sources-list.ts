import { readSourceStandings, type SourceStanding } from '../../pipeline/refresh/source-standing.ts'
import { command } from '../command.ts'
import { type Column, table } from '../table.ts'

export const sourcesList = command({
  name: 'sources list',
  summary: 'The sources that postings may come from, and how each fares.',
  run: async ({ services, answer, output }) => {
    const { database } = await services()
    const now = new Date()
    const sources = await readSourceStandings(database.db, now)
    answer(sources, () => sourcesTable(sources, now, output.columns))
    return 0
  },
})

/** A column that says nothing of any source only takes room. */
function sourcesTable(sources: readonly SourceStanding[], now: Date, width: number): string {
  const age = (instant: string | null) =>
    instant === null ? null : ageOf((now.getTime() - Date.parse(instant)) / 1000)
  const columns: Column<SourceStanding>[] = [
    { title: 'source', value: ({ source_name }) => source_name },
    { title: 'kind', value: ({ kind }) => kind },
    { title: 'status', value: statusOf },
    { title: 'schedule', value: ({ schedule }) => schedule },
    { title: 'success', value: ({ last_success_at }) => age(last_success_at) },
    { title: 'whole', value: ({ last_complete_sweep_at }) => age(last_complete_sweep_at) },
    { title: 'failures', value: ({ consecutive_failures }) => consecutive_failures || null },
    { title: 'freshness', value: freshnessOf },
    { title: 'organization', value: ({ org_name }) => org_name },
  ]
  const told = columns.filter(({ value }) => sources.some((source) => value(source) !== null))
  return table(sources, told, width)
}

/** "5 min ago", "3 h ago", "12 d ago". */
function ageOf(seconds: number): string {
  if (seconds < 5_400) return `${Math.max(0, Math.round(seconds / 60))} min ago`
  return seconds < 129_600 ? `${Math.round(seconds / 3_600)} h ago` : `${Math.round(seconds / 86_400)} d ago`
}

/** null where no schedule says when it should bring something. */
function freshnessOf({ schedule, status, stale }: SourceStanding): string | null {
  if (schedule === null || status === 'paused') return null
  return stale ? 'stale' : 'fresh'
}

function statusOf({ status, rests_until, target }: SourceStanding): string {
  const state = status === 'active' && rests_until !== null ? `rests until ${rests_until.slice(11, 16)} UTC` : status
  return target === 'shadow' ? `${state}, shadow` : state
}
