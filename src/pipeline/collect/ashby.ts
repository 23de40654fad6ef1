import Type from 'typebox'
import { BoardName, listingOf } from './board.ts'
import { distinctPlaces, payIn, placeOf } from './board-values.ts'
import type { CollectedPlace, CollectedRecord } from './collected-record.ts'
import { booleanOf, objectOf, objectsIn, textOf } from './json-values.ts'
import { recordKind } from './source-kind.ts'
import { arrangementNamed, arrangementOf } from './work-arrangement.ts'

type Json = Record<string, unknown>

/** Ashby's Job Postings API: the whole board with its texts and pay in one answer. The answers name no company. */
export const ashby = recordKind({
  kind: 'ashby',
  summary: 'The job board of an employer at Ashby (api.ashbyhq.com)',
  config: Type.Object({ board: BoardName }),
  politeness: { interval_ms: 500, robots: false },
  listing: 'whole',
  reads: 'records',
  mapper: 'ashby/1',

  async page({ board }, { http }) {
    const url = `https://api.ashbyhq.com/posting-api/job-board/${encodeURIComponent(board)}`
    const list = listingOf(await http.json({ url, query: { includeCompensation: true } }), 'jobs')
    const faults: Record<string, number> = {}
    const openings = objectsIn(list, faults)
    // An unlisted opening is shown only to who has its address; it is on no board.
    const items = openings.filter(({ isListed }) => booleanOf(isListed) !== false)
    const unlisted = openings.length - items.length
    return { items, next: null, faults, ...(unlisted > 0 ? { left_out: { unlisted } } : {}) }
  },

  identity: (item) => idOf(item),

  toRecord(item) {
    const places = distinctPlaces([
      placeAt(item.address, item.location),
      ...objectsIn(item.secondaryLocations).map(({ address, location }) => placeAt(address, location)),
    ])
    const type = textOf(item.employmentType)
    const arrangement = arrangementNamed(item.workplaceType)
    return {
      external_job_id: idOf(item),
      job_title: textOf(item.title),
      location: textOf(item.location),
      external_url: textOf(item.jobUrl),
      apply_url: textOf(item.applyUrl),
      posted_on: textOf(item.publishedAt),
      employment_type: type === null ? null : [type],
      job_description: textOf(item.descriptionHtml) ?? textOf(item.descriptionPlain),
      ...payOf(item),
      ...(places ? { places } : {}),
      columns: {
        ats_platform: 'ashby',
        // isRemote is also on for hybrid work: the named type says which.
        ...(arrangement.ai_work_arrangement ? arrangement : unnamedArrangement(item)),
      },
    }
  },
})

/** The id stands at the end of the address too, where older answers have no field for it. */
function idOf(item: Json): string | null {
  return textOf(item.id) ?? /\/([0-9a-f-]{36})\/?(?:[?#]|$)/i.exec(textOf(item.jobUrl) ?? '')?.[1] ?? null
}

function unnamedArrangement(item: Json) {
  return arrangementOf({ remote: booleanOf(item.isRemote) === true, hybrid: false, onSite: false })
}

/** Parts of the main address are under `postalAddress`, those of a secondary one may stand by themselves. */
function placeAt(address: unknown, name: unknown): CollectedPlace | null {
  const outer = objectOf(address)
  const { addressLocality, addressRegion, addressCountry } = { ...outer, ...objectOf(outer.postalAddress) } as Json
  return placeOf({ city: addressLocality, region: addressRegion, country: addressCountry }, name)
}

/** Pay that the employer shows. Several salaries are pay by place or level: only the summary speaks of them all. */
function payOf(item: Json): Pick<CollectedRecord, 'salary' | 'salary_range' | 'notes'> {
  if (booleanOf(item.shouldDisplayCompensationOnJobPostings) === false) return {}
  const pay = objectOf(item.compensation)
  const summary = textOf(pay.scrapeableCompensationSalarySummary)
  const raw = textOf(pay.compensationTierSummary) ?? summary
  const salaries = objectsIn(pay.summaryComponents).filter(({ compensationType }) => compensationType === 'Salary')
  const [only, ...more] = salaries
  if (!only || more.length > 0) return { salary_range: summary }
  const { minValue: min, maxValue: max, currencyCode: currency, interval: period } = only
  return { salary_range: summary, ...payIn({ min, max, currency, period }, raw) }
}
