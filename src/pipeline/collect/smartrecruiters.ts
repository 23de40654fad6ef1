import Type from 'typebox'
import { errors } from '../../errors.ts'
import { BoardName, listingOf } from './board.ts'
import { experienceOf, languageOf, placeOf } from './board-values.ts'
import type { CollectedColumns } from './collected-record.ts'
import { booleanOf, joined, numberOf, objectOf, objectsIn, textOf, without } from './json-values.ts'
import { recordKind } from './source-kind.ts'
import { arrangementOf } from './work-arrangement.ts'

type Json = Record<string, unknown>

const HOST = 'api.smartrecruiters.com'
/** The most that the API gives at once. */
const PAGE = 100
/** In the order of the page; sections that came later stand behind them. */
const SECTIONS = ['companyDescription', 'jobDescription', 'qualifications', 'additionalInformation']
const PERSON = /recruiter|manager|contact|mail|phone|ansprechpartner|telefon/i

/** SmartRecruiters' Posting API: pages without texts, and one more request for each opening. An unknown company has 0 openings there. */
export const smartrecruiters = recordKind({
  kind: 'smartrecruiters',
  summary: 'The openings of a company at SmartRecruiters (api.smartrecruiters.com)',
  config: Type.Object({ board: BoardName }),
  politeness: { interval_ms: 250, robots: false },
  listing: 'whole',
  reads: 'records',
  mapper: 'smartrecruiters/1',

  async page({ board }, { http }, cursor) {
    const offset = numberOf(cursor) ?? 0
    const answer = await http.json({ url: addressOf(board), query: { offset, limit: PAGE } })
    const list = listingOf(answer, 'content')
    const total = numberOf(objectOf(answer.data).totalFound)
    const end = offset + list.length
    const isLast = total === null ? list.length < PAGE : end >= total
    if (!isLast && list.length === 0) throw errors.sourceAnswerInvalid(HOST, `ends after ${offset} of ${total} jobs`)
    const faults: Record<string, number> = {}
    return { items: objectsIn(list, faults).map(withoutPeople), next: isLast ? null : end, total, faults }
  },

  identity: ({ id }) => textOf(id),

  async detail({ board }, { http }, item) {
    const { data } = await http.json({ url: `${addressOf(board)}/${encodeURIComponent(textOf(item.id) ?? '')}` })
    return withoutPeople(objectOf(data))
  },

  toRecord(item, detail, { board }) {
    const opening: Json = { ...item, ...objectOf(detail) }
    const { city, region, country, fullLocation, latitude, longitude, remote, hybrid } = objectOf(opening.location)
    const place = placeOf({ city, region, country }, fullLocation)
    const company = objectOf(opening.company)
    const type = labelOf(opening.typeOfEmployment)
    const id = textOf(opening.id)
    const page = `https://jobs.smartrecruiters.com/${encodeURIComponent(textOf(company.identifier) ?? board)}/${id}`
    return {
      external_job_id: id,
      job_title: textOf(opening.name),
      company_name: textOf(company.name),
      location: place?.raw ?? null,
      external_url: textOf(opening.postingUrl) ?? (id === null ? null : page),
      apply_url: textOf(opening.applyUrl),
      posted_on: textOf(opening.releasedDate),
      employment_type: type === null ? null : [type],
      job_description: textIn(objectOf(objectOf(opening.jobAd).sections)),
      ...(place ? { places: [place] } : {}),
      columns: {
        ats_platform: 'smartrecruiters',
        ai_job_language: languageOf(objectOf(opening.language).code),
        ai_experience_level: experienceOf(objectOf(opening.experienceLevel).id),
        ...pointOf(latitude, longitude),
        ...arrangementOf({ remote: booleanOf(remote) === true, hybrid: booleanOf(hybrid) === true, onSite: false }),
      },
    }
  },
})

function addressOf(board: string): string {
  return `https://${HOST}/v1/companies/${encodeURIComponent(board)}/postings`
}

/** Who made the posting, and the employer's own fields that name people. */
function withoutPeople(item: Json): Json {
  const customField = objectsIn(item.customField).filter(({ fieldLabel }) => !PERSON.test(textOf(fieldLabel) ?? ''))
  return { ...without(item, ['creator']), ...('customField' in item ? { customField } : {}) }
}

function labelOf(value: unknown): string | null {
  const { label, id } = objectOf(value)
  return textOf(label) ?? textOf(id)
}

function textIn(sections: Json): string | null {
  const names = [...SECTIONS, ...Object.keys(sections).filter((name) => !SECTIONS.includes(name))]
  const parts = names.map((name) => {
    const { title, text } = objectOf(sections[name])
    const [heading, body] = [textOf(title), textOf(text)]
    return body && joined([heading && `<h2>${heading}</h2>`, body], '\n')
  })
  return joined(parts, '\n')
}

function pointOf(latitude: unknown, longitude: unknown): CollectedColumns {
  const [lat, lng] = [numberOf(latitude), numberOf(longitude)]
  return lat === null || lng === null ? {} : { lats_derived: [lat], lngs_derived: [lng] }
}
