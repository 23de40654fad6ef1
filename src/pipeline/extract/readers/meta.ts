import type { Candidate } from '../candidate.ts'
import type { PageDocument } from '../document/page-node.ts'
import type { FieldName } from '../extracted-page.ts'
import { lineOf } from './job-values.ts'
import { pageTypes } from './page-types.ts'

type Reading = readonly [name: string, field: FieldName]

const OPEN_GRAPH: readonly Reading[] = [
  ['og:title', 'title'],
  ['twitter:title', 'title'],
  ['og:description', 'description'],
  ['twitter:description', 'description'],
  ['og:site_name', 'employer'],
]
const PLAIN: readonly Reading[] = [
  ['title', 'title'],
  ['description', 'description'],
]
/** Metas that job boards make up, by their name without marks between its words; anchored, so that "og:title" is none of them. */
const OWN: readonly (readonly [pattern: RegExp, field: FieldName])[] = [
  [/^(?:job|position|vacancy|posting)(?:title|name)$/, 'title'],
  [/^(?:(?:job|work|position)?location|jobcity|dutystation)$/, 'location'],
  [/^(?:jobcompany|companyname|company|employer|hiringorganization|joborganization)$/, 'employer'],
  [/^(?:jobtype|employmenttype|contracttype|jobemploymenttype)$/, 'employment_type'],
  [/^(?:dateposted|jobdateposted|jobposted|jobpostingdate|postingdate|jobdate|posteddate)$/, 'posted_on'],
  [
    /^(?:validthrough|jobvalidthrough|jobexpires|expirydate|closingdate|jobclosingdate|applicationdeadline)$/,
    'deadline',
  ],
  [/^(?:jobid|requisitionid|jobreference|jobnumber|jobrequisitionid|jobcode)$/, 'identifier'],
  [/^(?:jobsalary|salary|basesalary)$/, 'salary'],
]
/** Two pairs of label and value under a shared link: "Location", "Berlin". */
const LABELS: readonly (readonly [pattern: RegExp, field: FieldName])[] = [
  [/^(?:location|standort|ort|arbeitsort|lieu|sede|ubicación|lokalita|lokalizacja)\b/i, 'location'],
  [/^(?:company|employer|unternehmen|arbeitgeber|entreprise)\b/i, 'employer'],
  [/^(?:salary|gehalt|salaire|pay)\b/i, 'salary'],
  [/^(?:job type|employment type|type of contract|vertragsart)\b/i, 'employment_type'],
  [/^(?:closing date|deadline|apply by|bewerbungsfrist)\b/i, 'deadline'],
]
const ARTICLES = /^(?:(?:News|Blog|Tech|Satirical|Scholarly|Liveblog)?Article|BlogPosting|NewsArticle|Report|Review)$/

/** Candidates of <title> and <meta>. Rules are named after the meta ("og:title"); those that boards make up are "meta.<field>". */
export function readMeta(page: PageDocument): Candidate[] {
  const found: Candidate[] = []
  const add = (field: FieldName, reader: 'opengraph' | 'meta', rule: string, value: string | null | undefined) => {
    const raw = lineOf(value)
    if (raw !== null) found.push({ field, reader, rule, raw })
  }
  for (const [name, field] of OPEN_GRAPH) add(field, 'opengraph', name, page.meta.get(name))
  add('title', 'meta', 'title', page.title)
  for (const [name, field] of PLAIN) add(field, 'meta', `meta.${name}`, page.meta.get(name))
  for (const [name, value] of page.meta) {
    const plain = name.replace(/[^a-z]/g, '')
    const own = OWN.find(([pattern]) => pattern.test(plain))
    if (own) add(own[1], 'meta', `meta.${own[1]}`, value)
    if (!/^twitter:label\d$/.test(name)) continue
    const label = LABELS.find(([pattern]) => pattern.test(value))
    if (label) add(label[1], 'opengraph', 'twitter:label', page.meta.get(name.replace('label', 'data')))
  }
  const published = page.meta.get('article:published_time')
  // Systems for blogs write it on every page: it dates a posting only where nothing calls the page an article.
  if (published !== undefined && !isArticle(page)) add('posted_on', 'opengraph', 'article:published_time', published)
  return found
}

function isArticle(page: PageDocument): boolean {
  return page.meta.get('og:type')?.toLowerCase() === 'article' || pageTypes(page).some((type) => ARTICLES.test(type))
}
