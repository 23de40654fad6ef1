import Type from 'typebox'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, ref } from '../schemas.ts'
import { Extraction, Narrowing, Page, requestOf } from './extraction.ts'

/** A page of ten million characters, written as JSON. */
const BODY_LIMIT_BYTES = 16_777_216

/**
 * Extracts one page, fetched when it is not sent along, and stores its postings as far as the environment allows: a request may only
 * narrow that.
 */
export const extractPage = endpoint({
  operation: 'extractions.create',
  method: 'POST',
  path: '',
  scope: 'trigger',
  summary: 'Extract one page',
  body: Type.Object({ ...Page, ...Narrowing }),
  response: envelope(ref(Extraction)),
  errors: [
    ...(['STORAGE_DISABLED', 'SHADOW_MODE_ENFORCED', 'UNKNOWN_SOURCE', 'DATABASE_BUSY'] as const),
    ...(['URL_NOT_ALLOWED', 'FETCH_FORBIDDEN_BY_ROBOTS', 'FETCH_FAILED', 'FETCH_STATUS', 'FETCH_TOO_LARGE'] as const),
  ],
  bodyLimitBytes: BODY_LIMIT_BYTES,
  async handle({ body: { store, shadow_mode, ...page }, signal }, { extraction }) {
    return ok(await extraction().extract({ ...requestOf(page), store, shadow_mode, signal }))
  },
})
