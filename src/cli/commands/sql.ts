import { appendAudit } from '../../db/audit.ts'
import type { RawResult } from '../../db/engine.ts'
import { WinnowError } from '../../errors.ts'
import { command } from '../command.ts'
import { endsTransaction } from '../sql-statements.ts'
import { table } from '../table.ts'

const LONGEST_CELL = 60

export const sql = command({
  name: 'sql',
  summary: 'Run a statement of yours. Read-only, unless --write: then it is written to the audit log with your name.',
  positionals: [
    {
      name: 'STATEMENT',
      required: true,
      summary: 'SQL; several statements are one transaction and the last one answers',
    },
  ],
  options: {
    'tuples-only': { type: 'flag', short: 't', summary: 'rows only, values separated by "|", for scripts' },
    write: { type: 'flag', summary: 'let it change data' },
  },
  examples: ['sql "select count(*) from postings"', 'sql -t "select posting_uid from postings limit 5"'],
  run: async ({ options, positionals, services, answer, caller, json }) => {
    const statement = positionals[0] ?? ''
    // The statement runs inside a transaction that is read-only; ending that one would open the rest to writing.
    if (endsTransaction(statement)) {
      throw new WinnowError('SQL_FAILED', 'The statement would end the transaction it runs in.', {
        fix: 'Leave out commit, rollback, end and abort: each call is one transaction.',
      })
    }
    const { database } = await services()
    if (options.write)
      await appendAudit(database.db, { actor: caller, action: 'sql.write', subject: null, detail: { statement } })
    const result = await database.raw(statement, { write: options.write }).catch((error) => {
      throw explained(error as Error & { code?: string })
    })
    if (options['tuples-only'] && !json)
      answer(result, ({ rows }) => rows.map((row) => row.map((value) => shown(value, '')).join('|')).join('\n'))
    else if (result.columns.length === 0)
      answer({ affected: result.affected }, ({ affected }) => `${affected} ${affected === 1 ? 'row' : 'rows'} changed.`)
    else answer(asObjects(result), () => asTable(result))
    return 0
  },
})

function explained(error: Error & { code?: string; hint?: string }): WinnowError {
  const readOnly = error.code === '25006'
  const message = `PostgreSQL: ${error.message}`
  const fix = readOnly
    ? 'Add --write if it shall change data; it is then audited.'
    : (error.hint ?? 'Correct the statement.')
  return new WinnowError('SQL_FAILED', message, { fix })
}

function asObjects({ columns, rows }: RawResult): Record<string, unknown>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])))
}

function asTable({ columns, rows }: RawResult): string {
  const text = table(
    rows,
    columns.map((title, index) => ({
      title,
      value: (row: unknown[]) => {
        const value = row[index]
        return typeof value === 'number' ? value : oneLine(shown(value, '-'))
      },
    })),
  )
  return `${text}\n(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`
}

function shown(value: unknown, absent: string): string {
  if (value === null || value === undefined) return absent
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function oneLine(text: string): string {
  const flat = text.replace(/\s+/g, ' ')
  return flat.length > LONGEST_CELL ? `${flat.slice(0, LONGEST_CELL - 3)}...` : flat
}
