import { findExperience } from '../normalise/experience.ts'
import type { PostingFacts, RuleFinding } from './posting-facts.ts'

export type ExperienceLevel = '0-2' | '2-5' | '5-10' | '10+'

/** Whoever leads juniors is none. */
const LEADS =
  /(?<!\p{L})(?:head|lead|leader|leiter(?:in)?|leitung|director|manager(?:in)?|ausbilder(?:in)?|coordinator|recruiter)(?!\p{L})/iu
const STARTERS =
  /(?<!\p{L})(?:junior|jr\.?|trainee|entry[- ]level|internship|intern(?= *(?:$|[-–,:(/|]))|werkstudent(?:in)?|werkstudierende|working student|praktik(?:um|ant(?:in)?)|pflichtpraktikum|auszubildende[rn]?|azubis?|ausbildung (?:als|zum|zur)|duales? studium|berufseinsteiger(?:in)?|apprentice(?:ship)?|graduate (?:program(?:me)?|scheme|trainee|analyst))(?!\p{L})/iu
const EXPERIENCED = /(?<!\p{L})(?:senior|sr\.?)(?!\p{L})/iu
const TOP = /(?<!\p{L})(?:vice president|chief \p{L}+ officer|senior director|managing director)(?!\p{L})/iu

/**
 * The band of years that the least asked for falls into; where no years are asked for, what the title says plainly: starters are 0-2,
 * seniors and those who lead an area 5-10, because few openings of the kind ask for less.
 */
export function experienceLevel({ title, description }: PostingFacts): RuleFinding<ExperienceLevel> | null {
  const starts = LEADS.test(title) ? null : STARTERS.exec(title)
  // Years in the text of an internship are those of study.
  if (starts) return { value: '0-2', confidence: 0.85, raw: starts[0] }
  const years = findExperience(description)
  if (years) {
    const { raw, start, end } = years
    const value = bandOf(years.value.min_years, years.value.max_years)
    if (value !== null) return { value, confidence: 0.85, raw, span: { start, end } }
  }
  const leads = TOP.exec(title) ?? EXPERIENCED.exec(title)
  return leads ? { value: '5-10', confidence: 0.6, raw: leads[0] } : null
}

function bandOf(least: number | null, most: number | null): ExperienceLevel | null {
  if (least !== null) return least < 2 ? '0-2' : least < 5 ? '2-5' : least < 10 ? '5-10' : '10+'
  if (most === null) return null
  return most <= 2 ? '0-2' : most <= 5 ? '2-5' : null
}
