import type { Command, OptionSpec } from './command.ts'
import { COMMON_OPTIONS } from './options.ts'
import { wrap } from './table.ts'

const WIDTH = 80

/** What `winnow --help` prints: every command with one line. */
export function helpOfAll(commands: readonly Command[]): string {
  const list = commands.map((command) => ({ usage: `  ${command.name}`, summary: firstSentence(command.summary) }))
  return [
    'winnow <command> [options]',
    '',
    ...list.map(({ usage, summary }) => wrap(summary, WIDTH, usage.padEnd(20), ' '.repeat(20))),
    '',
    'Every command takes --json and --help. Exit codes: 0 done, 1 failed,',
    '2 bad usage, 3 cannot tell. docs/runbook.md shows them by task.',
    '',
  ].join('\n')
}

/** What `winnow COMMAND --help` prints. */
export function helpOf(command: Command): string {
  const { name, summary, positionals, examples } = command
  const options = Object.entries<OptionSpec>({ ...command.options, ...COMMON_OPTIONS })
  const words = positionals.map(({ name, required, many }) =>
    required ? `${name}${many ? '...' : ''}` : `[${name}${many ? '...' : ''}]`,
  )
  return [
    ['winnow', name, ...words, '[options]'].join(' '),
    '',
    wrap(summary, WIDTH),
    ...(positionals.length > 0
      ? ['', ...positionals.map(({ name, summary }) => wrap(summary, WIDTH, `  ${name}`.padEnd(24), ' '.repeat(24)))]
      : []),
    '',
    ...options.map(([option, spec]) =>
      wrap(describe(spec), WIDTH, `  ${flagOf(option, spec)}`.padEnd(24), ' '.repeat(24)),
    ),
    ...(examples.length > 0 ? ['', 'Examples:', ...examples.map((example) => `  winnow ${example}`)] : []),
    '',
  ].join('\n')
}

/** The commands of a group, such as "sources", when only the group was named. */
export function helpOfGroup(group: string, commands: readonly Command[]): string {
  const lines = commands.map(({ name, summary }) =>
    wrap(firstSentence(summary), WIDTH, `  winnow ${name}`.padEnd(25), ' '.repeat(25)),
  )
  return [`"winnow ${group}" needs one of:`, '', ...lines, ''].join('\n')
}

function firstSentence(summary: string): string {
  return summary.split(/(?<=\.)\s/, 1)[0] ?? summary
}

function flagOf(name: string, spec: OptionSpec): string {
  const short = spec.short ? `-${spec.short}, ` : ''
  return `${short}--${name}${spec.type === 'flag' ? '' : ` ${spec.value}`}`
}

function describe(spec: OptionSpec): string {
  const fallback = 'fallback' in spec && spec.fallback !== undefined ? ` (default: ${spec.fallback})` : ''
  const choices = spec.type === 'text' && spec.choices ? ` (${spec.choices.join(' | ')})` : ''
  return `${spec.summary}${choices}${fallback}`
}
