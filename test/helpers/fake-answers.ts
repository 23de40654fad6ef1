import { createHash } from 'node:crypto'

/** A question as a server gets it: the words of all messages, and the JSON schema of the answer. */
export type FakeRequest = { prompt: string; format: unknown }

export type FakeOptions = {
  /** Share of postings whose drafted summary fails its graders, chosen by the posting's text. */
  failing?: number
  /** Share of those whose improved summary fails again. */
  failingAgain?: number
}

// biome-ignore lint/suspicious/noExplicitAny: a JSON schema as data
type Schema = Record<string, any>

/**
 * What a good and steady model would answer to any of the eleven conversations, made from the prompt alone: the posting is found inside
 * its marks, the conversation by the fields of the schema. The same prompt always has the same answer.
 */
export function answerLike(
  { prompt, format }: FakeRequest,
  { failing = 0, failingAgain = 0 }: FakeOptions = {},
): string {
  const fields: Schema = (format as Schema).properties ?? {}
  const posting = textBetweenMarks(prompt, 'posting') ?? ''
  const sentences = sentencesOf(posting)
  const answer = () => {
    if (fields.complaints) {
      const again = ruleNames(fields).length > 5
      const fails = share(posting) < failing && (!again || share(`again ${posting}`) < failingAgain)
      return gradeAs(fails, fields, sentences)
    }
    if (fields.responsibilities?.items?.type === 'string')
      return copiedBullets(textBetweenMarks(prompt, 'summary') ?? '')
    if (fields.responsibilities) return summaryOf(sentences)
    if (fields.items) return ticketOf(textBetweenMarks(prompt, 'complaints') ?? '')
    if (fields.skills) return { skills: skillsOf(sentences) }
    if (fields.flags) return analysisOf(sentences)
    if (fields.counter_evidence) return challengeOf(sentences, textBetweenMarks(prompt, 'analysis') ?? '')
    if (fields.candidate_pool) return expertOf(sentences, textBetweenMarks(prompt, 'analysis') ?? '')
    throw new TypeError(`no conversation asks for ${Object.keys(fields).join(', ')}`)
  }
  return JSON.stringify(answer())
}

/** The text that stands between the marks of a name; undefined where the prompt has none. */
export function textBetweenMarks(prompt: string, name: string): string | undefined {
  for (const { 1: key = '', index, 0: mark } of prompt.matchAll(new RegExp(`<<<${name} (\\S+)>>>\n`, 'g'))) {
    if (key === 'KEY') continue
    const end = prompt.indexOf(`\n<<<end ${name} ${key}>>>`, index)
    if (end >= 0) return prompt.slice(index + mark.length, end)
  }
  return undefined
}

/** Sentences and bullets of a posting, without its title line: each is a passage of it, to the letter. */
function sentencesOf(posting: string): string[] {
  const body = posting.slice(posting.indexOf('\n\n') + 2)
  return body
    .split(/\n|(?<=[.!?])\s+(?=\p{Lu})/u)
    .map((sentence) => cut(sentence.replace(/^[\s\-–*•·]+/, '').trim(), 180))
    .filter((sentence) => sentence.split(/\s+/).length >= 3)
}

const ASKS =
  /experience|knowledge|degree|skill|fluent|certif|ability|proficien|erfahrung|kenntnis|studium|ausbildung|abschluss|fähig/i

function summaryOf(sentences: readonly string[]) {
  const unique = [...new Set(sentences)]
  const asked = unique.filter((sentence) => ASKS.test(sentence))
  const told = unique.filter((sentence) => !ASKS.test(sentence))
  const bullets = (list: readonly string[]) => list.map((quote) => ({ quote, text: quote }))
  const duties = (told.length > 0 ? told : unique).slice(0, 4)
  return {
    responsibilities: bullets(duties),
    requirements: bullets([...asked, ...told].filter((quote) => !duties.includes(quote)).slice(0, 4)),
    details: [],
  }
}

function gradeAs(fails: boolean, fields: Schema, sentences: readonly string[]) {
  if (!fails) return { complaints: [], verdict: 'PASS' }
  const [rule] = ruleNames(fields)
  const message = 'The summary does not hold what this passage says.'
  return {
    complaints: [{ section: 'Requirements', rule, quote: cut(sentences[0] ?? '', 150), message }],
    verdict: 'FAIL',
  }
}

