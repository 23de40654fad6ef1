import type { FastifyBaseLogger } from 'fastify'
import { GraphQLError } from 'graphql'
import { asWinnowError, ERROR_TABLE, errors, WinnowError } from '../errors.ts'
import { type GraphqlProblem, toGraphqlError } from './problem.ts'

/** One entry of an answer's `errors`. */
export type AnswerError = GraphqlProblem & {
  path?: readonly (string | number)[]
  locations?: readonly { line: number; column: number }[]
}

type Where = { requestId: string; log: Pick<FastifyBaseLogger, 'error'> }

/**
 * An error as a reader may see it: code, message and fix of the one table. What is not an error of ours is a fault of the query when it
 * has no place in the answer (graphql-js words it), else a fault of the service: then its text goes to the log only.
 */
export function formatError(error: GraphQLError, { requestId, log }: Where): AnswerError {
  const { path, locations } = error
  const place = { ...(path ? { path } : {}), ...(locations ? { locations } : {}) }
  const cause = causeOf(error)
  if (cause === undefined && path === undefined) return { ...queryFault(error.message, requestId), ...place }
  const known = cause === undefined ? errors.internal(error) : asWinnowError(cause)
  if (known.code === 'INTERNAL') log.error({ err: cause ?? error, path }, 'a GraphQL field failed')
  return { ...toGraphqlError(known, requestId), ...place }
}

/** Errors before anything was resolved: of the endpoint, of mercurius (which carries graphql-js's), or of Fastify's body parser. */
export function formatRequestError(
  thrown: unknown,
  where: Where,
): { status: number; errors: AnswerError[]; retryAfterSeconds?: number } {
  const { errors: carried, statusCode } = (thrown ?? {}) as { errors?: unknown; statusCode?: unknown }
  const faults: unknown[] = thrown instanceof GraphQLError ? [thrown] : Array.isArray(carried) ? carried : []
  if (faults.length > 0 && faults.every((each) => each instanceof GraphQLError)) {
    return { status: 400, errors: faults.map((error) => formatError(error, where)) }
  }
  const known = thrown instanceof WinnowError ? thrown : (bodyFault(statusCode) ?? asWinnowError(thrown))
  if (known.code === 'INTERNAL') where.log.error({ err: thrown }, 'a GraphQL request failed')
  const { retryAfterSeconds } = known
  return {
    status: known.status,
    errors: [toGraphqlError(known, where.requestId)],
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  }
}

function causeOf({ originalError }: GraphQLError): Error | undefined {
  // The JIT wraps an error of graphql-js once more; what counts is the error that a resolver threw.
  return originalError instanceof GraphQLError ? causeOf(originalError) : (originalError ?? undefined)
}

function queryFault(message: string, requestId: string): GraphqlProblem {
  const [, fix] = ERROR_TABLE.VALIDATION
  const status = 400
  return {
    message,
    extensions: { code: 'VALIDATION', status, fix: fix.replace('/docs', '/graphiql'), request_id: requestId },
  }
}

function bodyFault(status: unknown): WinnowError | undefined {
  if (status === 413) return errors.payloadTooLarge()
  if (status === 415) return errors.unsupportedMediaType(['application/json'])
  return status === 400 ? errors.malformedBody() : undefined
}
