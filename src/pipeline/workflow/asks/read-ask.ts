import { errors } from '../../../errors.ts'
import type { Message } from '../../llm/port.ts'
import { estimatePromptTokens, estimateTokens } from '../../llm/tokens.ts'
import type { Tools } from '../definition.ts'
import type { AskJob, ReadAsk } from './create-asks.ts'
import { faultsOf } from './parse-answer.ts'
import { type Asked, prepareAsk, valuesOf } from './prepare-ask.ts'

/** Where a posting tries to steer the model, an answer that agrees less with the builtin actor than this gives way to it. */
export const AGREEMENT_WHEN_STEERED = 0.5
/** Characters of a faulty answer that the model is shown again: enough to mend, too few to push the question out of its context. */
const ANSWER_SHOWN = 4000
/** Characters of the fault that it is shown. */
const FAULT_SHOWN = 400

/**
 * Reads an answer: JSON of the schema, then the step's own reading, then the builtin actor beside it. Throws when winnow itself made an
 * output that does not fit, which is no fault of the model.
 */
export function readAsk(prepared: Asked, job: AskJob, answer: string, tools: Tools): ReadAsk {
  const { step, ask } = prepared
  const values = valuesOf(step, job, {})
  const injection = [...job.posting.text.injections]
  const parsed = prepared.parse(answer)
  const reading = 'invalid' in parsed ? parsed : ask.reads(parsed.value, values, tools)
  if ('invalid' in reading) {
    const unfounded = 'unfounded' in reading && reading.unfounded === true
    const fault = unfounded ? errors.llmAnswerUnfounded(reading.invalid) : errors.llmAnswerInvalid(reading.invalid)
    const { message, code } = fault
    const repair = repairOf(prepared, job, answer, reading.invalid)
    if (injection.length === 0) return { kind: 'invalid', message, code, repair, fallback: null }
    const data = step.builtin(values, tools)
    const check = { agreement: 0, kept: 'builtin' as const, injection }
    return {
      kind: 'invalid',
      message,
      code,
      repair,
      fallback: { status: step.decides(data), data, check, dropped: [] },
    }
  }
  const { output, dropped } = reading
  if (!prepared.fits.Check(output))
    throw new TypeError(
      `${step.name}: the answer was read into something else: ${faultsOf(prepared.fits.Errors(output))}`,
    )
  const builtin = step.builtin(values, tools)
  const agreement = ask.agreement(output, builtin)
  const kept = injection.length > 0 && agreement < AGREEMENT_WHEN_STEERED ? 'builtin' : 'model'
  const data = kept === 'builtin' ? builtin : output
  return {
    kind: 'output',
    output: { status: step.decides(data), data, check: { agreement, kept, injection }, dropped },
  }
}

function repairOf(prepared: Asked, job: AskJob, answer: string, why: string): Message[] {
  const asked = prepareAsk(prepared, job)
  if (asked.kind !== 'ready')
    throw new TypeError(`${prepared.step.name}: read an answer to a question that cannot be asked`)
  const fault = `This answer cannot be used: ${why.slice(0, FAULT_SHOWN)}.\nAnswer again with one JSON object of the form above. Mend this fault and keep what was right.`
  const room =
    job.num_ctx - job.max_tokens - estimatePromptTokens([...asked.messages, { role: 'user', content: fault }])
  let shown = answer.slice(0, ANSWER_SHOWN)
  while (shown.length > 0 && estimateTokens(shown) > room) shown = shown.slice(0, Math.floor(shown.length * 0.8))
  return [...asked.messages, { role: 'assistant', content: shown || '{}' }, { role: 'user', content: fault }]
}
