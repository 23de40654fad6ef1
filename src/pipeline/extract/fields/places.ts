import type { Candidate } from '../candidate.ts'
import type { Extracted, ExtractedPlace, WorkArrangement } from '../extracted-page.ts'
import { readArrangement } from '../normalise/arrangement.ts'
import { countryByCode, countryByName } from '../normalise/countries.ts'
import { findArrangement } from '../normalise/find-arrangement.ts'
import { type ReadPlaces, readPlaces } from '../normalise/read-places.ts'
import { weightOf } from './evidence.ts'
import type { FieldContext } from './field-context.ts'
import { extracted, ranked } from './rank.ts'
import { oneLine } from './title.ts'

export type PagePlaces = {
  location: Extracted<string> | null
  locations: Extracted<ExtractedPlace[]> | null
  country: Extracted<string> | null
  remote: Extracted<boolean> | null
  work_arrangement: Extracted<WorkArrangement> | null
  remote_scope: Extracted<string> | null
}

/** More places than this, none of them a town, are where one may live, not where one works. */
const MOST_COUNTRIES = 3
const MOST_PLACES = 60

type Read = { candidate: Candidate; read: ReadPlaces }

/** Where the work is done, and whether it is done from anywhere. */
export function placesOf(
  candidates: readonly Candidate[],
  context: FieldContext,
  title: string,
  description: string,
): PagePlaces {
  const { language, gazetteer, places: known } = context
  const stated =
    candidates
      .filter(({ field }) => field === 'country')
      .map(({ raw }) => countryOf(raw))
      .find((code) => code !== null) ?? null
  const readOnce = ({ raw, parts }: Candidate): ReadPlaces => {
    const key = parts || stated ? JSON.stringify([raw, stated, parts]) : raw
    const before = known.get(key)
    if (before) return before
    const read = readPlaces(oneLine(raw), { language, gazetteer, country_hint: stated, ...(parts ? { parts } : {}) })
    known.set(key, read)
    return read
  }
  const all = candidates
    .filter(({ field }) => field === 'location')
    .slice(0, MOST_PLACES * 2)
    .map((candidate): Read => ({ candidate, read: readOnce(candidate) }))
  const structured = all.filter(({ candidate }) => candidate.rule.startsWith('jobposting.'))
  const remoteOnly = candidates.find(({ field, raw }) => field === 'remote' && /telecommute|^true$|remote/i.test(raw))
  const open = structured.length > 0 && isScope(structured)
  const usable = open ? all.filter((one) => !structured.includes(one)) : all
  const groups = ranked(
    usable.map(({ candidate }) => candidate),
    (candidate) => weightFor(candidate, usable),
    (candidate) => {
      const read = usable.find((one) => one.candidate === candidate)?.read
      if (!read || read.places.length === 0) return null
      return { value: candidate.rule, key: read.places.map(keyOf).sort().join('|') }
    },
  )
  const best = groups[0]
  const chosen = best
    ? usable.filter(
        ({ candidate, read }) => candidate.rule === best.value && read.places.length > 0 && sameSource(candidate, best),
      )
    : []
  const places = distinctPlaces(chosen.flatMap(({ read }) => read.places)).slice(0, MOST_PLACES)
  const located =
    best && places.length > 0
      ? { best, places, raw: [...new Set(chosen.map(({ candidate }) => oneLine(candidate.raw)))].join('; ') }
      : null
  const arrangement = arrangementOf(candidates, usable, context, title, description, remoteOnly)
  const scope = scopeOf(candidates, all, open ? structured : [])
  return {
    location: located ? { ...located.best, value: located.raw, raw: located.raw } : nowhere(all),
    locations: located ? { ...located.best, value: located.places.map(plain), raw: located.raw } : null,
    country: countryField(located, stated, candidates),
    remote: remoteOf(arrangement, remoteOnly),
    work_arrangement: arrangement,
    remote_scope: scope,
  }
}

const plain = ({ raw, city, region, country, country_code }: ExtractedPlace): ExtractedPlace => ({
  raw,
  city,
  region,
  country,
  country_code,
})
const keyOf = ({ city, region, country_code, raw }: ExtractedPlace) =>
  `${city ?? (region === null && country_code === null ? raw : '')},${country_code ?? ''}`.toLowerCase()
const sameSource = (candidate: Candidate, best: Extracted<string>) =>
  candidate.reader === best.source &&
  (candidate.rule.startsWith('jobposting.') || best.raw.startsWith(candidate.raw.slice(0, 1_000)))

/** Countries alone, several of them, or nothing: where one may live. */
function isScope(structured: readonly Read[]): boolean {
  const places = structured.flatMap(({ read }) => read.places)
  return places.length > MOST_COUNTRIES && places.every(({ city, country }) => city === null || city === country)
}

