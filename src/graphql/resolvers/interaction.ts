import { findInteraction, type InteractionRecord } from '../../db/read-workflow-runs.ts'
import { type CamelRow, camelRow } from '../camel.ts'
import { nodeId } from '../node-id.ts'
import type { Context, FieldResolvers } from '../resolver.ts'
import type { Interaction } from '../schema.generated.ts'
import { conversationRow } from './conversation.ts'

export type InteractionRow = CamelRow<InteractionRecord> & { id: string; model: string | null }

export function interactionRow(record: InteractionRecord): InteractionRow {
  return { ...camelRow(record), id: nodeId('Interaction', record.interaction_id), model: record.model_used }
}

export async function interactionByNumber(
  { services: { database } }: Context,
  number: number,
): Promise<InteractionRow | null> {
  const found = await findInteraction(database.db, number)
  return found ? interactionRow(found) : null
}

export const fields: FieldResolvers<InteractionRow, Interaction> = {
  conversation: async ({ conversationId }, _, { loaders }) => {
    const found = await loaders.conversation(conversationId)
    return found ? conversationRow(found) : null
  },
  actor: async ({ actorId }, _, { loaders }) => {
    const found = await loaders.actor(actorId)
    return found ? camelRow(found) : null
  },
}
