import { sql } from 'kysely'
import type { Query } from './engine.ts'

/** A host is renewed every third of this; older than this, another process may drive it. */
const LEASE_SECONDS = 30

/**
 * Makes `owner` the one process that drives `host`, or renews that it is. False while another process drives it; the processes in
 * `deadOwners` no longer do. The fence grows with every change of hands.
 */
export async function holdHost(
  db: Query,
  host: string,
  owner: string,
  deadOwners: readonly string[] = [],
): Promise<boolean> {
  const { rows } = await sql`
    insert into llm_hosts as h (host, owner, lease_until, fence) values (${host}, ${owner}, now() + make_interval(secs => ${LEASE_SECONDS}), 1)
    on conflict (host) do update set owner = excluded.owner, lease_until = excluded.lease_until,
      fence = h.fence + (h.owner is distinct from excluded.owner)::int, resident = case when h.owner = excluded.owner then h.resident else '[]' end
    where h.owner is null or h.owner = excluded.owner or h.lease_until < now() or h.owner = any(${[...deadOwners]}::text[])
    returning host`.execute(db)
  return rows.length > 0
}

/** Lets go of every host of `owner`, so that another process may drive them at once. */
export async function releaseHosts(db: Query, owner: string): Promise<void> {
  await sql`update llm_hosts set owner = null, lease_until = null, resident = '[]' where owner = ${owner}`.execute(db)
}

/** Tells the other processes which families `host` has in memory. */
export async function reportResident(
  db: Query,
  host: string,
  owner: string,
  families: readonly unknown[],
): Promise<void> {
  await sql`update llm_hosts set resident = ${JSON.stringify(families)}::jsonb where host = ${host} and owner = ${owner}`.execute(
    db,
  )
}

export type DrivenHost<F> = { host: string; owner: string; resident: F[] }

/** Hosts that some process drives now. */
export async function readHosts<F>(db: Query): Promise<DrivenHost<F>[]> {
  const { rows } = await sql<DrivenHost<F>>`
    select host, owner, resident from llm_hosts where owner is not null and lease_until > now() order by host`.execute(
    db,
  )
  return rows
}
