import { readConversationRecords } from '../../db/read-conversations.ts'
import { errors } from '../../errors.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, ref } from '../schemas.ts'
import { Conversation, ConversationParams, toConversation } from './conversation.ts'

/** One conversation. 404 CONVERSATION_NOT_FOUND. */
export const getConversation = endpoint({
  operation: 'conversations.get',
  method: 'GET',
  path: '/:id',
  scope: 'read',
  summary: 'One conversation: model, limits and prompt',
  params: ConversationParams,
  response: envelope(ref(Conversation)),
  errors: ['CONVERSATION_NOT_FOUND', 'DATABASE_BUSY'],
  async handle({ params: { id } }, { database: { db } }) {
    const [found] = await readConversationRecords(db, [id])
    if (!found) throw errors.conversationNotFound(id)
    return ok(toConversation(found))
  },
})
