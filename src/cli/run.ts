import { resolve } from 'node:path'
import type { Config } from '../config.ts'
import { asWinnowError, type ErrorCode, errors, WinnowError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Services } from '../services.ts'
import type { Command, CommandContext, CommandList, ExitCode } from './command.ts'
import { helpOf, helpOfAll, helpOfGroup } from './help.ts'
import { nearest } from './nearest.ts'
import { parseOptions } from './options.ts'
import type { Output } from './output.ts'
import { wrap } from './table.ts'

/** Where a command runs: in this process, or in the one that holds the data folder, for a client of its socket. */
export type Host = {
  output: Output
  /** Folder in which the user typed the command. */
  cwd: string
  signal: AbortSignal
  caller: string
  config(): Config
  log(config: Config): Promise<Log>
  openServices(options: { config: Config; log: Log }): Promise<Services>
  closeServices(services: Services): Promise<void>
  /**
   * Runs the same command in the process that holds the data folder; undefined when no such process answers. With `wait` it may still
   * be starting.
   */
  forward?(config: Config, argv: string[], options: { wait: boolean }): Promise<number | undefined>
}

const BAD_USAGE: ErrorCode[] = ['UNKNOWN_COMMAND', 'UNKNOWN_OPTION', 'BAD_OPTION_VALUE', 'MISSING_ARGUMENT']

/** Leaves a command that another process has run meanwhile. */
class RanElsewhere extends Error {
  readonly code: number
  constructor(code: number) {
    super('the command was run by the holder of the data folder')
    this.code = code
  }
}

/** Runs one command line (without "winnow") and resolves to its exit code; it never rejects. */
export async function runCli(argv: string[], commands: CommandList, version: string, host: Host): Promise<number> {
  const { output } = host
  const json = argv.includes('--json')
  try {
    const [first] = argv
    if (first === undefined) {
      output.stderr(helpOfAll(await loadAll(commands)))
      return 2
    }
    if (first === '--version') return say(output, `${version}\n`)
    if (first === '--help' || first === '-h' || first === 'help') return await help(argv.slice(1), commands, output)
    const { name, args } = find(argv, Object.keys(commands))
    const command = await commands[name]?.()
    if (!command) {
      output.stderr(helpOfGroup(first, await loadGroup(first, commands)))
      return args.includes('--help') || args.includes('-h') ? 0 : 2
    }
    const { options, positionals, help: wanted } = parseOptions(command, args)
    if (wanted) return say(output, helpOf(command))
    return await execute(command, { options, positionals, json, commands }, argv, host)
  } catch (error) {
    return report(error, json, output)
  }
}

/**
 * The command that the line names by two words or one, or the name of a group such as "sources", which is no command itself. Throws
 * UNKNOWN_COMMAND with what was likely meant.
 */
export function find(argv: string[], names: readonly string[]): { name: string; args: string[] } {
  const [first = '', second = ''] = argv
  const long = `${first} ${second}`
  if (names.includes(long)) return { name: long, args: argv.slice(2) }
  if (names.includes(first)) return { name: first, args: argv.slice(1) }
  const isGroup = names.some((name) => name.startsWith(`${first} `))
  if (isGroup && (second === '' || second.startsWith('-'))) return { name: first, args: argv.slice(1) }
  const typed = isGroup ? long : first
  const close = nearest(typed, names)
  const fix = close
    ? `Did you mean "winnow ${close}"? "winnow --help" lists all.`
    : '"winnow --help" lists all commands.'
  throw new WinnowError('UNKNOWN_COMMAND', errors.unknownCommand(typed).message, { fix })
}

async function help(words: string[], commands: CommandList, output: Output): Promise<number> {
  if (words.length === 0) return say(output, helpOfAll(await loadAll(commands)))
  const { name } = find(words, Object.keys(commands))
  const command = await commands[name]?.()
  return say(output, command ? helpOf(command) : helpOfGroup(name, await loadGroup(name, commands)))
}

function loadAll(commands: CommandList): Promise<Command[]> {
  return Promise.all(Object.values(commands).map((load) => load()))
}

async function loadGroup(group: string, commands: CommandList): Promise<Command[]> {
  return (await loadAll(commands)).filter(({ name }) => name.startsWith(`${group} `))
}

type Line = { options: Record<string, unknown>; positionals: string[]; json: boolean; commands: CommandList }

async function execute(command: Command, line: Line, argv: string[], host: Host): Promise<number> {
  const { output } = host
  const config = host.config()
  const forward = async (wait: boolean) => (command.staysHere ? undefined : host.forward?.(config, argv, { wait }))
  let opened: Services | undefined
  const open = async () => {
    const code = await forward(false)
    if (code !== undefined) throw new RanElsewhere(code)
    return host.openServices({ config, log: await host.log(config) })
  }
  const context: CommandContext<Record<string, unknown>> = {
    ...line,
    output,
    config,
    path: (typed) => resolve(host.cwd, typed),
    signal: host.signal,
    services: async () => {
      opened ??= await open()
      return opened
    },
    answer: (value, render) => output.stdout(line.json ? `${JSON.stringify(value)}\n` : withLineEnd(render(value))),
    note: (text) => output.stderr(withLineEnd(text)),
    caller: host.caller,
  }
  try {
    return await command.run(context as CommandContext<never>)
  } catch (error) {
    if (error instanceof RanElsewhere) return error.code
    const { code } = asWinnowError(error)
    const ran = code === 'DATA_FOLDER_LOCKED' ? await forward(true) : undefined
    if (ran !== undefined) return ran
    if (code === 'INTERNAL') (await host.log(config)).error({ err: error, command: command.name }, 'command failed')
    throw error
  } finally {
    if (opened) await host.closeServices(opened)
  }
}

/** Says what is wrong and what to do; with --json the same as one object on stdout. */
function report(error: unknown, json: boolean, output: Output): ExitCode {
  const { code, message, fix } = asWinnowError(error)
  if (json) output.stdout(`${JSON.stringify({ error: { code, message, fix } })}\n`)
  const width = Math.min(output.columns, 100)
  const lines = message
    .split('\n')
    .map((line, index) => wrap(line, width, index === 0 ? 'error: ' : '       ', '       '))
  output.stderr(`${lines.join('\n')}\n${wrap(fix, width, '  fix: ', '       ')}\n`)
  return BAD_USAGE.includes(code) ? 2 : 1
}

function say(output: Output, text: string): 0 {
  output.stdout(text)
  return 0
}

function withLineEnd(text: string): string {
  return text.endsWith('\n') || text === '' ? text : `${text}\n`
}
