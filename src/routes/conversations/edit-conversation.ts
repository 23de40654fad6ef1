import Type from 'typebox'
import type { ConversationChanges } from '../../db/conversations.ts'
import { readConversationRecords } from '../../db/read-conversations.ts'
import { errors } from '../../errors.ts'
import { editConversation as edit } from '../../pipeline/workflow/edit-conversation.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, nullable, ref, text } from '../schemas.ts'
import { Conversation, ConversationParams, Edited, Template, toConversation } from './conversation.ts'

/**
 * Edits what operators may edit of a conversation, with an audit line; interactions that start from now on use it. A prompt with an
 * unknown or a missing slot is refused, and another model or prompt without a fitting trial where the conversation requires one.
 */
export const editConversation = endpoint({
  operation: 'conversations.edit',
  method: 'PATCH',
  path: '/:id',
  scope: 'admin',
  summary: 'Edit model, limits or prompt of a conversation',
  params: ConversationParams,
  body: Type.Partial(
    Type.Object({
      ...Edited,
      prompt_template: nullable(Template),
      trial_id: text(
        100,
        'Operation of a trial of the same model, prompt and temperature; needed where one is required',
      ),
    }),
  ),
  response: envelope(ref(Conversation)),
  errors: [
    'CONVERSATION_NOT_FOUND',
    'PROMPT_SLOT_UNKNOWN',
    'PROMPT_SLOT_MISSING',
    'TRIAL_REQUIRED',
    'OPERATION_NOT_FOUND',
    'DATABASE_BUSY',
  ],
  async handle({ params: { id }, body: { trial_id, ...changes }, caller }, { database }) {
    if (Object.keys(changes).length === 0)
      throw errors.validation([{ pointer: '/', message: 'names nothing to change' }])
    const updated = await edit(database, id, changes as ConversationChanges, caller ?? 'unknown', trial_id)
    const [found] = updated ? await readConversationRecords(database.db, [id]) : []
    if (!found) throw errors.conversationNotFound(id)
    return ok(toConversation(found))
  },
})
