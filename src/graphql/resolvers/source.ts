import { findSource, readSources } from '../../db/read-sources.ts'
import { camelRow } from '../camel.ts'
import { nodeId } from '../node-id.ts'
import type { Context } from '../resolver.ts'
import type { Query, Source } from '../schema.generated.ts'

type Record = Awaited<ReturnType<typeof readSources>>[number]

function sourceRow(record: Record): Source {
  return { ...camelRow(record), id: nodeId('Source', record.source_id) }
}

export async function sourceByNumber({ services: { database } }: Context, number: number): Promise<Source | null> {
  const found = await findSource(database.db, number)
  return found ? sourceRow(found) : null
}

export const sources: Query['sources'] = async (_, __, { services: { database } }) =>
  (await readSources(database.db)).map(sourceRow)
