import type { Candidate } from '../candidate.ts'
import type { FieldName } from '../extracted-page.ts'

/**
 * How far each rule is to be believed for each field: the share of its values that were right on labelled pages, smoothed where a rule
 * was seen seldom. The table with the counts stands in docs/extraction.md. Keys: the whole rule, or its part before the last dot.
 */
const WEIGHTS: Readonly<Partial<Record<FieldName, Readonly<Record<string, number>>>>> = {
  title: {
    'jobposting.title': 0.95,
    'jobposting.name': 0.8,
    h1: 0.8,
    'class.title': 0.85,
    'line.title': 0.6,
    h2: 0.5,
    h3: 0.4,
    'label.title': 0.7,
    titletag: 0.5,
    'og.title': 0.5,
    'titletag.title': 0.5,
    'meta.title': 0.4,
    'text.first': 0.4,
  },
  employer: {
    'jobposting.hiringOrganization': 0.95,
    'jobposting.employmentUnit': 0.4,
    'label.employer': 0.85,
    'class.employer': 0.8,
    'titletag.hiring': 0.9,
    'titletag.at': 0.8,
    'titletag.part': 0.5,
    'titletag.site': 0.55,
    'near.link': 0.7,
    'near.legal': 0.6,
    'near.first': 0.35,
    'address.legal': 0.55,
    'address.name': 0.45,
    'text.seeks': 0.6,
    'text.about': 0.5,
    'text.at': 0.4,
    'text.copyright': 0.3,
    'logo.alt': 0.35,
    'og:site_name': 0.3,
    'page.organization': 0.3,
  },
  location: {
    'jobposting.jobLocation': 0.95,
    'jobposting.address': 0.8,
    'label.location': 0.9,
    'class.location': 0.8,
    'titletag.place': 0.6,
    'near.place': 0.7,
    'near.remote': 0.01,
    'map.link': 0.8,
    'address.block': 0.5,
    'text.located': 0.4,
  },
  application_url: {
    'jobposting.potentialAction': 0.85,
    'jobposting.applicationContact': 0.8,
    'jobposting.url': 0.35,
    'link.apply.both': 0.95,
    'link.apply': 0.9,
    'link.apply.name': 0.6,
    'link.apply.fragment': 0.5,
  },
  description: { 'class.description': 0.85, density: 0.8 },
  identifier: { 'jobposting.identifier': 0.95, 'label.identifier': 0.85, 'class.identifier': 0.6 },
}
const DEFAULTS: Readonly<Record<string, number>> = {
  jobposting: 0.95,
  label: 0.9,
  class: 0.7,
  time: 0.6,
  near: 0.6,
  tag: 0.7,
  text: 0.6,
  section: 0.7,
  og: 0.4,
  meta: 0.3,
  listing: 0.85,
}
/** Readers of markup that search engines check are believed before those of a page's own state. */
const READER_FACTOR: Readonly<Partial<Record<Candidate['reader'], number>>> = {
  state: 0.93,
  rdfa: 0.97,
  microdata: 0.98,
}

/** 0 to 1. A value on the line below its label, or in one stretch with it, is a little less sure than one in a cell of its own. */
export function weightOf({ field, rule, reader }: Candidate): number {
  const table = WEIGHTS[field] ?? {}
  const parent = rule.slice(0, Math.max(0, rule.lastIndexOf('.')))
  const weight = table[rule] ?? table[parent] ?? DEFAULTS[rule.split('.', 1)[0] ?? ''] ?? 0.3
  return weight * (READER_FACTOR[reader] ?? 1) * (rule.endsWith('.below') ? 0.97 : 1)
}
