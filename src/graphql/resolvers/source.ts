import { findSourceById } from '../../db/sources.ts'
import { errors } from '../../errors.ts'
import { readSourceStandings, type SourceStanding } from '../../pipeline/refresh/source-standing.ts'
import { camelRow } from '../camel.ts'
import { checkFirst } from '../connection.ts'
import { mutation } from '../mutation.ts'
import { nodeId, numberOf } from '../node-id.ts'
import type { Context, FieldResolvers } from '../resolver.ts'
import type {
  Mutation,
  MutationPauseSourceArguments,
  MutationResumeSourceArguments,
  Query,
  Source,
  SourceSweepsArguments,
} from '../schema.generated.ts'

export type SourceRow = Omit<Source, 'sweeps'>

function sourceRow({ config: _, ...standing }: SourceStanding): SourceRow {
  return { ...camelRow(standing), id: nodeId('Source', standing.source_id) }
}

async function sourceByName({ services: { database } }: Context, name: string): Promise<SourceRow | null> {
  const [found] = await readSourceStandings(database.db, new Date(), name)
  return found ? sourceRow(found) : null
}

export async function sourceByNumber(context: Context, number: number): Promise<SourceRow | null> {
  // A larger number is no integer of the database.
  const found = number < 2 ** 31 ? await findSourceById(context.services.database.db, number) : undefined
  return found ? sourceByName(context, found.source_name) : null
}

export const sources: Query['sources'] = async (_, __, { services: { database } }) =>
  (await readSourceStandings(database.db, new Date())).map(sourceRow)

export const source: Query['source'] = async (_, { id }, context) => {
  const number = numberOf('Source', id)
  const found = number === undefined ? null : await sourceByNumber(context, number)
  return found ?? sourceByName(context, id)
}

export const freshness: Query['freshness'] = async (_, __, { services: { database } }) => {
  const standings = await readSourceStandings(database.db, new Date())
  return standings
    .map((standing) => ({ ...sourceRow(standing), source: standing.source_name }))
    .sort((a, b) => Number(b.stale) - Number(a.stale))
}

export const fields: FieldResolvers<SourceRow, Source> = {
  sweeps: async ({ sourceId }, { first }: SourceSweepsArguments, { loaders }) =>
    (await loaders.sweeps({ source: sourceId, first: checkFirst(first) })).map((sweep) => ({
      ...camelRow(sweep),
      sweepId: String(sweep.sweep_id),
    })),
}

const LONGEST_REASON = 500

export const pauseSource: Mutation['pauseSource'] = mutation(
  'admin',
  { source: null },
  async ({ name, reason = null }: MutationPauseSourceArguments, context) => {
    if (reason !== null && reason.length > LONGEST_REASON)
      throw errors.validation([{ pointer: 'reason', message: `must have at most ${LONGEST_REASON} characters` }])
    await context.services.collection.editSource(name, { status: 'paused', reason }, context.caller.name)
    return { source: await sourceByName(context, name) }
  },
)

export const resumeSource: Mutation['resumeSource'] = mutation(
  'admin',
  { source: null },
  async ({ name }: MutationResumeSourceArguments, context) => {
    await context.services.collection.editSource(name, { status: 'active' }, context.caller.name)
    return { source: await sourceByName(context, name) }
  },
)
