import { errors } from '../../errors.ts'

/**
 * The JSON of an answer. Whole numbers that JavaScript would round stay text: two ids would become one. Throws SOURCE_ANSWER_INVALID for
 * a page instead of JSON (a login, a consent, an error) and for a body that broke off.
 */
export function readJson(text: string, contentType: string | null, host: string): unknown {
  const isHtml = /^\s*</.test(text)
  // The label alone proves nothing: some servers call their JSON HTML.
  if (isHtml) throw errors.sourceAnswerInvalid(host, 'is HTML instead of JSON')
  try {
    return /\d{16}/.test(text) ? JSON.parse(text, keepLongNumbers) : JSON.parse(text)
  } catch {
    // The parser's words quote the answer.
    const isCalledHtml = /\bx?html\b/i.test(contentType ?? '')
    throw errors.sourceAnswerInvalid(host, isCalledHtml ? 'is HTML instead of JSON' : 'is no JSON')
  }
}

function keepLongNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
  const isRounded = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
  return isRounded && /^-?\d+$/.test(context?.source ?? '') ? context?.source : value
}
