import { table } from '../table.ts'
import type { TimedConversation } from '../time-posting.ts'

/** What each conversation of one posting took on one host; what went wrong stands below, in full. */
export function timingText(conversations: readonly TimedConversation[], width: number): string {
  const rows = table(
    conversations,
    [
      { title: 'conversation', value: ({ conversation_name }) => conversation_name },
      { title: 'model', value: ({ model }) => model },
      { title: 'seconds', value: ({ seconds }) => rounded(seconds), align: 'right' },
      { title: 'load', value: ({ load_seconds }) => rounded(load_seconds), align: 'right' },
      { title: 'prompt', value: ({ prompt_tokens }) => prompt_tokens, align: 'right' },
      { title: 'answer', value: ({ output_tokens }) => output_tokens, align: 'right' },
      { title: 'agrees', value: ({ agreement }) => percent(agreement), align: 'right' },
      { title: 'outcome', value: outcomeOf },
    ],
    width,
  )
  const faults = conversations.flatMap(({ conversation_name, fault }) =>
    fault === null ? [] : [`${conversation_name}: ${fault}`],
  )
  return [rows, ...faults].join('\n')
}

function outcomeOf({ model, fault, repaired }: TimedConversation): string {
  if (fault !== null) return 'fault'
  if (model === 'builtin') return 'code'
  return repaired ? 'repaired' : 'valid'
}

const rounded = (seconds: number | null) => (seconds === null ? null : seconds.toFixed(1))
const percent = (share: number | null) => (share === null ? null : `${Math.round(share * 100)} %`)
