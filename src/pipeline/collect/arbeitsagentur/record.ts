import { distinctPlaces, payIn } from '../board-values.ts'
import type { CollectedPlace, CollectedRecord } from '../collected-record.ts'
import { countryCode, countryName } from '../country-names.ts'
import { booleanOf, joined, listOf, numberOf, objectOf, objectsIn, textOf, textsOf } from '../json-values.ts'

type Item = Record<string, unknown>

const PERIODS: Readonly<Record<string, string>> = { STUNDENLOHN: 'hour', MONATSGEHALT: 'month', JAHRESGEHALT: 'year' }
/** Kinds of offers that say more than "work". */
const OFFERS: Readonly<Record<string, string>> = {
  AUSBILDUNG: 'Ausbildung',
  PRAKTIKUM_TRAINEE: 'Praktikum',
  SELBSTAENDIGKEIT: 'Freiberuflich',
}

/** The reference number, under the name that the present or the former search gives it. */
export function referenceOf(item: Item): string | null {
  return textOf(item.referenznummer) ?? textOf(item.refnr)
}

/** The detail repeats the item and adds the text; both searches are read. */
export function arbeitsagenturRecord(item: Item, detail: unknown): CollectedRecord {
  const job: Item = { ...item, ...objectOf(detail) }
  const reference = referenceOf(item)
  const description = textOf(job.stellenangebotsBeschreibung) ?? textOf(job.stellenbeschreibung)
  const places = distinctPlaces(placesOf(job))
  const types = typesOf(job)
  const canWorkAtHome = booleanOf(job.homeofficemoeglich) === true
  const spots = spotsOf(job)
  const pay = payIn({
    min: job.gehaltsspanneVon ?? job.festgehalt,
    max: job.gehaltsspanneBis ?? job.festgehalt,
    currency: null,
    period: PERIODS[textOf(job.verguetungsangabe) ?? ''] ?? job.verguetungsangabe,
  })
  return {
    external_job_id: reference,
    // Never the name of the occupation: it misdescribes the opening.
    job_title: textOf(job.stellenangebotsTitel) ?? textOf(job.titel),
    company_name: textOf(job.firma) ?? textOf(job.arbeitgeber),
    location: places?.map(({ raw }) => raw).join('; ') ?? null,
    ...(places ? { places } : {}),
    external_url: reference && `https://www.arbeitsagentur.de/jobsuche/jobdetail/${encodeURIComponent(reference)}`,
    apply_url: addressOf(job.externeURL) ?? addressOf(job.externeUrl) ?? addressOf(job.allianzpartnerUrl),
    // An opening that is published anew is as fresh as its present publication.
    posted_on:
      textOf(objectOf(job.veroeffentlichungszeitraum).von) ??
      textOf(job.aktuelleVeroeffentlichungsdatum) ??
      textOf(job.datumErsteVeroeffentlichung),
    employment_type: types.length > 0 ? types : null,
    ...(pay.salary ? { salary: pay.salary } : {}),
    job_description: description,
    columns: {
      ats_platform: 'arbeitsagentur',
      ...(canWorkAtHome ? { ai_work_arrangement: 'Remote OK' } : {}),
      ...(spots.length > 0
        ? { lats_derived: spots.map(({ lat }) => lat), lngs_derived: spots.map(({ lng }) => lng) }
        : {}),
    },
    notes: {
      ...pay.notes,
      ...(description === null ? { job_description: detail == null ? 'no_detail' : 'no_description' } : {}),
      ...(canWorkAtHome ? { ai_work_arrangement: 'home_office_possible' } : {}),
    },
  }
}

function placesOf(job: Item): (CollectedPlace | null)[] {
  const present = objectsIn(job.stellenlokationen).map(({ adresse }) => placeFrom(objectOf(adresse)))
  const former = [objectOf(job.arbeitsort), ...objectsIn(job.arbeitsorte)].map(placeFrom)
  return [...present, ...former]
}

function placeFrom({ ort, region, land }: Item): CollectedPlace | null {
  const [city, state, country] = [textOf(ort), wordsOf(region), wordsOf(land)]
  const raw = joined([city, state, country], ', ')
  const code = country === null ? null : countryCode(country)
  if (raw === null) return null
  if (code === null) return { raw, city, region: state, country }
  return { raw, city, region: state, country: countryName(code), country_code: code }
}

/** "BADEN_WUERTTEMBERG" as "Baden-Württemberg"; words in small letters stay as they are, and the word for "none" is none. */
function wordsOf(value: unknown): string | null {
  const text = textOf(value)
  if (text === null || /^KEINE/.test(text)) return null
  if (text !== text.toUpperCase()) return text
  const letters = text.toLowerCase().replace(/ae|oe|ue/g, (pair) => ({ ae: 'ä', oe: 'ö', ue: 'ü' })[pair] ?? pair)
  return letters.replace(/_/g, '-').replace(/(^|-)(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase())
}

function spotsOf(job: Item): { lat: number; lng: number }[] {
  const former = objectOf(objectOf(job.arbeitsort).koordinaten)
  const all = [
    ...objectsIn(job.stellenlokationen).map(({ breite, laenge }) => [breite, laenge]),
    [former.lat, former.lon],
  ]
  return all.flatMap(([latitude, longitude]) => {
    const [lat, lng] = [numberOf(latitude), numberOf(longitude)]
    return lat === null || lng === null ? [] : [{ lat, lng }]
  })
}

/** What is switched on, in the agency's words; what is off was left empty as often as denied. */
function typesOf(job: Item): string[] {
  const isOn = (name: string) => booleanOf(job[name]) === true
  const isPartTime = Object.keys(job).some((name) => name.startsWith('arbeitszeitTeilzeit') && isOn(name))
  return [
    ...(isOn('arbeitszeitVollzeit') ? ['Vollzeit'] : []),
    ...(isPartTime ? ['Teilzeit'] : []),
    ...(isOn('istGeringfuegigeBeschaeftigung') ? ['Minijob'] : []),
    ...[OFFERS[textOf(job.stellenangebotsart) ?? ''] ?? []].flat(),
    ...(textsOf(listOf(job.arbeitszeitmodelle)) ?? []).map((model) => model.replace(/_/g, ' ')),
  ]
}

/** Employers leave the scheme out. */
function addressOf(value: unknown): string | null {
  const text = textOf(value)
  return text !== null && /^www\./i.test(text) ? `https://${text}` : text
}
