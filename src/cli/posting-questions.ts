import { randomBytes } from 'node:crypto'
import type { DoneStep } from '../pipeline/workflow/advance.ts'
import type { Tools } from '../pipeline/workflow/definition.ts'
import type { Workflow } from '../pipeline/workflow/graph.ts'
import type { WorkflowPosting } from '../pipeline/workflow/posting.ts'
import { type PostingRecord, readPostingText } from '../pipeline/workflow/read-posting-text.ts'
import type { Summary } from '../pipeline/workflow/records.ts'
import { readSlots } from '../pipeline/workflow/slots.ts'

/** The graders are shown the draft; what they hand on is about one without requirements, so that there is something to improve. */
const GRADERS = [3336, 3337]
const REGRADE = 3339
/** Is asked about the graders' complaints: the regrader's, which come later, would be none. */
const TICKET = 3340

/** What a conversation would be asked about a posting: the run as it would stand then. */
export type PostingQuestion = { conversation_id: number; posting: WorkflowPosting; done: DoneStep[]; boundary: string }

/** Every conversation of a workflow that a model can perform, with the builtin actors' outputs for what comes before it. */
export function postingQuestions(workflow: Workflow, record: PostingRecord, tools: Tools): PostingQuestion[] {
  const posting: WorkflowPosting = {
    posting_id: 0,
    posting_uid: '',
    content_hash: 'sample',
    versions: '',
    has_description: true,
    summary_lineage: null,
    skills_lineage: null,
    text: readPostingText(record),
    refreshed: { outcome: 'RATE_LIMITED', reason: 'a sample' },
  }
  const before: DoneStep[] = []
  return workflow.order.flatMap((id) => {
    const step = workflow.steps.get(id)
    if (!step) return []
    const done = before.filter(({ conversation_id }) => id !== TICKET || conversation_id !== REGRADE)
    const outputs = new Map(done.map(({ conversation_id, data }) => [conversation_id, data]))
    const slots = readSlots(step, { posting, outputs }, {}, new Map())
    const faulty = GRADERS.includes(id) ? { summary: { ...(slots.summary as Summary), requirements: [] } } : {}
    const data = step.builtin({ ...slots, ...faulty }, tools)
    const made = { interaction_id: before.length + 1, conversation_id: id, iteration: 1 }
    before.push({ ...made, token: step.decides(data), data, model: 'builtin' })
    return step.asks ? [{ conversation_id: id, posting, done, boundary: randomBytes(12).toString('hex') }] : []
  })
}
