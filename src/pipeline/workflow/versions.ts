import { createHash } from 'node:crypto'
import type { ConversationRow } from '../../db/conversations.ts'
import type { Workflow } from './graph.ts'
import type { Models } from './models.ts'

/** Raised by hand whenever a builtin actor or the taxonomy gives other results: what was made before is then made again. */
export const ACTORS_VERSION = 1

/** One word for everything besides the text that results depend on: wiring, builtin actors, and each conversation's model and prompt. */
export function versionsInForce(workflow: Workflow, conversations: readonly ConversationRow[], models: Models): string {
  const edited = conversations.map(({ conversation_id, prompt_version, temperature }) => {
    const family = models.get(conversation_id)
    return family ? [conversation_id, family.model, prompt_version, temperature] : [conversation_id, 'builtin']
  })
  const hash = createHash('sha256').update(JSON.stringify(edited)).digest('hex').slice(0, 8)
  return `${workflow.version}.${ACTORS_VERSION}.${hash}`
}
