import type { Span } from '../text/span.ts'
import type { FieldName, Reader } from './extracted-page.ts'

/**
 * A value that a reader saw for a field, before it is understood. Readers only find: what the text means (dates, places, pay) is the
 * business of normalise/, and which of several candidates counts is that of fields/.
 */
export type Candidate = {
  field: FieldName
  reader: Reader
  /** Code of the rule that found it, such as `jobposting.title`, `h1`, `label.location`: the key of the confidence table. */
  rule: string
  /** As the page has it, blanks collapsed; HTML for descriptions of structured readers. */
  raw: string
  /** Parts that structured markup gives by themselves, such as {city, region, country, street, postal_code} or {min, max, currency, unit}. */
  parts?: Readonly<Record<string, string>>
  span?: Span
}

/**
 * A schema.org JobPosting, or something that plainly is one under other names, as a plain tree of strings, numbers, booleans, lists and
 * objects. Keys are schema.org's ("hiringOrganization"); `@type` is kept; prototype keys never are.
 */
export type JobObject = {
  reader: Extract<Reader, 'jsonld' | 'microdata' | 'rdfa' | 'state'>
  properties: Readonly<Record<string, unknown>>
  /** The opening's own address when the object names one. */
  url: string | null
}