/** A place that was only guessed to be one needs a country or a known town behind it. */
function weightFor(candidate: Candidate, read: readonly Read[]): number {
  const own = weightOf(candidate)
  const places = read.find((one) => one.candidate === candidate)?.read.places ?? []
  const sure = places.some(({ country_code }) => country_code !== null)
  const hasTown = places.some(({ city }) => city !== null)
  const townElsewhere =
    !hasTown && read.some((one) => one.candidate !== candidate && one.read.places.some(({ city }) => city !== null))
  return own * (sure ? 1 : 0.9) * (townElsewhere ? 0.6 : 1)
}

function distinctPlaces<T extends ExtractedPlace>(places: readonly T[]): T[] {
  const seen = new Map(places.map((place) => [keyOf(place), place]))
  return [...seen.values()]
}

/** The page names a place, but none that can be read ("Multiple locations"). */
function nowhere(all: readonly Read[]): Extracted<string> | null {
  const first = all.find(({ candidate, read }) => read.note !== null && !read.remote && candidate.reader !== 'dom')
  return first ? extracted<string>(null, first.candidate, 0, first.read.note ?? 'no_place') : null
}

function countryOf(raw: string): string | null {
  const text = raw.trim()
  return (/^[A-Za-z]{2}$/.test(text) ? countryByCode(text.toUpperCase()) : countryByName(text))?.code ?? null
}

function countryField(
  located: { best: Extracted<string>; places: readonly (ExtractedPlace & { sure?: boolean })[] } | null,
  stated: string | null,
  candidates: readonly Candidate[],
): Extracted<string> | null {
  const codes = new Set(located?.places.flatMap(({ country_code }) => country_code ?? []))
  const [only, ...others] = codes
  if (located && only !== undefined && others.length === 0) {
    const sure = located.places.every(({ sure }) => sure !== false)
    return {
      ...located.best,
      value: only,
      source: 'derived',
      confidence: Math.round(located.best.confidence * (sure ? 100 : 85)) / 100,
    }
  }
  const candidate = candidates.find(({ field, raw }) => field === 'country' && countryOf(raw) === stated)
  return stated !== null && candidate && codes.size === 0 ? extracted(stated, candidate, weightOf(candidate)) : null
}

function arrangementOf(
  candidates: readonly Candidate[],
  places: readonly Read[],
  { language }: FieldContext,
  title: string,
  description: string,
  remoteOnly: Candidate | undefined,
): Extracted<WorkArrangement> | null {
  const read = (candidate: Candidate) => readArrangement(oneLine(candidate.raw), language)?.arrangement ?? null
  const labelled = ranked(
    candidates.filter(({ field }) => field === 'work_arrangement'),
    weightOf,
    (candidate) => {
      const value = read(candidate)
      return value === null ? null : { value, key: value }
    },
  )[0]
  if (labelled) return labelled
  if (remoteOnly) return extracted<WorkArrangement>('Remote Solely', remoteOnly, weightOf(remoteOnly))
  const placed = places.find(({ read, candidate }) => read.arrangement !== null && weightOf(candidate) >= 0.6)
  if (placed?.read.arrangement) return extracted<WorkArrangement>(placed.read.arrangement, placed.candidate, 0.8)
  const found = findArrangement(title, description, language)
  if (!found) return null
  const candidate: Candidate = { field: 'work_arrangement', reader: 'text', rule: 'text.arrangement', raw: found.raw }
  return extracted(found.arrangement, candidate, weightOf(candidate))
}

function remoteOf(
  arrangement: Extracted<WorkArrangement> | null,
  remoteOnly: Candidate | undefined,
): Extracted<boolean> | null {
  if (remoteOnly) return extracted(true, remoteOnly, weightOf(remoteOnly))
  if (!arrangement?.value) return null
  const value = { 'Remote Solely': true, 'Remote OK': null, Hybrid: null, 'On-site': false }[arrangement.value]
  return value === null ? null : { ...arrangement, value }
}

function scopeOf(
  candidates: readonly Candidate[],
  all: readonly Read[],
  scopes: readonly Read[],
): Extracted<string> | null {
  const stated = candidates.filter(({ field }) => field === 'remote_scope')
  const [first] = stated
  if (first) return extracted([...new Set(stated.map(({ raw }) => oneLine(raw)))].join(', '), first, weightOf(first))
  const named = all.find(({ read }) => read.scope !== null)
  if (named?.read.scope) return extracted(named.read.scope, named.candidate, 0.7)
  const [scope] = scopes
  const names = scopes.flatMap(({ read }) => read.places.map(({ country, raw }) => country ?? raw))
  return scope && names.length > 0
    ? extracted([...new Set(names)].join(', '), scope.candidate, weightOf(scope.candidate))
    : null
}
