import { resolve } from 'node:path'
import type { Config } from '../config.ts'
import { asWinnowError, type ErrorCode, errors, WinnowError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Services } from '../services.ts'
import type { Command, CommandContext, ExitCode } from './command.ts'
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
  /** Runs the same command in the process that holds the data folder; undefined when no such process answers. */
  forward?(config: Config, argv: string[]): Promise<number | undefined>
}

const BAD_USAGE: ErrorCode[] = ['UNKNOWN_COMMAND', 'UNKNOWN_OPTION', 'BAD_OPTION_VALUE', 'MISSING_ARGUMENT']

/** Runs one command line (without "winnow") and resolves to its exit code; it never rejects. */
export async function runCli(
  argv: string[],
  commands: readonly Command[],
  version: string,
  host: Host,
): Promise<number> {
  const { output } = host
  const json = argv.includes('--json')
  try {
    const [first] = argv
    if (first === undefined) {
      output.stderr(helpOfAll(commands))
      return 2
    }
    if (first === '--version') return say(output, `${version}\n`)
    if (first === '--help' || first === '-h' || first === 'help') return help(argv.slice(1), commands, output)
    const { command, args } = find(argv, commands)
    if (!command) {
      const group = commands.filter(({ name }) => name.startsWith(`${first} `))
      output.stderr(helpOfGroup(first, group))
      return args.includes('--help') || args.includes('-h') ? 0 : 2
    }
    const { options, positionals, help: wanted } = parseOptions(command, args)
    if (wanted) return say(output, helpOf(command))
    return await execute(command, { options, positionals, json, commands }, argv, host)
  } catch (error) {
    return report(error, json, output)
  }
}

/** The command that the line names, by two words or one. Throws UNKNOWN_COMMAND with what was likely meant. */
export function find(argv: string[], commands: readonly Command[]): { command: Command | undefined; args: string[] } {
  const [first = '', second = ''] = argv
  const long = commands.find(({ name }) => name === `${first} ${second}`)
  if (long) return { command: long, args: argv.slice(2) }
  const short = commands.find(({ name }) => name === first)
  if (short) return { command: short, args: argv.slice(1) }
  const group = commands.filter(({ name }) => name.startsWith(`${first} `))
  const typed = group.length > 0 && second && !second.startsWith('-') ? `${first} ${second}` : first
  if (group.length > 0 && typed === first) return { command: undefined, args: argv.slice(1) }
  const close = nearest(
    typed,
    commands.map(({ name }) => name),
  )
  const fix = close
    ? `Did you mean "winnow ${close}"? "winnow --help" lists all.`
    : '"winnow --help" lists all commands.'
  throw new WinnowError('UNKNOWN_COMMAND', errors.unknownCommand(typed).message, { fix })
}

function help(words: string[], commands: readonly Command[], output: Output): number {
  if (words.length === 0) return say(output, helpOfAll(commands))
  const { command } = find(words, commands)
  const group = commands.filter(({ name }) => name.startsWith(`${words[0]} `))
  return say(output, command ? helpOf(command) : helpOfGroup(words[0] ?? '', group))
}

type Line = { options: Record<string, unknown>; positionals: string[]; json: boolean; commands: readonly Command[] }

async function execute(command: Command, line: Line, argv: string[], host: Host): Promise<number> {
  const { output } = host
  const config = host.config()
  const log = await host.log(config)
  let opened: Services | undefined
  const context: CommandContext<Record<string, unknown>> = {
    ...line,
    output,
    config,
    log,
    path: (typed) => resolve(host.cwd, typed),
    signal: host.signal,
    services: async () => {
      opened ??= await host.openServices({ config, log })
      return opened
    },
    answer: (value, render) => output.stdout(line.json ? `${JSON.stringify(value)}\n` : withLineEnd(render(value))),
    note: (text) => output.stderr(withLineEnd(text)),
    caller: host.caller,
  }
  try {
    return await command.run(context as CommandContext<never>)
  } catch (error) {
    const locked = error instanceof WinnowError && error.code === 'DATA_FOLDER_LOCKED'
    const code = locked && !command.staysHere ? await host.forward?.(config, argv) : undefined
    if (code !== undefined) return code
    if (asWinnowError(error).code === 'INTERNAL') log.error({ err: error, command: command.name }, 'command failed')
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
