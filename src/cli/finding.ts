/** One thing that `winnow doctor` looked at. */
export type Finding = { check: string; state: 'ok' | 'note' | 'fault'; message: string }
