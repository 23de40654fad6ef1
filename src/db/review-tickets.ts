import { sql } from 'kysely'
import type { Place } from './cursor.ts'
import type { Database, Query } from './engine.ts'

export type TicketStatus = 'open' | 'resolved'
export type ReviewTicketRecord = {
  ticket_id: string
  posting_id: number | null
  workflow_run_id: number | null
  status: TicketStatus
  title: string
  issues: string[]
  checks: string[]
  advice: string | null
  resolution: string | null
  resolved_by: string | null
  resolved_at: string | null
  created_at: string
}

const TICKET = sql`ticket_id, posting_id, workflow_run_id, status, title, issues, checks, advice, resolution, resolved_by, resolved_at, created_at`

/** At most `limit` tickets after `after`, the oldest first. Index: review_tickets_open. */
export async function listTickets(
  db: Query,
  { status, limit, after }: { status: TicketStatus; limit: number; after: Place | null },
): Promise<{ row: ReviewTicketRecord; place: Place }[]> {
  const beyond = after ? sql`and (created_at, ticket_id) > (${after.key}::timestamptz, ${after.id}::uuid)` : sql``
  const { rows } = await sql<ReviewTicketRecord>`
    select ${TICKET} from review_tickets where status = ${status} ${beyond} order by created_at, ticket_id limit ${limit}`.execute(
    db,
  )
  return rows.map((row) => ({ row, place: { key: row.created_at, id: row.ticket_id } }))
}

export async function countTicketsBy(db: Query, { status }: { status: TicketStatus }): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from review_tickets where status = ${status}`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}

export async function findTicket(db: Query, id: string): Promise<ReviewTicketRecord | undefined> {
  const { rows } =
    await sql<ReviewTicketRecord>`select ${TICKET} from review_tickets where ticket_id = ${id}::uuid`.execute(db)
  return rows[0]
}

/**
 * Closes an open ticket, with an audit line, and takes the review flag off its posting. Returns the ticket as it is then; undefined
 * when there is no open ticket with this id.
 */
export async function resolveTicket(
  database: Database,
  id: string,
  resolution: string,
  by: string,
): Promise<ReviewTicketRecord | undefined> {
  return database.transaction(async (tx) => {
    const { rows } = await sql<ReviewTicketRecord>`
      update review_tickets set status = 'resolved', resolution = ${resolution}, resolved_by = ${by}, resolved_at = now()
      where ticket_id = ${id}::uuid and status = 'open' returning ${TICKET}`.execute(tx)
    const [ticket] = rows
    if (!ticket) return undefined
    await sql`update postings set review_flag = false where posting_id = ${ticket.posting_id}::bigint and review_flag`.execute(
      tx,
    )
    await tx.insertInto('audit_log').values({ actor: by, action: 'ticket.resolve', subject: id }).execute()
    return ticket
  })
}
