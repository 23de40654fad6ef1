import { createHash } from 'node:crypto'
import type { Compile } from 'typebox/compile'
import { asWinnowError, errors } from '../../../errors.ts'
import { faultOwner } from '../../llm/fault.ts'
import type { Message } from '../../llm/port.ts'
import { parseTemplate, renderTemplate } from '../../llm/template.ts'
import { estimatePromptTokens } from '../../llm/tokens.ts'
import type { Ask } from '../ask.ts'
import type { RunContext, Step } from '../definition.ts'
import type { PostingText } from '../posting-text.ts'
import { readSlots, type SlotLineage } from '../slots.ts'
import { answerForm } from './answer-form.ts'
import { block, freeBoundary, GUARD } from './blocks.ts'
import type { AskInput, AskJob, PreparedAsk } from './create-asks.ts'
import { shorterPostings } from './fit.ts'
import { languageName } from './language-name.ts'
import type { Parsed } from './parse-answer.ts'
import { OWN_SLOTS } from './prompts.ts'

/** Tokens that a question leaves free beside its answer, so that a fault of the answer can be told. */
const REPAIR_ROOM = 300

/** A step that a model can perform, made ready once: its answer's parser, and the check of what is read from it. */
export type Asked = {
  step: Step
  ask: Ask
  parse: (answer: string) => Parsed
  fits: ReturnType<typeof Compile>
  slots: string[]
}

/** What the run has so far: of a step that ran more than once, the newest output. */
function contextOf({ posting, done }: AskJob): RunContext {
  const inOrder = [...done].sort((a, b) => a.iteration - b.iteration)
  return { posting, outputs: new Map(inOrder.map(({ conversation_id, data }) => [conversation_id, data])) }
}

/** The values of a step's slots, noted in `slots`. Throws PROMPT_SLOT_EMPTY for the first that is empty. */
export function valuesOf(step: Step, job: AskJob, slots: SlotLineage): Record<string, unknown> {
  try {
    return readSlots(step, contextOf(job), slots, new Map())
  } catch (error) {
    const empty = Object.keys(step.needs).find((slot) => !(slot in slots)) ?? 'posting'
    throw error instanceof TypeError ? errors.promptSlotEmpty(empty) : error
  }
}

/** Puts a step into words. A slot that is empty and a text that does not fit are faults, found before any call. */
export function prepareAsk(prepared: Asked, job: AskJob): PreparedAsk {
  const input: AskInput = { slots: {}, prompt_version: job.prompt_version }
  try {
    const values = valuesOf(prepared.step, job, input.slots)
    let asked = words(prepared, job, values)
    if (roomBeside(asked, job) < 0) {
      for (const { posting, omitted } of shorterPostings(values.posting as PostingText)) {
        // A text of nothing but portrait and terms would leave nothing to ask about.
        if (!posting.description.trim()) break
        asked = words(prepared, job, { ...values, posting })
        input.omitted_sections = omitted
        if (roomBeside(asked, job) >= 0) break
      }
    }
    if (roomBeside(asked, job) < 0) throw errors.llmPromptTooLong(tokensOf(asked), job.num_ctx - job.max_tokens)
    return ready(asked, prepared, input)
  } catch (error) {
    const { code, message } = asWinnowError(error)
    if (code === 'INTERNAL') throw error
    return { kind: 'fault', fault: faultOwner(error) === 'content' ? 'content' : 'internal', code, message, input }
  }
}

const tokensOf = ({ prompt }: Words) => estimatePromptTokens([{ role: 'user', content: prompt }])

/** Tokens that stay free beside prompt, answer and a repair; negative where they do not fit. */
function roomBeside(put: Words, { num_ctx, max_tokens }: AskJob): number {
  return num_ctx - max_tokens - REPAIR_ROOM - tokensOf(put)
}

type Words = { prompt: string; boundary: string }

function words({ ask, slots }: Asked, job: AskJob, values: Record<string, unknown>): Words {
  const shown = ask.shows(values)
  for (const [slot, text] of Object.entries(shown)) if (!text.trim()) throw errors.promptSlotEmpty(slot)
  const boundary = freeBoundary(job.boundary, [job.template, ...Object.values(shown)])
  const own: Record<(typeof OWN_SLOTS)[number], string> = {
    answer_form: answerForm(ask.answers),
    language: languageName(job.posting.text.language),
  }
  const texts = Object.fromEntries([
    ...OWN_SLOTS.filter((slot) => slots.includes(slot)).map((slot) => [slot, own[slot]]),
    ...Object.entries(shown).map(([slot, text]) => [slot, block(slot, text, boundary)]),
  ])
  return { prompt: GUARD + renderTemplate(parseTemplate(job.template), texts), boundary }
}

function ready({ prompt, boundary }: Words, { ask }: Asked, input: AskInput): PreparedAsk {
  const messages: Message[] = [{ role: 'user', content: prompt }]
  const same = JSON.stringify([prompt.replaceAll(boundary, 'boundary'), ask.answers])
  const request_hash = createHash('sha256').update(same).digest('hex')
  return { kind: 'ready', messages, format: ask.answers, input, request_hash }
}
