import type { Query } from './engine.ts'

/** One line of the audit log: who did what to what. `detail` holds no secret and no posting text. */
export async function appendAudit(
  db: Query,
  {
    actor,
    action,
    subject,
    detail = {},
  }: { actor: string; action: string; subject: string | null; detail?: Record<string, unknown> },
): Promise<void> {
  await db
    .insertInto('audit_log')
    .values({ actor, action, subject, detail: JSON.stringify(detail) })
    .execute()
}
