import {
  countTicketsBy,
  findTicket,
  listTickets,
  type ReviewTicketRecord,
  resolveTicket as resolve,
} from '../../db/review-tickets.ts'
import { errors } from '../../errors.ts'
import { type CamelRow, camelRow } from '../camel.ts'
import { checkFirst, connectionOf } from '../connection.ts'
import { mutation } from '../mutation.ts'
import { isUuid } from '../node-id.ts'
import type { Context, FieldResolvers } from '../resolver.ts'
import type { Mutation, MutationResolveTicketArguments, Query, ReviewTicket } from '../schema.generated.ts'
import { selectedFields } from '../selection.ts'
import { columnsFor, postingByKey } from './posting.ts'

export type ReviewTicketRow = CamelRow<ReviewTicketRecord> & { id: string }

function ticketRow(record: ReviewTicketRecord): ReviewTicketRow {
  return { ...camelRow(record), id: record.ticket_id }
}

export async function ticketById({ services: { database } }: Context, id: string): Promise<ReviewTicketRow | null> {
  const found = isUuid(id) ? await findTicket(database.db, id) : undefined
  return found ? ticketRow(found) : null
}

export const reviewTickets: Query['reviewTickets'] = async (_, { status, ...args }, { services, cursors }, info) => {
  const { db } = services.database
  const first = checkFirst(args.first)
  const list = { list: 'tickets', status }
  const after = args.after ? cursors.decode(args.after, list) : null
  const [found, total] = await Promise.all([
    listTickets(db, { status, limit: first + 1, after }),
    selectedFields(info).has('totalCount') ? countTicketsBy(db, { status }) : undefined,
  ])
  return connectionOf(
    found.map(({ row, place }) => ({ row: ticketRow(row), place })),
    { first, after, total, cursors, list },
  )
}

export const fields: FieldResolvers<ReviewTicketRow, ReviewTicket> = {
  posting: ({ postingId }, _, context, info) =>
    postingId === null ? null : postingByKey(context, postingId, columnsFor(selectedFields(info))),
}

const LONGEST_RESOLUTION = 2_000

export const resolveTicket: Mutation['resolveTicket'] = mutation(
  'trigger',
  { ticket: null },
  async ({ input }: MutationResolveTicketArguments, context) => {
    const resolution = input.resolution.trim()
    if (resolution === '' || resolution.length > LONGEST_RESOLUTION) {
      throw errors.validation([
        { pointer: 'input.resolution', message: `must have 1 to ${LONGEST_RESOLUTION} characters` },
      ])
    }
    const before = await ticketById(context, input.id)
    if (!before) throw errors.ticketNotFound(input.id)
    const ticket = await resolve(context.services.database, before.id, resolution, context.caller.name)
    if (!ticket) throw errors.alreadyFinished(`Ticket ${before.id}`, 'resolved')
    return { ticket: ticketRow(ticket) }
  },
)
