/**
 * Measures the skill linker on labelled postings: `npm run eval -- ...` or `node bench/eval/skills.ts FOLDER`. The folder holds
 * `*.jsonl.gz` with one document a line: sentences of tokens with BIO tags for skill and knowledge spans (SkillSpan's shape).
 * A mention is a hit when it overlaps a labelled span of either kind; a knowledge span counts as found when a mention overlaps it.
 * Labels depend on where a name stands ("Python" in a title has none), so the mentions without a label are also split by whether the same
 * words are labelled somewhere else in the set. Grounding is the share of mentions whose quote is the text at their offsets.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { createLinker } from '../../src/pipeline/taxonomy/linker.ts'
import { loadTaxonomy } from '../../src/pipeline/taxonomy/load-taxonomy.ts'
import { skillsOfText } from '../../src/pipeline/workflow/builtin/skills/skills-of-text.ts'

type Sentence = { tokens: string[]; tags_skill: string[]; tags_knowledge: string[] }
type Labelled = { start: number; end: number; kind: 'skill' | 'knowledge' }

const folder = process.argv[2]
if (folder === undefined) {
  console.error('Usage: node bench/eval/skills.ts FOLDER [--misses]')
  process.exit(2)
}
const listMisses = process.argv.includes('--misses')
const linker = createLinker(loadTaxonomy())
const documents = readdirSync(folder)
  .filter((file) => file.endsWith('.jsonl.gz'))
  .flatMap((file) =>
    gunzipSync(readFileSync(join(folder, file)))
      .toString('utf8')
      .trim()
      .split('\n'),
  )
  .map((line): Sentence[] => JSON.parse(line).sentences)

const laidOut = documents.map(layOut)
const labelledWords = new Set(
  laidOut.flatMap(({ text, labels }) => labels.map(({ start, end }) => text.slice(start, end).toLowerCase())),
)

for (const [name, link] of [
  ['all mentions (linker)', (text: string) => linker.link(text)],
  ['asked skills (skillsOfText)', (text: string) => skillsOfText(text, linker)],
] as const) {
  const total = { mentions: 0, hits: 0, grounded: 0, spans: 0, found: 0, hard: 0, hardHits: 0 }
  const wrong = new Map<string, number>()
  let labelledElsewhere = 0
  const missed = new Map<string, number>()
  for (const { text, labels } of laidOut) {
    const mentions = link(text)
    const names = new Set(mentions.map(({ skill_id }) => skill_id))
    for (const { skill_id, start, end, quote, ...rest } of mentions) {
      const hit = labels.some((label) => label.start < end && start < label.end)
      total.mentions++
      if (hit) total.hits++
      if (text.slice(start, end) === quote) total.grounded++
      if (!('kind' in rest) || rest.kind !== 'soft') {
        total.hard++
        if (hit) total.hardHits++
      }
      if (!hit && labelledWords.has(quote.toLowerCase())) labelledElsewhere++
      if (!hit) count(wrong, `${skill_id} [${quote}]`)
    }
    const everywhere = linker.link(text).filter(({ skill_id }) => names.has(skill_id))
    for (const { start, end, kind } of labels) {
      if (kind !== 'knowledge') continue
      total.spans++
      if (everywhere.some((mention) => mention.start < end && start < mention.end)) total.found++
      else count(missed, text.slice(start, end).toLowerCase())
    }
  }
  const { mentions, hits, grounded, spans, found, hard, hardHits } = total
  console.log(`${name}, ${documents.length} documents`)
  console.log(`  precision ${share(hits, mentions)}, without soft skills ${share(hardHits, hard)}`)
  console.log(
    `  precision when a name labelled anywhere in the set counts ${share(hits + labelledElsewhere, mentions)}`,
  )
  console.log(`  recall of knowledge spans ${share(found, spans)}`)
  console.log(`  grounding ${share(grounded, mentions)}`)
  if (listMisses) {
    console.log('  wrong:', top(wrong))
    console.log('  missed:', top(missed))
  }
}

/** The document as text, sentences on lines of their own, with the labelled spans in it. */
function layOut(sentences: readonly Sentence[]): { text: string; labels: Labelled[] } {
  let text = ''
  const labels: Labelled[] = []
  for (const { tokens, tags_skill, tags_knowledge } of sentences) {
    const open: Partial<Record<Labelled['kind'], Labelled>> = {}
    tokens.forEach((token, index) => {
      if (index > 0) text += ' '
      const start = text.length
      text += token
      for (const [kind, tags] of [
        ['skill', tags_skill],
        ['knowledge', tags_knowledge],
      ] as const) {
        const tag = tags[index] ?? 'O'
        const current = open[kind]
        if (tag.startsWith('I') && current) current.end = text.length
        else if (tag !== 'O') {
          const label = { start, end: text.length, kind }
          open[kind] = label
          labels.push(label)
        } else delete open[kind]
      }
    })
    text += '\n'
  }
  return { text, labels }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
function top(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .sort((left, right) => right[1] - left[1])
    .slice(0, 150)
    .map(([key, times]) => `${key} ${times}`)
    .join('; ')
}
function share(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(1)} % (${part}/${whole})`
}
