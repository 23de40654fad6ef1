import Type from 'typebox'
import { readConversationRecords } from '../../db/read-conversations.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, ref } from '../schemas.ts'
import { Conversation, toConversation } from './conversation.ts'

/** The conversations of Workflow 3001 in their order, as operators may have edited them. */
export const listConversations = endpoint({
  operation: 'conversations.list',
  method: 'GET',
  path: '',
  scope: 'read',
  summary: 'All conversations of the workflow',
  response: envelope(Type.Object({ items: Type.Array(ref(Conversation)) })),
  errors: ['DATABASE_BUSY'],
  async handle(_, { database: { db } }) {
    return ok({ items: (await readConversationRecords(db)).map(toConversation) })
  },
})
