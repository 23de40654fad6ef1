import { isUuid, NUMBERED_TYPES, type NumberedType, numberOf } from '../node-id.ts'
import type { Context } from '../resolver.ts'
import type { Node, Query } from '../schema.generated.ts'
import { selectedFields } from '../selection.ts'
import { conversationByNumber } from './conversation.ts'
import { interactionByNumber } from './interaction.ts'
import { operationById } from './operation.ts'
import { columnsFor, postingByUid } from './posting.ts'
import { ticketById } from './review-ticket.ts'
import { sourceByNumber } from './source.ts'
import { runByNumber } from './workflow-run.ts'

const BY_NUMBER: Record<NumberedType, (context: Context, number: number) => Promise<Node | null>> = {
  WorkflowRun: runByNumber,
  Interaction: interactionByNumber,
  Conversation: conversationByNumber,
  Source: sourceByNumber,
}

export const node: Query['node'] = async (_, { id }, context, info) => {
  if (isUuid(id)) {
    return (
      typed('Posting', await postingByUid(context, id, columnsFor(selectedFields(info)))) ??
      typed('Operation', await operationById(context, id)) ??
      typed('ReviewTicket', await ticketById(context, id))
    )
  }
  const type = NUMBERED_TYPES.find((name) => id.startsWith(`${name}:`))
  const number = type && numberOf(type, id)
  return type && number !== undefined ? typed(type, await BY_NUMBER[type](context, number)) : null
}

/** Names the type to the executor, which cannot tell it from the row. */
function typed<Row extends Node>(name: string, row: Row | null): Row | null {
  return row && { ...row, __typename: name }
}
