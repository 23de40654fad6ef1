import type { ExampleFlag, ExamplePosting, ExampleSkill } from '../../db/example-posting.ts'
import { cut, table, wrap } from '../table.ts'

const WIDTH = 80
const SKILLS_SHOWN = 10
/** Room for a quote with what stands around it: enough to see that the text really asks for it. */
const CONTEXT_WIDTH = 34
const NAME_WIDTH = 22

/** A finished posting with the words of its text behind every claim. */
export function postingText(posting: ExamplePosting): string {
  const { job_title, organization, location_raw, extracted_summary, skills, job_description } = posting
  const more = skills.length - SKILLS_SHOWN
  return [
    cut(`${job_title}`, WIDTH),
    cut([organization, location_raw].filter(Boolean).join(', '), WIDTH),
    '',
    'Summary',
    ...extracted_summary.split('\n').map((line) => wrap(line, WIDTH, '  ', line.startsWith('- ') ? '    ' : '  ')),
    '',
    `Skills (${skills.length}), each with the words that ask for it`,
    table(
      skills.slice(0, SKILLS_SHOWN),
      [
        { title: '  skill', value: ({ name }) => `  ${cut(name, NAME_WIDTH)}` },
        { title: 'weight', value: ({ weight }) => weight },
        { title: 'importance', value: ({ importance }) => importance },
        { title: 'text', value: (skill) => inContext(job_description, skill) },
      ],
      WIDTH,
    ),
    ...(more > 0 ? [`  and ${more} more`] : []),
    '',
    ...likelihoodLines(posting),
  ].join('\n')
}

function likelihoodLines({ ihl_score, ihl_category, ihl_confidence, flags }: ExamplePosting): string[] {
  return [
    `Internal Hire Likelihood ${ihl_score} of 10: ${ihl_category}, confidence ${ihl_confidence}`,
    ...(flags.length === 0
      ? ['  No flag: nothing in the text says that it is already meant for somebody.']
      : flags.flatMap(flagLines)),
  ]
}

function flagLines({ flag, severity, reasoning, evidence }: ExampleFlag): string[] {
  const quote = evidence.quote.replace(/\s+/g, ' ')
  return [`  ${flag} (${severity})`, wrap(reasoning, WIDTH, '    ', '    '), wrap(`"${quote}"`, WIDTH, '    ', '    ')]
}

/** The quote in brackets between the whole words around it that fit. */
function inContext(text: string, { evidence: { start, end } }: ExampleSkill): string {
  const quote = cut(text.slice(start, end).replace(/\s+/g, ' '), CONTEXT_WIDTH - 2)
  const around = Math.floor((CONTEXT_WIDTH - 2 - quote.length) / 2)
  const before = text.slice(Math.max(0, start - around), start).replace(/\s+/g, ' ')
  const after = text.slice(end, end + around).replace(/\s+/g, ' ')
  const cutBefore = start > around ? before.replace(/^\S+/, '') : before
  const cutAfter = end + around < text.length ? after.replace(/\S+$/, '') : after
  return `${cutBefore}[${quote}]${cutAfter}`.trim()
}
