import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { buildSchema, type GraphQLError, type GraphQLSchema } from 'graphql'
import mercurius, { type IResolvers, type MercuriusOptions } from 'mercurius'
import { createCursorCodec } from '../db/cursor.ts'
import { storedSecretKey } from '../db/secret-key.ts'
import { addEndpoint } from './endpoint.ts'
import { formatError } from './format-errors.ts'
import { addGraphiql } from './graphiql/page.ts'
import { limitsRule } from './limits.ts'
import { MAX_TOKENS } from './request.ts'
import type { Context, Resolver } from './resolver.ts'
import { mutations, queries, types } from './resolvers/index.ts'
import { scalars } from './scalars.ts'
import type { Services } from './services.ts'

/** Texts of queries remembered parsed; each may be as long as a body. */
const REMEMBERED_QUERIES = 500

export type GraphqlOptions = {
  /** Times that a query's text must have come before it is compiled; 0 never compiles. */
  jit?: number
}

/** GraphQL at /graphql and GraphiQL at /graphiql. Needs an app with `requireKey` and `limitRate`. */
export function graphqlPlugin(services: Services, { jit = 1 }: GraphqlOptions = {}): FastifyPluginAsync {
  return async (app: FastifyInstance) => {
    const cursors = createCursorCodec(services.secretKey ?? (await storedSecretKey(services.database.db)))
    const options: MercuriusOptions = {
      schema: readSchema(),
      resolvers: createResolvers(services) as IResolvers,
      routes: false,
      graphiql: false,
      jit,
      cache: REMEMBERED_QUERIES,
      validationRules: [limitsRule],
      graphql: { parseOptions: { maxTokens: MAX_TOKENS } },
      errorFormatter: ({ data, errors = [] }, context) => {
        const { requestId, reply } = context as unknown as Context & { reply: { log: FastifyInstance['log'] } }
        const where = { requestId, log: reply.log }
        const shown = errors.map((error) => formatError(error, where))
        return { statusCode: 200, response: { data: data ?? null, errors: shown as unknown as GraphQLError[] } }
      },
    }
    await app.register(mercurius, options)
    // Apart from the page, whose errors are not GraphQL's.
    await app.register(async (scope) => addEndpoint(scope, { services, cursors }))
    addGraphiql(app)
  }
}

export function readSchema(): GraphQLSchema {
  return buildSchema(readFileSync(join(import.meta.dirname, 'schema.graphql'), 'utf8'))
}

function createResolvers({ metrics }: Services) {
  type Root = Record<string, Resolver<unknown, never, unknown>>

  /** Counts and times each root field under its name. */
  const measured = (root: Root): Root =>
    Object.fromEntries(
      Object.entries(root).map(([field, resolve]): [string, Root[string]] => [
        field,
        async (...parameters) => {
          const began = performance.now()
          let outcome: 'ok' | 'error' = 'error'
          try {
            const result = await resolve(...parameters)
            outcome = 'ok'
            return result
          } finally {
            metrics?.graphqlAnswered(`graphql.${field}`, outcome, (performance.now() - began) / 1_000)
          }
        },
      ]),
    )
  return {
    Query: measured(queries as unknown as Root),
    Mutation: measured(mutations as unknown as Root),
    ...types,
    ...scalars,
    Node: { resolveType: ({ __typename }: { __typename: string }) => __typename },
  }
}
