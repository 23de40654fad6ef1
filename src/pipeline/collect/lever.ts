import Type from 'typebox'
import { BoardName, listingOf } from './board.ts'
import { distinctPlaces, payIn, placeOf } from './board-values.ts'
import type { CollectedPlace } from './collected-record.ts'
import { joined, numberOf, objectOf, objectsIn, textOf, textsOf } from './json-values.ts'
import { recordKind } from './source-kind.ts'
import { arrangementNamed } from './work-arrangement.ts'

type Json = Record<string, unknown>

const PAGE = 100
const HOSTS = { global: 'api.lever.co', eu: 'api.eu.lever.co' } as const

/** Lever's Postings API; employers live in one of its two regions. The answers name no company. */
export const lever = recordKind({
  kind: 'lever',
  summary: 'The job site of an employer at Lever (api.lever.co, api.eu.lever.co)',
  config: Type.Object({
    board: BoardName,
    region: Type.Optional(Type.Union([Type.Literal('global'), Type.Literal('eu')], { default: 'global' })),
  }),
  politeness: { interval_ms: 500, robots: false },
  listing: 'whole',
  reads: 'records',
  mapper: 'lever/1',

  async page({ board, region = 'global' }, { http }, cursor) {
    const skip = numberOf(cursor) ?? 0
    const url = `https://${HOSTS[region]}/v0/postings/${encodeURIComponent(board)}`
    const list = listingOf(await http.json({ url, query: { mode: 'json', skip, limit: PAGE } }), null)
    const faults: Record<string, number> = {}
    // The API tells no total: a page that is not full is the last one.
    return { items: objectsIn(list, faults), next: list.length < PAGE ? null : skip + list.length, faults }
  },

  identity: ({ id }) => textOf(id),

  toRecord(item) {
    const categories = objectOf(item.categories)
    const pay = objectOf(item.salaryRange)
    const places = placesOf(categories, item.country)
    const commitment = textOf(categories.commitment)
    return {
      external_job_id: textOf(item.id),
      job_title: textOf(item.text),
      location: textOf(categories.location),
      external_url: textOf(item.hostedUrl),
      apply_url: textOf(item.applyUrl),
      posted_on: numberOf(item.createdAt),
      employment_type: commitment === null ? null : [commitment],
      job_description: descriptionOf(item),
      ...payIn(
        { min: pay.min, max: pay.max, currency: pay.currency, period: pay.interval },
        textOf(item.salaryDescriptionPlain),
      ),
      ...(places ? { places } : {}),
      columns: { ats_platform: 'lever', ...arrangementNamed(item.workplaceType) },
    }
  },
})

/** `country` is that of the main location; of the others the API does not tell it. */
function placesOf(categories: Json, country: unknown): CollectedPlace[] | undefined {
  const main = textOf(categories.location)
  const names = [main, ...(textsOf(categories.allLocations) ?? [])]
  return distinctPlaces(names.map((name) => (name === null ? null : placeOf(name === main ? { country } : {}, name))))
}

/** The text as the site shows it: opening and body, lists under their headings, the closing part. */
function descriptionOf(item: Json): string | null {
  const body =
    textOf(item.description) ?? joined([textOf(item.opening), textOf(item.descriptionBody)], '\n') ?? plainOf(item)
  const lists = objectsIn(item.lists).map(({ text, content }) => {
    const [heading, entries] = [textOf(text), textOf(content)]
    return joined([heading && `<h3>${heading}</h3>`, entries && `<ul>${entries}</ul>`], '\n')
  })
  return joined([body, ...lists, textOf(item.additional) ?? textOf(item.additionalPlain)], '\n')
}

function plainOf(item: Json): string | null {
  return textOf(item.descriptionPlain) ?? joined([textOf(item.openingPlain), textOf(item.descriptionBodyPlain)], '\n')
}
