type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name

/** A row under the names that GraphQL has: job_title becomes jobTitle. */
export type CamelRow<Row> = { [Column in keyof Row & string as Camel<Column>]: Row[Column] }

export function camelRow<Row extends object>(row: Row): CamelRow<Row> {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [camelName(column), value])) as CamelRow<Row>
}

export function camelName(column: string): string {
  return column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
