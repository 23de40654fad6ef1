import { Ajv, type Options } from 'ajv'
import formats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'

const COMMON: Options = { strict: false, removeAdditional: false, useDefaults: true }

/**
 * Addresses are text, so "10" may become a number and all faults are listed. A body has types of its own: nothing in it is converted
 * (null must never become text), and it is refused at the first fault, so that a long wrong body costs little.
 */
export function createValidatorCompiler(components: readonly object[]): FastifySchemaCompiler<object> {
  const ofAddress = new Ajv({ ...COMMON, coerceTypes: 'array', allErrors: true })
  const ofBody = new Ajv({ ...COMMON, coerceTypes: false, allErrors: false })
  for (const ajv of [ofAddress, ofBody]) {
    formats.default(ajv)
    ajv.addSchema([...components])
  }
  return ({ schema, httpPart }) => (httpPart === 'body' ? ofBody : ofAddress).compile(schema)
}
