import { errors } from '../errors.ts'
import type { Services } from '../services.ts'
import type { CommandContext, ExitCode } from './command.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The id of a batch as typed after `option`. Throws BAD_OPTION_VALUE. */
export function batchId(option: string, text: string): string {
  if (!UUID.test(text)) throw errors.badOptionValue(option, 'the id of a batch, such as "winnow batch" prints it')
  return text.toLowerCase()
}

type Options = { rollback: string | undefined; 'undo-rollback': string | undefined; reason: string | undefined }

/** Takes back what a batch wrote, or brings it back, and says what became of each posting. */
export async function rollBack(
  services: Services,
  { options, caller, answer }: Pick<CommandContext<Options>, 'options' | 'caller' | 'answer'>,
): Promise<ExitCode> {
  const { batches } = services
  const { rollback, 'undo-rollback': undo, reason } = options
  if (rollback !== undefined) {
    if (reason === undefined) throw errors.missingArgument('--reason TEXT', 'batch --rollback')
    const id = batchId('--rollback', rollback)
    const { counts } = await batches.rollback(id, reason, caller)
    answer({ batch_id: id, ...counts }, (told) => said(told, 'taken back'))
    return 0
  }
  const id = batchId('--undo-rollback', undo ?? '')
  const { counts } = await batches.undoRollback(id, caller)
  answer({ batch_id: id, ...counts }, (told) => said(told, 'brought back'))
  return 0
}

type Told = { postings: number; restored: number; skipped: Partial<Record<string, number>> }

function said({ postings, restored, skipped }: Told, what: string): string {
  const left = Object.entries(skipped).map(([reason, count]) => `  ${count} left alone: ${reason.replaceAll('_', ' ')}`)
  return [`Results of ${restored} of ${postings} postings ${what}.`, ...left].join('\n')
}