function ruleNames(fields: Schema): string[] {
  return fields.complaints?.items?.properties?.rule?.enum ?? []
}

function ticketOf(complaints: string) {
  const sections = [...new Set([...complaints.matchAll(/^- ([\p{L} ]+) \(/gmu)].map(([, section = '']) => section))]
  const items = sections.map((section) => ({
    section,
    issue: 'The section does not say what the posting says.',
    check: 'Compare each bullet with its passage.',
  }))
  return { items: items.slice(0, 6), advice: 'Read the posting and write the section again.' }
}

function copiedBullets(summary: string) {
  const under = (header: string) => {
    const [, lines = ''] = summary.split(`${header}:\n`)
    const bullets: string[] = []
    for (const line of lines.split('\n')) {
      if (!line.startsWith('- ')) break
      if (line !== '- Not stated') bullets.push(line.slice(2))
    }
    return bullets
  }
  return {
    responsibilities: under('Key Responsibilities'),
    requirements: under('Requirements'),
    details: under('Details'),
  }
}

function skillsOf(sentences: readonly string[]) {
  const found = new Map<string, string>()
  for (const quote of sentences.filter((sentence) => ASKS.test(sentence)))
    for (const { 1: name = '' } of quote.matchAll(/\s(\p{Lu}[\p{L}+#]{2,20})(?=[\s,.;)]|$)/gu))
      if (!found.has(name)) found.set(name, quote)
  return [...found].slice(0, 12).map(([name, quote], place) => ({
    name,
    quote,
    reasoning: 'Asked for by name.',
    importance: place < 3 ? 'critical' : 'important',
    weight: Math.max(35, 80 - 4 * place),
    proficiency: 'intermediate',
    years_required: 0,
  }))
}

const TAKEN =
  /(?:candidate|person) (?:has|was) (?:already )?(?:been )?(?:identified|chosen|selected)|only internal|internal (?:candidates|applicants) only/i

function analysisOf(sentences: readonly string[]) {
  const flags = sentences
    .filter((sentence) => TAKEN.test(sentence))
    .slice(0, 2)
    .map((quote) => ({ quote, flag: 'candidate_identified', reasoning: 'The words say so.', severity: 'HIGH' }))
  return flags.length > 0
    ? { flags, judgement: 'Somebody has been chosen.', suggested_score: 8, verdict: 'PRE_WIRED' }
    : { flags, judgement: 'Nothing points to a certain person.', suggested_score: 1, verdict: 'GENUINE' }
}

function challengeOf(sentences: readonly string[], analysis: string) {
  const flagged = !/Flags:\nnone/.test(analysis)
  const counter_evidence = sentences
    .filter(
      (sentence) => /training|a plus|von vorteil|equivalent|vergleichbar/i.test(sentence) && !TAKEN.test(sentence),
    )
    .slice(0, 2)
    .map((quote, place) => ({
      quote,
      signal: place === 0 ? 'equivalents_accepted' : 'training_offered',
      refutes: 'none',
      effect: 'supports',
      reasoning: 'The words open the search.',
    }))
  const judgement = flagged ? 'Nothing in the posting answers the flags.' : 'There is no flag to answer.'
  return { counter_evidence, judgement, suggested_score: flagged ? 7 : 1, verdict: flagged ? 'WEAK_CASE' : 'GENUINE' }
}

function expertOf(sentences: readonly string[], analysis: string) {
  const flagged = !/Flags:\nnone/.test(analysis)
  return {
    quote: sentences.find((sentence) => TAKEN.test(sentence)) ?? sentences[0] ?? '',
    reasoning: flagged ? 'The flags stand.' : 'An ordinary, open search.',
    candidate_pool: flagged ? 'TINY' : 'MEDIUM',
    score: flagged ? 8 : 2,
    confidence: 'MEDIUM',
  }
}

/** Cut at a blank, so that the rest is still whole words. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, text.lastIndexOf(' ', most)).trimEnd()
}

/** A number of 0 to 1 that a text always has. */
function share(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32
}
