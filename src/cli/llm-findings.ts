import Type from 'typebox'
import type { ConversationRow } from '../db/conversations.ts'
import { asWinnowError } from '../errors.ts'
import type { LlmHost } from '../llm-hosts.ts'
import { fullName, hasModel } from '../pipeline/llm/models.ts'
import { createOllama, type OllamaPort } from '../pipeline/llm/ollama.ts'
import type { Finding } from './finding.ts'

/** A model that conversations ask for, with every context size among them; none where no database says it. */
export type NeededModel = { model: string; contexts: number[] }

/** Lists come at once; a model may first have to be loaded. */
const LIST_TIMEOUT_MS = 10_000
const CALL_TIMEOUT_MS = 300_000
/** For a call that checks, where no conversation gives a size: what a new database starts with. */
const USUAL_CONTEXT = 8_192

/** The models of the enabled conversations; without a database those that a new one starts with. */
export async function neededModels(conversations: readonly ConversationRow[] | null): Promise<NeededModel[]> {
  const rows = conversations?.filter(({ enabled }) => enabled) ?? (await firstConversations())
  const contexts = new Map<string, Set<number>>()
  for (const { model_used, num_ctx } of rows.filter(({ model_used }) => model_used !== 'builtin')) {
    const sizes = contexts.get(model_used) ?? new Set()
    contexts.set(model_used, num_ctx === null ? sizes : sizes.add(num_ctx))
  }
  return [...contexts].map(([model, sizes]) => ({ model, contexts: [...sizes] }))
}

async function firstConversations(): Promise<{ model_used: string; num_ctx: number | null }[]> {
  const { createWorkflow3001 } = await import('../pipeline/workflow/workflow-3001.ts')
  const { installed } = await import('../pipeline/workflow/installed.ts')
  return installed(createWorkflow3001()).conversations.map(({ model }) => ({ model_used: model, num_ctx: null }))
}

/** Whether one Ollama server can do the work: it answers, has the models, fits their contexts, keeps to a schema, embeds. */
export async function findingsOfHost(
  host: LlmHost,
  needed: readonly NeededModel[],
  embeddingModel: string | undefined,
): Promise<Finding[]> {
  const ollama = createOllama(host)
  const check = `ollama ${new URL(host.url).host}`
  const found = (state: Finding['state'], message: string): Finding => ({ check, state, message })
  try {
    const version = await ollama.version(AbortSignal.timeout(LIST_TIMEOUT_MS))
    const present = await ollama.models(AbortSignal.timeout(LIST_TIMEOUT_MS))
    const wanted = [...needed, ...(embeddingModel ? [{ model: embeddingModel, contexts: [] }] : [])]
    const missing = wanted.filter(({ model }) => !hasModel(present, model))
    const there = needed.filter(({ model }) => hasModel(present, model))
    return [
      found('ok', `${host.url} answers, version ${version}`),
      ...missing.map(({ model }) => found('fault', `has no model ${model}: run "ollama pull ${model}" there`)),
      ...(await contextFindings(ollama, there)).map(([state, message]) => found(state, message)),
      found(...(await slotFinding(ollama, host))),
      ...(there[0] ? [found(...(await schemaFinding(ollama, there[0])))] : []),
      ...(embeddingModel && hasModel(present, embeddingModel)
        ? [found(...(await embeddingFinding(ollama, embeddingModel)))]
        : []),
    ]
  } catch (error) {
    return [found('fault', whyOf(error))]
  }
}

type Found = [state: Finding['state'], message: string]

async function contextFindings(ollama: OllamaPort, models: readonly NeededModel[]): Promise<Found[]> {
  const findings: Found[] = []
  for (const { model, contexts } of models) {
    if (contexts.length > 1)
      findings.push(['note', `${model} is asked for with num_ctx ${contexts.join(' and ')}: each change loads it anew`])
    const largest = Math.max(0, ...contexts)
    const trained = await ollama.contextLength(model, AbortSignal.timeout(LIST_TIMEOUT_MS))
    if (trained !== null && trained < largest)
      findings.push(['fault', `${model} reads at most ${trained} tokens; a conversation has num_ctx ${largest}`])
  }
  return findings
}

async function slotFinding(ollama: OllamaPort, { slots, loaded }: LlmHost): Promise<Found> {
  const resident = await ollama.resident(AbortSignal.timeout(LIST_TIMEOUT_MS))
  const set = `set here: ${slots} calls a model, ${loaded} models in memory`
  if (resident.length > loaded)
    return ['note', `${set}; it holds ${resident.length} now: raise loaded, or OLLAMA_MAX_LOADED_MODELS here`]
  // Ollama tells its OLLAMA_NUM_PARALLEL in its own log only.
  return ['ok', `${set}; Ollama does not tell its own OLLAMA_NUM_PARALLEL: both must be the same`]
}

async function schemaFinding(ollama: OllamaPort, { model, contexts }: NeededModel): Promise<Found> {
  const started = performance.now()
  try {
    const { text } = await ollama.generate(
      {
        family: { model, num_ctx: Math.max(0, ...contexts) || USUAL_CONTEXT, options: {} },
        messages: [{ role: 'user', content: 'Answer with JSON: is water wet?' }],
        format: Type.Object({ wet: Type.Boolean() }),
        temperature: 0,
        max_tokens: 100,
        seed: 7,
      },
      AbortSignal.timeout(CALL_TIMEOUT_MS),
    )
    const seconds = ((performance.now() - started) / 1_000).toFixed(1)
    return typeof JSON.parse(text)?.wet === 'boolean'
      ? ['ok', `${fullName(model)} keeps to a schema (${seconds} s, loading included)`]
      : ['fault', `${fullName(model)} does not keep to a schema: upgrade Ollama to 0.5 or newer`]
  } catch (error) {
    if (error instanceof SyntaxError)
      return ['fault', `${fullName(model)} answers a schema with something else than JSON: upgrade Ollama`]
    return ['fault', `${fullName(model)}: ${whyOf(error)}`]
  }
}

async function embeddingFinding(ollama: OllamaPort, model: string): Promise<Found> {
  try {
    const family = { model, num_ctx: 2_048, options: {} }
    const [vector] = await ollama.embed(family, ['a nurse in Berlin'], AbortSignal.timeout(CALL_TIMEOUT_MS))
    return ['ok', `${fullName(model)} embeds into ${vector?.length ?? 0} dimensions`]
  } catch (error) {
    return ['fault', `${fullName(model)}: ${whyOf(error)}`]
  }
}

function whyOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'it did not answer in time'
  const { message, fix } = asWinnowError(error)
  return `${message} ${fix}`
}
