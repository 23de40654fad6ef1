import { GraphQLError, getOperationAST, parse } from 'graphql'
import { errors, type Fault } from '../errors.ts'

export type GraphqlRequest = { query: string; variables: Record<string, unknown>; operationName: string | undefined }

/** More tokens than any query that stays below the limits of cost has. */
export const MAX_TOKENS = 5_000

const MEMBERS = ['query', 'variables', 'operationName', 'extensions']
const NAME = /^[A-Za-z_]\w{0,200}$/

/** The request in a POST's body. Throws VALIDATION; a list of requests is refused. */
export function readBody(body: unknown): GraphqlRequest {
  if (!isRecord(body))
    throw errors.validation([
      { pointer: '/', message: 'must be one object with a query; several requests at once are not taken' },
    ])
  const { query, variables, operationName } = body
  const faults: Fault[] = Object.keys(body)
    .filter((member) => !MEMBERS.includes(member))
    .map((member) => ({ pointer: `/${member.slice(0, 100)}`, message: 'is not known here' }))
  if (typeof query !== 'string' || query.trim() === '')
    faults.push({ pointer: '/query', message: 'must be the text of a query' })
  if (!(variables === undefined || variables === null || isRecord(variables)))
    faults.push({ pointer: '/variables', message: 'must be an object' })
  if (!isOperationName(operationName))
    faults.push({ pointer: '/operationName', message: 'must be the name of an operation' })
  if (faults.length > 0) throw errors.validation(faults)
  return {
    query: query as string,
    variables: isRecord(variables) ? variables : {},
    operationName: operationName ? String(operationName) : undefined,
  }
}

/** The request in the address of a GET, which may hold queries only. Throws VALIDATION, METHOD_NOT_ALLOWED, or what graphql-js says of its syntax. */
export function readAddress(address: unknown): GraphqlRequest {
  const { variables, extensions, ...others } = isRecord(address) ? address : {}
  const request = readBody({ ...others, variables: variables === undefined ? undefined : parseJson(variables) })
  const operation = getOperationAST(parse(request.query, { maxTokens: MAX_TOKENS }), request.operationName)
  if (!operation) throw new GraphQLError('The query has no operation of that name, or several and none is named.')
  if (operation.operation !== 'query') throw errors.methodNotAllowed(['POST'])
  return request
}

/**
 * The text under which a query is remembered, parsed and compiled. The name of the operation is part of it: of a text with several
 * operations the one compiled first would otherwise answer for all of them.
 */
export function cacheText({ query, operationName }: GraphqlRequest): string {
  return `${query}\n#${operationName ?? ''}`
}

function isOperationName(name: unknown): boolean {
  return name === undefined || name === null || name === '' || (typeof name === 'string' && NAME.test(name))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    throw errors.validation([{ pointer: 'variables', message: 'must be JSON' }])
  }
}
