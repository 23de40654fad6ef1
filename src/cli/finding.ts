import type { TimedConversation } from './time-posting.ts'

/** One thing that `winnow doctor` looked at. */
export type Finding = {
  check: string
  state: 'ok' | 'note' | 'fault'
  message: string
  /** With --posting: what each conversation took on this host. */
  conversations?: TimedConversation[]
}
