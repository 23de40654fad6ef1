import { sql } from 'kysely'
import type { Tx } from './engine.ts'

/**
 * Writes rows in one statement; when the database refuses a value, halves them under savepoints down to the rows at fault, which go to
 * `refuse` while their neighbours are stored. Errors that are not a row's fault (lost connection, deadlock, full disk) are thrown.
 */
export async function bisect<Row, Done>(
  tx: Tx,
  rows: readonly Row[],
  write: (rows: readonly Row[]) => Promise<Done[]>,
  refuse: (row: Row, error: unknown) => Done,
): Promise<Done[]> {
  if (rows.length === 0) return []
  await sql`savepoint rows`.execute(tx)
  let fault: unknown
  try {
    const done = await write(rows)
    await sql`release savepoint rows`.execute(tx)
    return done
  } catch (error) {
    if (!isRowFault(error)) throw error
    fault = error
    await sql`rollback to savepoint rows`.execute(tx)
    await sql`release savepoint rows`.execute(tx)
  }
  const [only] = rows
  if (rows.length === 1 && only !== undefined) return [refuse(only, fault)]
  const middle = Math.ceil(rows.length / 2)
  const first = await bisect(tx, rows.slice(0, middle), write, refuse)
  return [...first, ...(await bisect(tx, rows.slice(middle), write, refuse))]
}

// Classes 21 to 23 (a value or a constraint), 54 (a limit of the server, such as the size of a search vector or an index row).
const ROW_FAULT = /^(21|22|23|54)...$/

export function isRowFault(error: unknown): boolean {
  return ROW_FAULT.test(String((error as { code?: unknown } | null)?.code))
}
