import type { Candidate } from './candidate.ts'
import type { ExtractedFields } from './extracted-page.ts'
import { applicationUrlOf, contactsOf, identifierOf } from './fields/application.ts'
import { datesOf } from './fields/dates.ts'
import { employerOf } from './fields/employer.ts'
import type { FieldContext } from './fields/field-context.ts'
import { placesOf } from './fields/places.ts'
import { qualificationsOf } from './fields/qualifications.ts'
import { employmentTypeOf, salaryOf } from './fields/terms.ts'
import { type PageDescription, textsOf } from './fields/texts.ts'
import { titleOf } from './fields/title.ts'
import { Prose } from './normalise/prose.ts'
import { languageOf } from './page-language.ts'

/** What a page says of one opening, understood: one value a field, from all candidates together. The order of the candidates does not count. */
export function fieldsOf(
  candidates: readonly Candidate[],
  own: PageDescription | null,
  context: FieldContext,
): ExtractedFields {
  const of = (field: Candidate['field']) => candidates.filter((candidate) => candidate.field === field)
  const title = titleOf(of('title'))
  const texts = textsOf(candidates, own, context.base)
  const description = texts.description?.value ?? ''
  const prose = new Prose(description)
  const places = placesOf(candidates, context, title?.value ?? '', description)
  const country = places.country?.value ?? null
  const { page } = context
  return {
    title,
    employer: employerOf(of('employer'), {
      elsewhere: [
        page.title,
        page.meta.get('og:title'),
        page.meta.get('description'),
        page.meta.get('og:description'),
        page.meta.get('og:site_name'),
      ].join(' | '),
      not: [title?.value ?? '', places.location?.value ?? ''],
    }),
    ...places,
    ...datesOf(candidates, context, country, prose),
    ...texts,
    employment_type: employmentTypeOf(candidates, context, title?.value ?? '', prose),
    salary: salaryOf(candidates, context, country, prose),
    ...qualificationsOf(candidates, prose, texts.requirements?.value ?? null),
    application_url: applicationUrlOf(of('application_url'), context),
    contacts: contactsOf(of('contacts')),
    identifier: identifierOf(of('identifier')),
    language: languageField(context, description),
  }
}

/** Enough text to tell a language by. Characters. */
const ENOUGH = 80

/** The language of the posting's text; what the page states of itself where there is too little text. */
export function languageField(
  { page, language: ofPage }: FieldContext,
  description: string,
): ExtractedFields['language'] {
  const language = description.length >= ENOUGH ? languageOf(description, page) : (ofPage ?? 'und')
  if (language === 'und') {
    const stated = page.stated_language
    return stated === null ? null : { value: stated, source: 'meta', confidence: 0.7, raw: stated }
  }
  return { value: language, source: 'derived', confidence: description.length >= ENOUGH ? 0.95 : 0.7, raw: language }
}
