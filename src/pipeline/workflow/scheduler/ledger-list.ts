import { readBacklog } from '../../../db/backlog.ts'
import { type ConversationRow, readConversations } from '../../../db/conversations.ts'
import type { Query } from '../../../db/engine.ts'
import { claim } from '../../../db/interactions.ts'
import { type Family, familyKey } from '../../llm/port.ts'
import type { createLlmStep } from '../llm-step.ts'
import type { Models } from '../models.ts'
import type { StepTimes } from '../step-times.ts'
import type { Job, Waiting, WorkList } from './work-list.ts'

export type LedgerListOptions = {
  db: Query
  owner: string
  step: ReturnType<typeof createLlmStep>
  models(conversations: readonly ConversationRow[]): Models
  times: Pick<StepTimes, 'expectedSeconds' | 'following'>
  batchId?: string | undefined
}

/** The ledger's steps for models as a work list. Rows are read again at every call, so that an operator's edit acts at once. */
export function createLedgerList(options: LedgerListOptions): WorkList {
  const { db, owner, step, models, times, batchId } = options

  async function waiting(): Promise<Waiting[]> {
    const inForce = models(await readConversations(db))
    if (inForce.size === 0) return []
    const rows = await readBacklog(db, { conversations: [...inForce.keys()], batchId: batchId ?? null })
    return rows.map(({ conversation_id, jobs, oldest_seconds, oldest_open_seconds }): Waiting => {
      const family = inForce.get(conversation_id) as Family
      const following = times
        .following(conversation_id, inForce)
        .map((branch) =>
          branch.map(({ family, expected_seconds }) => ({ family, expected_seconds: expected_seconds * jobs })),
        )
      const expected_seconds = jobs * times.expectedSeconds(conversation_id, family.model)
      return { family, jobs, expected_seconds, following, oldest_seconds, oldest_open_seconds }
    })
  }

  async function take(family: Family, limit: number): Promise<Job[]> {
    const conversations = await readConversations(db)
    const inForce = models(conversations)
    const key = familyKey(family)
    const wanted = [...inForce].filter(([, other]) => familyKey(other) === key).map(([id]) => id)
    if (wanted.length === 0 || limit < 1) return []
    const held = await claim(db, { owner, conversations: wanted, limit, limited: [...inForce.keys()], batchId })
    return held.flatMap((taken): Job[] => {
      const conversation = conversations.find(({ conversation_id }) => conversation_id === taken.conversation_id)
      if (!conversation) return []
      const setting = { conversation, conversations, models: inForce }
      return [
        {
          family,
          expected_seconds: times.expectedSeconds(taken.conversation_id, family.model),
          perform: (llm, signal) => step.perform(taken, setting, llm, signal),
        },
      ]
    })
  }

  return { waiting, take }
}
