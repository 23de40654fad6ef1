import { sql } from 'kysely'
import { appendAudit } from './audit.ts'
import type { Tx } from './engine.ts'
import { toJsonbText } from './jsonb-text.ts'

/** What is left out stays. */
export type SourceChange = {
  /** Keys that are set; null removes one. */
  config?: Record<string, unknown>
  /** Cron, or times of day; null ends it. */
  schedule?: string | null
  /** Least milliseconds between two requests; null leaves it to the kind. */
  interval_ms?: number | null
  target?: 'live' | 'shadow'
}

/** The settings that a change of `config` leads to. Pure. */
export function mergeConfig(
  before: Readonly<Record<string, unknown>>,
  change: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== null))
}

/** Changes the settings of a source; the audit log names what was changed, never to what. False when there is no such source. */
export async function changeSource(tx: Tx, name: string, change: SourceChange, by: string): Promise<boolean> {
  const { config = {}, schedule, interval_ms, target } = change
  const [set, removed] = [mergeConfig({}, config), Object.keys(config).filter((key) => config[key] === null)]
  const { rows } = await sql`
    update sources set config = (config || ${toJsonbText(set)}::jsonb) - ${removed}::text[],
      schedule = case when ${schedule !== undefined}::boolean then ${schedule ?? null}::text else schedule end,
      target = coalesce(${target ?? null}::text, target),
      politeness = case when ${interval_ms === undefined}::boolean then politeness
        when ${interval_ms ?? null}::int is null then politeness - 'interval_ms'
        else politeness || jsonb_build_object('interval_ms', ${interval_ms ?? null}::int) end
    where source_name = ${name} returning 1`.execute(tx)
  if (rows.length === 0) return false
  const changed = [
    ...Object.keys(config).map((key) => `config.${key}`),
    ...Object.keys(change).filter((key) => key !== 'config'),
  ]
  await appendAudit(tx, { actor: by, action: 'source.configured', subject: name, detail: { changed } })
  return true
}
