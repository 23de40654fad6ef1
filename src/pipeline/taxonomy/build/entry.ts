import { COLUMNS } from '../read-entries.ts'

/** A row of a generated file: guarded names end in `!`. */
export type Entry = { name: string; aliases: string[]; guard: string }

/** Renders a data file: attribution as comments, the columns, one hard skill a line, in the order of names. */
export function renderEntries(attribution: readonly string[], entries: readonly Entry[]): string {
  const rows = [...entries]
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ name, aliases, guard }) => [name, 'hard', aliases.join('|'), '', '', guard].join('\t'))
  return `${[...attribution.map((line) => `# ${line}`), COLUMNS.join('\t'), ...rows].join('\n')}\n`
}
