import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'

/** As many faults of an answer as a model can mend at once. */
const FAULTS_SHOWN = 4

export type Parsed = { value: unknown } | { invalid: string }

/** Reads an answer by its schema: JSON, alone or in one code fence. Anything else is a fault; nothing is guessed out of prose. */
export function createParser(schema: TSchema): (answer: string) => Parsed {
  const validator = Compile(schema)
  return (answer) => {
    const bare = answer.trim()
    const fenced = /^```(?:json)?\s*\n([\s\S]*)\n\s*```$/i.exec(bare)?.[1] ?? bare
    let value: unknown
    try {
      value = JSON.parse(fenced)
    } catch (error) {
      return { invalid: `it is not JSON (${error instanceof Error ? error.message : String(error)})` }
    }
    return validator.Check(value) ? { value } : { invalid: faultsOf(validator.Errors(value)) }
  }
}

/** A schema's faults in words: where, and what must be. */
export function faultsOf(errors: Iterable<{ instancePath: string; message: string; params?: unknown }>): string {
  return [...errors]
    .slice(0, FAULTS_SHOWN)
    .map(({ instancePath, message, params }) => {
      const { allowedValues } = (params ?? {}) as { allowedValues?: unknown[] }
      return `${instancePath || 'the answer'} ${message}${allowedValues ? `: ${allowedValues.join(', ')}` : ''}`
    })
    .join('; ')
}
