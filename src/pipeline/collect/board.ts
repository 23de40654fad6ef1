/** What job boards of applicant systems have in common: one board a source, one list of openings in its answer. */
import Type from 'typebox'
import { errors } from '../../errors.ts'
import { objectOf } from './json-values.ts'
import type { SourceAnswer } from './source-http.ts'

/** The name of a board as it stands in its address. It begins with a letter or digit, so that no ".." leaves its place in the path. */
export const BoardName = Type.String({
  pattern: "^[A-Za-z0-9][A-Za-z0-9 ._&'-]{0,99}$",
  description: 'The name in the address of the job board',
})

/**
 * The list in an answer, under `key` or as the whole answer. An answer without it is no empty board: SOURCE_ANSWER_INVALID, or an error
 * page in JSON would count as "no openings".
 */
export function listingOf({ data, url }: SourceAnswer<unknown>, key: string | null): unknown[] {
  const list = key === null ? data : objectOf(data)[key]
  if (!Array.isArray(list)) throw errors.sourceAnswerInvalid(new URL(url).host, 'has no list of jobs')
  return list
}
