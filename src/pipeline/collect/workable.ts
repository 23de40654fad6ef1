import Type from 'typebox'
import { BoardName, listingOf } from './board.ts'
import { distinctPlaces, experienceOf, placeOf } from './board-values.ts'
import type { CollectedPlace } from './collected-record.ts'
import { booleanOf, objectOf, objectsIn, textOf } from './json-values.ts'
import { recordKind } from './source-kind.ts'
import { arrangementOf } from './work-arrangement.ts'

type Json = Record<string, unknown>

/**
 * Workable's public account API: the whole board with its texts in one answer. The pages' own API (v3) answers by page and by opening
 * and refuses readers who ask it for a whole board.
 */
export const workable = recordKind({
  kind: 'workable',
  summary: 'The openings of an account at Workable (apply.workable.com)',
  config: Type.Object({ board: BoardName }),
  politeness: { interval_ms: 1_000, robots: false },
  listing: 'whole',
  reads: 'records',
  mapper: 'workable/1',

  async page({ board }, { http }) {
    const url = `https://apply.workable.com/api/v1/widget/accounts/${encodeURIComponent(board)}`
    const answer = await http.json({ url, query: { details: true } })
    const faults: Record<string, number> = {}
    const company = textOf(objectOf(answer.data).name)
    return { items: mergedOf(objectsIn(listingOf(answer, 'jobs'), faults), company), next: null, faults }
  },

  identity: ({ shortcode }) => textOf(shortcode),

  toRecord(item) {
    const places = distinctPlaces(objectsIn(item.locations).map(placeIn)) ?? distinctPlaces([mainPlace(item)])
    const type = textOf(item.employment_type)
    const education = textOf(item.education)
    return {
      external_job_id: textOf(item.shortcode),
      job_title: textOf(item.title),
      company_name: textOf(item.company),
      location: mainPlace(item)?.raw ?? places?.[0]?.raw ?? null,
      external_url: textOf(item.url) ?? textOf(item.shortlink),
      apply_url: textOf(item.application_url),
      posted_on: textOf(item.published_on),
      employment_type: type === null ? null : [type],
      job_description: textOf(item.description),
      ...(places ? { places } : {}),
      columns: {
        ats_platform: 'workable',
        ai_experience_level: experienceOf(item.experience),
        ai_education_requirements: education === null ? null : [education],
        ...arrangementOf({ remote: booleanOf(item.telecommuting) === true, hybrid: false, onSite: false }),
      },
    }
  },
})

/** An opening in several places stands in the list once for each of them: it is one item, with the places of all. */
function mergedOf(entries: Json[], company: string | null): Json[] {
  const items = new Map<string | Json, Json>()
  for (const entry of entries) {
    const key = textOf(entry.shortcode) ?? entry
    const known = items.get(key)
    const locations = [...objectsIn(known?.locations), ...locationsOf(entry)]
    items.set(key, { ...(known ?? { ...entry, company }), locations })
  }
  return [...items.values()]
}

/** A repetition says by its main fields which place it stands for. */
function locationsOf(entry: Json): Json[] {
  const { city, state: region, country } = entry
  const listed = objectsIn(entry.locations)
  const isKnown = listed.some(
    (place) => textOf(place.city) === textOf(city) && textOf(place.country) === textOf(country),
  )
  return isKnown || mainPlace(entry) === null ? listed : [...listed, { city, region, country }]
}

/** Places that the employer hides on its own page stay hidden. */
function placeIn({ city, region, country, countryCode, hidden }: Json): CollectedPlace | null {
  return booleanOf(hidden) === true ? null : placeOf({ city, region, country, code: countryCode }, null)
}

function mainPlace({ city, state, country }: Json): CollectedPlace | null {
  return placeOf({ city, region: state, country }, null)
}
