import { asWinnowError, type ErrorCode, type Fault } from '../errors.ts'

/** One entry of a GraphQL answer's `errors`; the caller adds path and locations. */
export type GraphqlProblem = {
  message: string
  extensions: { code: ErrorCode; status: number; fix: string; request_id?: string; pointers?: Fault[] }
}

export function toGraphqlError(error: unknown, requestId?: string): GraphqlProblem {
  const { code, status, message, fix, pointers } = asWinnowError(error)
  const request = requestId ? { request_id: requestId } : {}
  return { message, extensions: { code, status, fix, ...request, ...(pointers ? { pointers } : {}) } }
}
