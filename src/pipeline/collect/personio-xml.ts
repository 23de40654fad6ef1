import Type, { type Static } from 'typebox'
import type { CollectedColumns, CollectedRecord } from './collected-record.ts'
import { recordKind } from './source-kind.ts'
import { escapeText, itemsOf, readXml, type XmlItem, xmlText, xmlTexts } from './xml-items.ts'

const Config = Type.Object(
  {
    company: Type.String({
      pattern: '^[a-z0-9][a-z0-9-]*$',
      description: 'the part of the address before .jobs.personio',
    }),
    domain: Type.Optional(Type.Union([Type.Literal('de'), Type.Literal('com')], { description: 'de when left out' })),
    language: Type.Optional(Type.String({ pattern: '^[a-z]{2}$', description: 'of the texts, such as de' })),
  },
  { additionalProperties: false },
)
type Config = Static<typeof Config>

type Level = NonNullable<CollectedColumns['ai_experience_level']>

/** Personio's steps of professional experience in winnow's. */
const LEVELS: Readonly<Record<string, Level>> = {
  'lt-1': '0-2',
  '1-2': '0-2',
  '2-5': '2-5',
  '5-7': '5-10',
  '7-10': '5-10',
  '10-15': '10+',
  'gt-15': '10+',
}

export const personioXml = recordKind({
  kind: 'personio_xml',
  summary: 'Openings of a company that recruits with Personio, from the XML feed of its career page.',
  config: Config,
  politeness: { interval_ms: 1_000, robots: false },
  listing: 'whole',
  reads: 'records',
  mapper: 'personio_xml/1',
  async page(config, { http }) {
    const answer = await http.text({ url: `${originOf(config)}/xml`, query: { language: config.language } })
    // A board without openings is `<workzag-jobs></workzag-jobs>`: healthy, and no reason for an error.
    const { item } = readXml(answer.data, new URL(answer.url).host, {
      roots: ['workzag-jobs'],
      expected: 'XML feed of Personio',
      markup: ['value'],
    })
    const positions = itemsOf(item.position)
    return { items: mergeOffices(positions), next: null }
  },
  identity: (position) => xmlText(position.id),
  toRecord,
})

/** The same position is listed once an office: one opening with all its offices. Positions without an id stay apart. */
function mergeOffices(positions: readonly XmlItem[]): XmlItem[] {
  const byId = new Map<string, XmlItem>()
  return positions.filter((position) => {
    const id = xmlText(position.id)
    const first = id === null ? undefined : byId.get(id)
    if (id !== null && first === undefined) byId.set(id, position)
    if (first === undefined) return true
    const [main, ...others] = new Set([...officesOf(first), ...officesOf(position)])
    if (main !== undefined) first.office = main
    first.additionalOffices = { office: others }
    return false
  })
}

function officesOf({ office, additionalOffices }: XmlItem): string[] {
  const additional = itemsOf(additionalOffices).flatMap(({ office }) => xmlTexts(office))
  return [...new Set([...xmlTexts(office), ...additional])]
}

function toRecord(position: XmlItem, _detail: unknown, config: Config): CollectedRecord {
  const id = xmlText(position.id)
  const offices = officesOf(position)
  const types = [...xmlTexts(position.employmentType), ...xmlTexts(position.schedule)]
  const keywords = (xmlText(position.keywords) ?? '').split(',').flatMap((word) => word.trim() || [])
  const level = LEVELS[xmlText(position.yearsOfExperience) ?? '']
  return {
    external_job_id: id,
    job_title: xmlText(position.name),
    company_name: xmlText(position.subcompany),
    location: offices.join('; ') || null,
    places: offices.map((raw) => ({ raw })),
    external_url: id === null ? null : `${originOf(config)}/job/${encodeURIComponent(id)}`,
    posted_on: xmlText(position.createdAt),
    employment_type: types.length > 0 ? types : null,
    job_description: descriptionOf(position),
    columns: {
      ats_platform: 'personio',
      ...(keywords.length > 0 ? { ai_keywords: keywords } : {}),
      ...(level ? { ai_experience_level: level } : {}),
    },
  }
}

/** The sections of the posting, each with the heading that the employer gave it. */
function descriptionOf({ jobDescriptions }: XmlItem): string | null {
  const sections = itemsOf(jobDescriptions).flatMap(({ jobDescription }) => itemsOf(jobDescription))
  const written = sections.flatMap(({ name, value }) => {
    const body = xmlText(value)
    const heading = xmlText(name)
    return body === null ? [] : [heading === null ? body : `<h3>${escapeText(heading)}</h3>\n${body}`]
  })
  return written.join('\n') || null
}

function originOf({ company, domain = 'de' }: Config): string {
  return `https://${company}.jobs.personio.${domain}`
}
