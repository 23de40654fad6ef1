import type { InstalledWorkflow } from '../../db/conversations.ts'
import { promptsOf } from './asks/prompts.ts'
import type { Workflow } from './graph.ts'

/** Run only when grading fails: no part of the happy path. */
const BESIDE_HAPPY_PATH = [3338, 3339, 3340]

/** The rows that a workflow's definition brings along: what operators may edit afterwards. */
export function installed(workflow: Workflow): InstalledWorkflow {
  const { id, name, version, order, steps } = workflow
  const prompts = promptsOf(workflow)
  return {
    workflow_id: id,
    workflow_name: name,
    definition_version: version,
    conversations: order.flatMap((step) => {
      const declared = steps.get(step)
      if (!declared) return []
      const happy = !BESIDE_HAPPY_PATH.includes(step)
      const model = declared.model ?? 'builtin'
      return [
        { conversation_id: step, conversation_name: declared.name, model, happy, prompt: prompts.get(step) ?? null },
      ]
    }),
  }
}
