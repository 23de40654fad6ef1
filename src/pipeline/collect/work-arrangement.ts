import type { CollectedColumns } from './collected-record.ts'
import { textOf } from './json-values.ts'

type Arrangement = Pick<CollectedColumns, 'ai_work_arrangement' | 'remote'>

/** A bare "remote" stands against hybrid and on-site in these fields and so is the whole of the work. */
const REMOTE: Arrangement = { ai_work_arrangement: 'Remote Solely', remote: true }
const HYBRID: Arrangement = { ai_work_arrangement: 'Hybrid', remote: null }
const ON_SITE: Arrangement = { ai_work_arrangement: 'On-site', remote: false }
const CHOICE: Arrangement = { ai_work_arrangement: 'Remote OK', remote: null }

const WORDS: Readonly<Record<string, Arrangement>> = {
  remote: REMOTE,
  fullyremote: REMOTE,
  hybrid: HYBRID,
  onsite: ON_SITE,
  inoffice: ON_SITE,
}

/** The columns that a source's own word for the place of work fills; empty for a word that says nothing ("unspecified"). */
export function arrangementNamed(value: unknown): Arrangement {
  const word =
    textOf(value)
      ?.toLowerCase()
      .replace(/[^a-z]/g, '') ?? ''
  return WORDS[word] ?? {}
}

/** The same from a source's switches. Only what is on counts: a switch that is off is often one that nobody touched. */
export function arrangementOf(on: { remote: boolean; hybrid: boolean; onSite: boolean }): Arrangement {
  if (on.remote) return on.hybrid || on.onSite ? CHOICE : REMOTE
  if (on.hybrid) return HYBRID
  return on.onSite ? ON_SITE : {}
}
