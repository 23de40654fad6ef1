import Type from 'typebox'
import { listingOf } from './board.ts'
import { distinctPlaces, experienceOf, languageOf, payIn, placeOf } from './board-values.ts'
import type { CollectedPlace } from './collected-record.ts'
import { booleanOf, joined, listOf, numberOf, objectOf, objectsIn, textOf, textsOf, without } from './json-values.ts'
import { recordKind } from './source-kind.ts'
import { arrangementOf } from './work-arrangement.ts'

type Json = Record<string, unknown>

/** Recruitee's careers site API: every published offer with its texts in one answer. */
export const recruitee = recordKind({
  kind: 'recruitee',
  summary: 'The careers site of an employer at Recruitee (<board>.recruitee.com)',
  config: Type.Object({
    board: Type.String({
      pattern: '^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$',
      description: 'The subdomain of recruitee.com',
    }),
  }),
  politeness: { interval_ms: 500, robots: false },
  listing: 'whole',
  reads: 'records',
  mapper: 'recruitee/1',

  async page({ board }, { http }) {
    const list = listingOf(await http.json({ url: `https://${board}.recruitee.com/api/offers/` }), 'offers')
    const faults: Record<string, number> = {}
    const items = objectsIn(list, faults).map((item) => without(item, ['mailbox_email', 'recruiter', 'hiring_manager']))
    return { items, next: null, faults }
  },

  identity: ({ id }) => textOf(id),

  toRecord(item) {
    const { language, texts } = textsIn(item)
    const pay = objectOf(item.salary)
    const places = placesOf(item)
    const type = textOf(item.employment_type_code)
    return {
      external_job_id: textOf(item.id),
      job_title: texts('title'),
      company_name: textOf(item.company_name),
      location: textOf(item.location) ?? places?.[0]?.raw ?? null,
      external_url: textOf(item.careers_url),
      apply_url: textOf(item.careers_apply_url),
      posted_on: textOf(item.published_at),
      deadline: textOf(item.close_at),
      employment_type: type === null ? null : [type],
      job_description: joined([texts('description'), texts('requirements')], '\n'),
      ...payIn({ min: pay.min, max: pay.max, currency: pay.currency, period: pay.period }),
      ...(places ? { places } : {}),
      columns: {
        ats_platform: 'recruitee',
        ai_job_language: language,
        ai_experience_level: experienceOf(item.experience_code),
        ai_working_hours: hoursOf(item),
        ai_keywords: textsOf(listOf(item.tags).map((tag) => textOf(tag) ?? objectOf(tag).name)),
        ...arrangementOf({
          remote: booleanOf(item.remote) === true,
          hybrid: booleanOf(item.hybrid) === true,
          onSite: booleanOf(item.on_site) === true,
        }),
      },
    }
  },
})

/** The texts of an offer are its own, or those of its one translation; several translations leave the language open. */
function textsIn(item: Json): { language: string | null; texts: (field: string) => string | null } {
  const [first, ...more] = Object.entries(objectOf(item.translations))
  const translated = objectOf(first?.[1])
  return {
    language: more.length === 0 ? languageOf(first?.[0]) : null,
    texts: (field) => textOf(item[field]) ?? textOf(translated[field]),
  }
}

/** The address with its street stands in only where a place has no parts. */
function placesOf(item: Json): CollectedPlace[] | undefined {
  const listed = objectsIn(item.locations).map(
    ({ city, state, country, country_code: code, full_address, name }) =>
      placeOf({ city, region: state, country, code }, null) ?? placeOf({}, full_address ?? name),
  )
  const { city, state_name: region, country, country_code: code, location } = item
  return distinctPlaces(listed) ?? distinctPlaces([placeOf({ city, region, country, code }, location)])
}

/** Hours a week as the form states them; the most of a range. */
function hoursOf(item: Json): number | null {
  const hours = numberOf(item.max_hours) ?? numberOf(item.min_hours)
  return hours !== null && hours > 0 && hours <= 168 ? hours : null
}
