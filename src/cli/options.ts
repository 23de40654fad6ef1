import { parseArgs } from 'node:util'
import { errors, WinnowError } from '../errors.ts'
import type { Command, OptionSpec } from './command.ts'
import { nearest } from './nearest.ts'

export type Parsed = { options: Record<string, unknown>; positionals: string[]; json: boolean; help: boolean }

/** Understood by every command. */
export const COMMON_OPTIONS = {
  json: { type: 'flag', summary: 'print JSON on stdout and nothing else' },
  help: { type: 'flag', short: 'h', summary: 'explain this command' },
} as const satisfies Record<string, OptionSpec>

/** Reads a command's own arguments. Throws UNKNOWN_OPTION, BAD_OPTION_VALUE or MISSING_ARGUMENT, each with what would be right. */
export function parseOptions(command: Command, args: string[]): Parsed {
  const specs: Record<string, OptionSpec> = { ...command.options, ...COMMON_OPTIONS }
  const { values, positionals } = split(command, specs, args)
  const json = values.json === true
  if (values.help === true) return { options: {}, positionals, json, help: true }
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, convert(name, spec, values[name])]),
  )
  checkPositionals(command, positionals)
  return { options, positionals, json, help: false }
}

function split(command: Command, specs: Record<string, OptionSpec>, args: string[]) {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { type, short }]) => [
      name,
      {
        type: type === 'flag' ? ('boolean' as const) : ('string' as const),
        multiple: type === 'list',
        ...(short ? { short } : {}),
      },
    ]),
  )
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw explained(command, specs, error as Error & { code?: string })
  }
}

function explained(command: Command, specs: Record<string, OptionSpec>, error: Error & { code?: string }): unknown {
  const name = /'(?:-\w, )?(-{1,2}[^\s'<]+)/.exec(error.message)?.[1] ?? ''
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const close = nearest(
      name,
      Object.keys(specs).map((option) => `--${option}`),
    )
    const unknown = errors.unknownOption(name, command.name)
    const fix = close
      ? `Did you mean ${close}? See "winnow ${command.name} --help".`
      : `See "winnow ${command.name} --help".`
    return new WinnowError('UNKNOWN_OPTION', unknown.message, { fix })
  }
  if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    const spec = specs[name.replace(/^--/, '')]
    return errors.badOptionValue(
      name,
      spec && spec.type !== 'flag' ? `followed by ${spec.value}` : 'given without a value',
    )
  }
  return error
}

function convert(name: string, spec: OptionSpec, given: unknown): unknown {
  if (spec.type === 'flag') return given === true
  if (given === undefined) return 'fallback' in spec ? spec.fallback : undefined
  if (spec.type === 'list')
    return (given as string[])
      .flatMap((text) => text.split(','))
      .map((text) => text.trim())
      .filter(Boolean)
  const text = String(given)
  if (spec.type === 'integer') {
    const number = Number(text)
    const most = spec.most ?? Number.MAX_SAFE_INTEGER
    if (/^\d+$/.test(text) && number >= spec.least && number <= most) return number
    throw errors.badOptionValue(
      `--${name}`,
      spec.most === undefined
        ? `a whole number, at least ${spec.least}`
        : `a whole number from ${spec.least} to ${spec.most}`,
    )
  }
  if (spec.choices && !spec.choices.includes(text))
    throw errors.badOptionValue(`--${name}`, `one of ${spec.choices.join(', ')}`)
  if (text.trim() === '') throw errors.badOptionValue(`--${name}`, `followed by ${spec.value}`)
  return text
}

function checkPositionals({ name, positionals: specs }: Command, given: string[]): void {
  const missing = specs.find(({ required }, index) => required && given[index] === undefined)
  if (missing) throw errors.missingArgument(missing.name, name)
  const extra = specs.at(-1)?.many ? undefined : given[specs.length]
  if (extra !== undefined) {
    const fix = specs.length === 0 ? 'It takes options only' : `It takes ${specs.map((spec) => spec.name).join(' ')}`
    throw new WinnowError('UNKNOWN_OPTION', `"winnow ${name}" cannot use "${extra.slice(0, 100)}".`, {
      fix: `${fix}: see "winnow ${name} --help".`,
    })
  }
}
