import type { SectionKind } from '../../../text/sections.ts'
import type { PostingText } from '../../posting-text.ts'
import type { Bullet, Complaint, Grade, Summary, SummaryHeader } from '../../records.ts'
import { type BulletSection, candidatesOf } from './candidates.ts'
import { FEWEST_BULLETS } from './choose-bullets.ts'
import { complaint, gradeOf } from './grade.ts'
import { cutsWord, groundingFault } from './grounding.ts'
import { roleOf } from './role.ts'

export const HEADER_OF = {
  responsibilities: 'Key Responsibilities',
  requirements: 'Requirements',
  details: 'Details',
} as const

/** Sections of the posting that may support a bullet of each part; details may stand anywhere. */
const SUPPORT: Record<BulletSection, ReadonlySet<SectionKind>> = {
  responsibilities: new Set<SectionKind>(['responsibilities', 'role', 'other']),
  requirements: new Set<SectionKind>(['requirements', 'role', 'other']),
}

/**
 * Rubric A looks at places: the template is filled from the record (template), every bullet has its passage in this posting
 * (grounding) in a section that speaks of the same matter (placement), and no part is left emptier than the posting (coverage).
 */
export function gradeByRubricA(posting: PostingText, summary: Summary): Grade {
  const complaints: Complaint[] = [...templateFaults(posting, summary)]
  for (const part of ['responsibilities', 'requirements', 'details'] as const) {
    const header = HEADER_OF[part]
    for (const bullet of summary[part]) complaints.push(...bulletFaults(posting, header, bullet))
    if (part === 'details') continue
    for (const bullet of summary[part]) {
      const kind = sectionOf(posting, bullet)
      if (kind !== null && !SUPPORT[part].has(kind))
        complaints.push(
          complaint(header, 'placement', `"${opening(bullet.text)}" stands in the posting's ${kind} section`),
        )
    }
    if (summary[part].length >= FEWEST_BULLETS) continue
    const available = candidatesOf(posting, part).filter(({ sound }) => sound).length
    const wanted = Math.min(FEWEST_BULLETS, available)
    if (summary[part].length < wanted)
      complaints.push(
        complaint(
          header,
          'coverage',
          `${summary[part].length} of at least ${wanted} bullets that the posting has to offer`,
        ),
      )
  }
  return gradeOf(complaints)
}

function* templateFaults(posting: PostingText, summary: Summary): Generator<Complaint> {
  const expected: [SummaryHeader, string | null, string | null][] = [
    ['Role', summary.role, roleOf(posting)],
    ['Company', summary.company, posting.company],
    ['Location', summary.location, posting.location],
    ['Job ID', summary.job_id, posting.job_id],
  ]
  for (const [header, stated, recorded] of expected)
    if (stated !== recorded)
      yield complaint(
        header,
        'template',
        `says "${stated ?? 'nothing'}" where the record has "${recorded ?? 'nothing'}"`,
      )
}

function* bulletFaults(posting: PostingText, header: SummaryHeader, bullet: Bullet): Generator<Complaint> {
  const fault = groundingFault(posting, bullet)
  if (fault) yield complaint(header, 'grounding', `"${opening(bullet.text)}": ${fault}`)
  else if (cutsWord(posting, bullet))
    yield complaint(header, 'grounding', `"${opening(bullet.text)}": its evidence cuts a word`)
}

function sectionOf({ sections }: PostingText, { evidence }: Bullet): SectionKind | null {
  return sections.find(({ start, end }) => start <= evidence.start && evidence.start < end)?.kind ?? null
}

const opening = (text: string): string => (text.length > 80 ? `${text.slice(0, 78)}…` : text)
