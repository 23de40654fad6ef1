import { languageOf, payIn } from '../board-values.ts'
import type { CollectedColumns, CollectedRecord } from '../collected-record.ts'
import { booleanOf, joined, listOf, numberOf, objectOf, textOf, textsOf } from '../json-values.ts'
import { employmentTypesAmong, experienceLevel } from '../provider-words.ts'
import { statedArrangement, statedHours } from './ai-words.ts'
import { derivedTexts, placesOf } from './places.ts'

type Item = Record<string, unknown>

/** An opening of Active Jobs DB, in either of its two spellings. What the provider derived itself stays under the provider's names. Pure. */
export function activeJobsRecord(item: Item): CollectedRecord {
  const places = placesOf(item)
  const description = textOf(item.description_html) ?? textOf(item.description_text)
  const hours = statedHours(item.ai_working_hours, description)
  const arrangement = statedArrangement(item.ai_work_arrangement)
  const level = experienceLevel(item.ai_experience_level)
  const pay = payOf(item.salary_raw ?? item.salary)
  return {
    external_job_id: textOf(item.id),
    job_title: titleOf(item.title),
    company_name: textOf(item.organization),
    location: joined([...new Set(places.map(({ raw }) => raw))], '; '),
    external_url: textOf(item.url),
    posted_on: textOf(item.date_posted),
    deadline: textOf(item.date_validthrough) ?? textOf(item.date_valid_through),
    employment_type: textsOf(listed(item.employment_type)),
    job_description: description,
    places,
    salary: pay.salary ?? null,
    columns: {
      ...statedColumns(item),
      ...derivedColumns(item),
      ...aiColumns(item),
      ai_work_arrangement: arrangement,
      ai_experience_level: level,
      ai_working_hours: hours.value,
    },
    notes: {
      ...pay.notes,
      ...unread('ai_work_arrangement', item.ai_work_arrangement, arrangement),
      ...unread('ai_experience_level', item.ai_experience_level, level),
      ...(hours.note ? { ai_working_hours: hours.note } : {}),
    },
  }
}

function unread(field: string, given: unknown, value: unknown): Record<string, string> {
  return value === null && textOf(given) !== null ? { [field]: 'unknown_word' } : {}
}

/** Some systems write the title twice, on two lines; the same line again says nothing. */
function titleOf(value: unknown): string | null {
  const lines = (textOf(value) ?? '').split('\n').map((line) => line.trim())
  return joined([...new Set(lines)], ' ')
}

/** Lists come as lists, as one text, and with nulls inside. */
function listed(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value]
}

/** schema.org's MonetaryAmount, whose numbers stand one level down; `value` may also be the number itself. */
function payOf(value: unknown): Pick<CollectedRecord, 'salary' | 'notes'> {
  const pay = objectOf(value)
  const inner = objectOf(pay.value)
  const one = inner.value ?? pay.value
  return payIn({
    min: inner.minValue ?? one,
    max: inner.maxValue ?? one,
    currency: pay.currency ?? inner.currency,
    period: inner.unitText ?? pay.unitText,
  })
}

function statedColumns(item: Item): CollectedColumns {
  return {
    organization_url: textOf(item.organization_url),
    organization_logo: textOf(item.organization_logo),
    remote: booleanOf(item.remote_derived) ?? (item.location_type === 'TELECOMMUTE' ? true : null),
    ats_platform: textOf(item.source)?.toLowerCase() ?? null,
    source_domain: textOf(item.source_domain),
    source_type: textOf(item.source_type),
  }
}

function derivedColumns(item: Item): CollectedColumns {
  const points = pointsOf(item)
  return {
    locations_derived: textsOf(derivedTexts(item)),
    cities_derived: textsOf(item.cities_derived),
    regions_derived: textsOf(item.regions_derived),
    counties_derived: textsOf(item.counties_derived),
    countries_derived: textsOf(item.countries_derived),
    timezones_derived: textsOf(item.timezones_derived),
    lats_derived: points?.map(([lat]) => lat) ?? null,
    lngs_derived: points?.map(([, lng]) => lng) ?? null,
  }
}

/** A point is a pair: one that lacks its other half is left out of both lists, which would otherwise shift against each other. */
function pointsOf(item: Item): [number, number][] | null {
  const lngs = listOf(item.lngs_derived)
  const points = listOf(item.lats_derived).flatMap((lat, index): [number, number][] => {
    const [y, x] = [numberOf(lat), numberOf(lngs[index])]
    return y === null || x === null ? [] : [[y, x]]
  })
  return points.length > 0 ? points : null
}

function aiColumns(item: Item): CollectedColumns {
  return {
    ai_employment_type: employmentTypesAmong(listed(item.ai_employment_type)),
    ai_job_language: languageOf(item.ai_job_language),
    ai_visa_sponsorship: booleanOf(item.ai_visa_sponsorship),
    ai_work_arrangement_office_days: numberOf(item.ai_work_arrangement_office_days),
    ai_key_skills: textsOf(listed(item.ai_key_skills)),
    ai_keywords: textsOf(listed(item.ai_keywords)),
    ai_core_responsibilities: textOf(item.ai_core_responsibilities),
    ai_requirements_summary: textOf(item.ai_requirements_summary),
    ai_education_requirements: textsOf(listed(item.ai_education_requirements)),
    ai_benefits: textsOf(listed(item.ai_benefits)),
    ai_salary_currency: textOf(item.ai_salary_currency),
    ai_salary_unittext: textOf(item.ai_salary_unittext ?? item.ai_salary_unit_text)?.toUpperCase() ?? null,
    ai_salary_minvalue: numberOf(item.ai_salary_minvalue ?? item.ai_salary_min_value),
    ai_salary_maxvalue: numberOf(item.ai_salary_maxvalue ?? item.ai_salary_max_value),
    ai_salary_value: numberOf(item.ai_salary_value),
    ai_taxonomies_a: textsOf(listed(item.ai_taxonomies_a)),
    ai_remote_location: textsOf(listed(item.ai_remote_location)),
    ai_remote_location_derived: textsOf(listed(item.ai_remote_location_derived)),
  }
}
