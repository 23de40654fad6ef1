import type { Config } from '../config.ts'
import type { Services } from '../services.ts'
import type { Output } from './output.ts'

/** 0 done, 1 failed, 2 bad usage, 3 cannot tell. */
export type ExitCode = 0 | 1 | 2 | 3

type Described = { summary: string; short?: string }
export type OptionSpec =
  | (Described & { type: 'flag' })
  | (Described & { type: 'integer'; value: string; least: number; most?: number; fallback?: number })
  | (Described & { type: 'text'; value: string; choices?: readonly string[]; fallback?: string })
  | (Described & { type: 'list'; value: string })
export type OptionSpecs = Record<string, OptionSpec>

type ValueOf<S extends OptionSpec> = S extends { type: 'flag' }
  ? boolean
  : S extends { type: 'list' }
    ? string[] | undefined
    : S extends { type: 'integer' }
      ? number | (S extends { fallback: number } ? never : undefined)
      : S extends { choices: readonly (infer C)[] }
        ? C | (S extends { fallback: string } ? never : undefined)
        : string | (S extends { fallback: string } ? never : undefined)
export type OptionValues<S extends OptionSpecs> = { [K in keyof S]: ValueOf<S[K]> }

export type PositionalSpec = { name: string; summary: string; required: boolean; many?: boolean }

export type CommandContext<O> = {
  options: O
  positionals: string[]
  json: boolean
  output: Output
  /** Read at the first use; throws CONFIG_INVALID. */
  config: Config
  /** A path that the user typed, seen from the folder in which it was typed. */
  path(typed: string): string
  /** Aborted at the first signal to stop. */
  signal: AbortSignal
  /**
   * The parts of this process, opened at the first call and closed when the command ends. To be called before anything is printed:
   * when another process holds the data folder, the whole command is run there instead.
   */
  services(): Promise<Services>
  /** Prints the outcome: with --json as one JSON value, else as `render` words it. */
  answer<T>(value: T, render: (value: T) => string): void
  /** A remark for people, on stderr. */
  note(text: string): void
  /** All commands: a server runs them for others. */
  commands: CommandList
  /** Name for audits: who runs this command. */
  caller: string
}

export type Command = {
  name: string
  summary: string
  options: OptionSpecs
  positionals: readonly PositionalSpec[]
  /** Lines of the help that show it in use, without "winnow". */
  examples: readonly string[]
  /** Never run in the process that holds the data folder: it needs this process, or must see the folder from outside. */
  staysHere: boolean
  run(context: CommandContext<never>): Promise<ExitCode>
}

/** Commands by name ("report batch" is one), loaded when they are needed. */
export type CommandList = Readonly<Record<string, () => Promise<Command>>>

type Declaration<S extends OptionSpecs> = {
  name: string
  summary: string
  options?: S
  positionals?: readonly PositionalSpec[]
  examples?: readonly string[]
  staysHere?: boolean
  run(context: CommandContext<OptionValues<S>>): Promise<ExitCode>
}

/** Declares a command: its `run` sees exactly the options that it names, already checked and converted. */
export function command<const S extends OptionSpecs>(declared: Declaration<S>): Command {
  return { options: {}, positionals: [], examples: [], staysHere: false, ...declared } as unknown as Command
}
