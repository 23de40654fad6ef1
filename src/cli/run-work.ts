import type { Services } from '../services.ts'
import type { CommandContext } from './command.ts'

type Context = Pick<CommandContext<unknown>, 'signal' | 'caller' | 'note'>

/**
 * Performs long work of collection as an operation of this process. undefined when the signal ended it: what it stored by then stays. It
 * throws what the work throws.
 */
export async function runWork<T extends object>(
  { collection }: Services,
  { signal, caller, note }: Context,
  kind: string,
  input: Record<string, unknown>,
  onProgress: (done: number, counts: Record<string, number>) => void = () => undefined,
): Promise<({ operation_id: string } & T) | undefined> {
  try {
    const { operation_id, result } = await collection.work.run<T>(kind, input, caller, { signal, onProgress })
    return { operation_id, ...result }
  } catch (error) {
    if (!signal.aborted) throw error
    note('Stopped. What was read so far is stored, and the same command goes on from there.')
    return undefined
  }
}
