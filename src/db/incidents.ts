import { sql } from 'kysely'
import type { Query } from './engine.ts'

/** `kind` names what is wrong and with what: there is at most one open incident of a kind. */
export type Incident = { kind: string; summary: string; detail?: Record<string, unknown> }

/** Opens an incident, or brings the open one of its kind up to date. True when it is new. Index: incidents_one_open. */
export async function openIncident(db: Query, { kind, summary, detail = {} }: Incident): Promise<boolean> {
  const { rows } = await sql<{ is_new: boolean }>`
    insert into incidents (kind, summary, detail) values (${kind}, ${summary}, ${JSON.stringify(detail)}::jsonb)
    on conflict (kind) where status = 'open' do update set summary = excluded.summary, detail = excluded.detail
    returning xmax = 0 as is_new`.execute(db)
  return rows[0]?.is_new ?? false
}

/** Resolves the open incident of a kind. False when there is none. */
export async function resolveIncident(db: Query, kind: string): Promise<boolean> {
  const { rows } = await sql`
    update incidents set status = 'resolved', resolved_at = now() where kind = ${kind} and status = 'open' returning 1`.execute(
    db,
  )
  return rows.length > 0
}

/** Kinds of the open incidents that begin so. */
export async function openIncidentKinds(db: Query, prefix: string): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`
    select kind from incidents where status = 'open' and starts_with(kind, ${prefix}) order by kind`.execute(db)
  return rows.map(({ kind }) => kind)
}
