/** One Ollama server of the bench: the rules of the fake server behind winnow's own port, in simulated time. */
import { familyKey, type LlmPort } from '../../src/pipeline/llm/port.ts'
import { createRules, type Rules } from '../../test/helpers/fake-ollama/rules.ts'
import type { Timers } from '../../test/helpers/fake-ollama/timers.ts'

export type SimulatedHost = { llm: LlmPort; rules: Rules; busiest(): number }

/** A call's first message is the number of seconds that it computes for. */
export function simulatedHost(options: {
  url: string
  timers: Timers
  slots: number
  loaded: number
  loadSeconds: number
  /** What the client asks for with every call; null: the server's five minutes. */
  keepAliveMs: number | null
}): SimulatedHost {
  const { url, timers, slots, loaded, loadSeconds, keepAliveMs } = options
  const rules = createRules({ timers, slots, loaded, loadMs: () => loadSeconds * 1000 })
  let open = 0
  let busiest = 0
  const llm: LlmPort = {
    host: url,
    generate: ({ family, messages }, signal) =>
      new Promise((resolve, reject) => {
        const seconds = Number(messages[0]?.content)
        if (signal.aborted) return reject(signal.reason)
        busiest = Math.max(busiest, ++open)
        let cancel = (): void => undefined
        const end = rules.submit(
          { model: family.model, runner: familyKey(family), keepAliveMs },
          {
            start: ({ submittedAt, readyAt }) => {
              cancel = timers.after(seconds * 1000, () => {
                signal.removeEventListener('abort', gone)
                open--
                end()
                const load_ms = readyAt - submittedAt
                resolve({ text: '', prompt_tokens: 0, output_tokens: 0, load_ms, total_ms: load_ms + seconds * 1000 })
              })
            },
            refuse: () => {
              open--
              reject(new Error('the queue is full'))
            },
          },
        )
        const gone = () => {
          cancel()
          open--
          end()
          reject(signal.reason)
        }
        signal.addEventListener('abort', gone, { once: true })
      }),
    embed: () => Promise.reject(new Error('the bench embeds nothing')),
    models: async () => [],
    resident: async () => rules.resident().map(({ model }) => ({ model, size_bytes: 0, num_ctx: null })),
    version: async () => '0',
  }
  return { llm, rules, busiest: () => busiest }
}
