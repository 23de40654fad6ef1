import { languageOf, payIn, placeOf } from '../board-values.ts'
import type { CollectedColumns, CollectedRecord } from '../collected-record.ts'
import { countryCode, countryName } from '../country-names.ts'
import { booleanOf, joined, numberOf, objectOf, objectsIn, textOf, textsOf } from '../json-values.ts'
import { employmentTypesAmong, levelOfYears } from '../provider-words.ts'
import { arrangementNamed } from '../work-arrangement.ts'

type Item = Record<string, unknown>

/** An opening of JSearch. The provider guesses nothing about the currency and neither does winnow. Pure. */
export function jsearchRecord(item: Item): CollectedRecord {
  const url = textOf(item.job_apply_link) ?? textOf(item.job_google_link)
  const country = textOf(item.job_country)
  const code = country === null ? null : countryCode(country)
  const place = placeOf({ city: item.job_city, region: item.job_state, country }, item.job_location)
  const direct = objectsIn(item.apply_options).find(({ is_direct }) => booleanOf(is_direct) === true)
  const apply = textOf(direct?.apply_link)
  const pay = payOf(item)
  const types =
    textsOf(item.job_employment_types) ?? textsOf([item.job_employment_type_text ?? item.job_employment_type])
  return {
    external_job_id: textOf(item.job_id),
    job_title: textOf(item.job_title),
    company_name: textOf(item.employer_name),
    location: place?.raw ?? null,
    external_url: url,
    apply_url: apply === url ? null : apply,
    posted_on: textOf(item.job_posted_at_datetime_utc) ?? instantOf(item.job_posted_at_timestamp) ?? agoOf(item),
    deadline: textOf(item.job_offer_expiration_datetime_utc) ?? instantOf(item.job_offer_expiration_timestamp),
    employment_type: types,
    job_description: textOf(item.job_description),
    places: place === null ? [] : [place],
    salary: pay.salary ?? null,
    salary_range: pay.stated,
    columns: {
      ...statedColumns(item, url),
      ...placeColumns(item, code),
      ...arrangementNamed(item.work_arrangement),
      ...highlightColumns(item),
      ai_employment_type: employmentTypesAmong(types),
      ai_experience_level: levelOf(item.job_required_experience),
      ai_job_language: languageOf(item.job_posting_language),
    },
    notes: { ...pay.notes, ...(country === null ? { country: 'unknown_country' } : {}) },
  }
}

/** Seconds since 1970 as milliseconds. */
function instantOf(seconds: unknown): number | null {
  const value = numberOf(seconds)
  return value === null || value <= 0 ? null : Math.round(value * 1_000)
}

/** "3 days ago": all that some publishers tell. */
function agoOf(item: Item): string | null {
  return textOf(item.job_posted_at) ?? textOf(item.job_posted_human_readable)
}

/** Numbers, and the pay as it is written where that is a text. */
function payOf(item: Item): Pick<CollectedRecord, 'salary' | 'notes'> & { stated: string | null } {
  const one = numberOf(item.job_salary)
  const stated = textOf(item.job_salary_string) ?? (one === null ? textOf(item.job_salary) : null)
  const [min, max] = [item.job_min_salary ?? one, item.job_max_salary ?? one]
  return { ...payIn({ min, max, currency: item.job_salary_currency, period: item.job_salary_period }, stated), stated }
}

/** `job_publisher` is the board that Google found it on: linkedin, indeed, or the employer's own. */
function statedColumns(item: Item, url: string | null): CollectedColumns {
  return {
    organization_url: textOf(item.employer_website),
    organization_logo: textOf(item.employer_logo),
    remote: booleanOf(item.job_is_remote),
    ats_platform: textOf(item.job_publisher)?.toLowerCase() ?? null,
    source_domain: url === null ? null : (URL.parse(url)?.hostname ?? null),
    ...(booleanOf(item.job_apply_is_direct) === true ? { source_type: 'career-site' } : {}),
  }
}

function placeColumns(item: Item, code: string | null): CollectedColumns {
  const [city, region] = [textOf(item.job_city), textOf(item.job_state)]
  const country = code === null ? null : countryName(code)
  const [lat, lng] = [numberOf(item.job_latitude), numberOf(item.job_longitude)]
  const point = lat !== null && lng !== null && (lat !== 0 || lng !== 0) ? { lat, lng } : null
  return {
    locations_derived: city === null ? null : textsOf([joined([city, region, country], ', ')]),
    cities_derived: textsOf([city]),
    regions_derived: textsOf([region]),
    countries_derived: textsOf([country]),
    lats_derived: point && [point.lat],
    lngs_derived: point && [point.lng],
  }
}

/** The provider's extracts of the text, in the order of the text. */
function highlightColumns(item: Item): CollectedColumns {
  const highlights = objectOf(item.job_highlights)
  return {
    ai_requirements_summary: joined(textsOf(highlights.Qualifications) ?? [], '\n'),
    ai_core_responsibilities: joined(textsOf(highlights.Responsibilities) ?? [], '\n'),
    ai_benefits: textsOf(highlights.Benefits) ?? textsOf(item.job_benefits),
    ai_key_skills: textsOf(item.job_required_skills),
  }
}

/** Months of experience where they are given; "none required" is a band of its own. */
function levelOf(value: unknown): NonNullable<CollectedColumns['ai_experience_level']> | null {
  const { no_experience_required, required_experience_in_months } = objectOf(value)
  const months = numberOf(required_experience_in_months)
  if (months !== null) return levelOfYears(months / 12)
  return booleanOf(no_experience_required) === true ? '0-2' : null
}
