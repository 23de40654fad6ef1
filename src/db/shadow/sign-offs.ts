import { sql } from 'kysely'
import { appendAudit } from '../audit.ts'
import type { Query, Tx } from '../engine.ts'

/** Checks that no query can answer: a named person vouches for them. */
export const SIGNED_CHECKS = ['rollback_tested', 'custom_mappings_documented'] as const
export type SignedCheck = (typeof SIGNED_CHECKS)[number]

export type SignOff = { check_name: SignedCheck; signed_by: string; note: string | null; signed_at: string }

export async function readSignOffs(db: Query): Promise<SignOff[]> {
  const { rows } = await sql<SignOff>`
    select check_name, signed_by, note, signed_at from shadow_sign_offs order by check_name`.execute(db)
  return rows
}

/** Signs a check; a later signature replaces the earlier one, which stays in the audit log. */
export async function saveSignOff(tx: Tx, { check_name, signed_by, note }: Omit<SignOff, 'signed_at'>): Promise<void> {
  await sql`
    insert into shadow_sign_offs (check_name, signed_by, note) values (${check_name}, ${signed_by}, ${note})
    on conflict (check_name) do update set signed_by = excluded.signed_by, note = excluded.note, signed_at = now()`.execute(
    tx,
  )
  await appendAudit(tx, { actor: signed_by, action: 'shadow.signed', subject: check_name, detail: { note } })
}

/** Takes a signature back; whether there was one. */
export async function dropSignOff(tx: Tx, check: SignedCheck, by: string): Promise<boolean> {
  const { rows } = await sql`delete from shadow_sign_offs where check_name = ${check} returning 1`.execute(tx)
  if (rows.length > 0) await appendAudit(tx, { actor: by, action: 'shadow.unsigned', subject: check })
  return rows.length > 0
}
