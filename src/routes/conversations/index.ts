import type { Folder } from '../endpoint.ts'
import { editConversation } from './edit-conversation.ts'
import { getConversation } from './get-conversation.ts'
import { listConversations } from './list-conversations.ts'

/** Steps of the workflow: read by any key, edited by admins. */
export const conversations: Folder = {
  prefix: '/_internal/conversations',
  tag: 'conversations',
  endpoints: [listConversations, getConversation, editConversation],
}
