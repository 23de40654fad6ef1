import { join } from 'node:path'
import type { ConversationRow } from '../db/conversations.ts'
import { errors } from '../errors.ts'
import type { LlmHost } from '../llm-hosts.ts'
import type { Finding } from './finding.ts'

const SAMPLES = join(import.meta.dirname, '..', '..', 'samples', 'postings.jsonl')

export type PostingCheck = {
  hosts: readonly LlmHost[]
  conversations: readonly ConversationRow[] | null
  /** Something else is at fault: calls would only say it again, and take minutes for it. */
  faulty: boolean
  signal: AbortSignal
}

/** One finding a host: how long one sample posting takes there, conversation by conversation, and whether every answer can be used. */
export async function findingsOfPosting({ hosts, conversations, faulty, signal }: PostingCheck): Promise<Finding[]> {
  const missing = errors.llmNotConfigured()
  if (hosts.length === 0) return [{ check: 'posting', state: 'fault', message: `${missing.message} ${missing.fix}` }]
  if (faulty) return [{ check: 'posting', state: 'note', message: 'not timed: mend the faults above first' }]
  const { timePosting } = await import('./time-posting.ts')
  const timed = await timePosting({ hosts, conversations, file: SAMPLES, signal })
  return timed.map(({ host, conversations }) => {
    const asked = conversations.filter(({ model }) => model !== 'builtin')
    const failed = asked.filter(({ fault }) => fault !== null).length
    const sum = (value: (one: (typeof asked)[number]) => number | null) =>
      asked.reduce((total, one) => total + (value(one) ?? 0), 0).toFixed(1)
    const took = `${sum(({ seconds }) => seconds)} s and ${sum(({ load_seconds }) => load_seconds)} s of loading`
    return {
      check: `posting ${new URL(host.url).host}`,
      state: failed > 0 ? 'fault' : 'ok',
      message: `${took}; ${asked.length - failed} of ${asked.length} answers can be used`,
      conversations,
    }
  })
}
