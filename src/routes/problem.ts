import { asWinnowError, type ErrorCode, type Fault } from '../errors.ts'

/** RFC 9457 body of application/problem+json. */
export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  code: ErrorCode
  request_id: string
  fix: string
  pointers?: Fault[]
}

export function toProblem(error: unknown, requestId: string): Problem {
  const { code, status, message, fix, pointers } = asWinnowError(error)
  const type = `urn:winnow:error:${code}`
  const problem = { type, title: titleOf(code), status, detail: message, code, request_id: requestId, fix }
  return pointers ? { ...problem, pointers } : problem
}

/** JOB_NOT_FOUND -> "Job not found". */
export function titleOf(code: ErrorCode): string {
  const words = code.toLowerCase().replaceAll('_', ' ')
  const title = words.replace(/\b(api|json|uri|llm)\b/g, (word) => word.toUpperCase())
  return title.charAt(0).toUpperCase() + title.slice(1)
}
