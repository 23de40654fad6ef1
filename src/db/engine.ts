import type { Kysely, Transaction } from 'kysely'
import type { ConstructorOptions } from 'pg-boss'
import type { DB } from './types.generated.ts'

export type Query = Kysely<DB>
export type Tx = Transaction<DB>

/** Rows of a statement typed by a person: column names in order, values as JavaScript sees them. */
export type RawResult = { columns: string[]; rows: unknown[][]; affected: number }

/**
 * One open database, PostgreSQL or embedded. Both yield the same JavaScript types: int8 a number; date, timestamptz and numeric
 * text; json parsed; sessions run in UTC.
 */
export type Database = {
  engine: 'postgres' | 'pglite'
  /** Each statement by itself. Inside a `transaction` callback it throws NESTED_QUERY: use the callback's argument there. */
  db: Query
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. It may await nothing but SQL. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** A statement typed by a person, in a transaction of its own; `write: false` makes PostgreSQL refuse every change. */
  raw(statement: string, options: { write: boolean }): Promise<RawResult>
  /** Calls `handler` at every NOTIFY on the channel until the returned function is called. */
  listen(channel: string, handler: (payload: string) => void): Promise<() => Promise<void>>
  connections(): { open: number; idle: number; waiting: number }
  /** How pg-boss reaches this database: through the one access path of the embedded engine, or by at most `max` connections of its own. */
  bossConnection(max: number): Promise<ConstructorOptions>
  close(): Promise<void>
}

/** What migrating needs before the typed access path exists: several statements at once, in one transaction. */
export type ScriptRunner = <T>(
  work: (run: (script: string) => Promise<Record<string, unknown>[]>) => Promise<T>,
) => Promise<T>

export const NUMBER_OIDS = [20, 21, 23, 26, 700, 701]
export const TEXT_OIDS = [1082, 1083, 1114, 1184, 1186, 1700]
export const INT8_ARRAY_OID = 1016
export const TEXT_ARRAY_OIDS = [1231, 1182, 1185]
