/**
 * Rebuilds the two data files that come from published lists. What is written by hand in data/ is read first and keeps its spellings.
 *
 *     node src/pipeline/taxonomy/build.ts --onet onet.tsv --esco esco.tsv --linguist linguist-languages/data
 *       --icons simple-icons/data/simple-icons.json --words words.json
 *
 * `--onet`: name, commodity, hot, occupations per line; `--esco`: uri, reuse level, label, alternatives (|) per line; `--linguist` and
 * `--icons` are data of the npm packages linguist-languages and simple-icons; `--words` is a JSON array of English words.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { createEnglish } from './build/english.ts'
import { type Entry, renderEntries } from './build/entry.ts'
import { type EscoRow, fromEsco } from './build/occupations.ts'
import { fromLinguist, fromOnet, fromSimpleIcons } from './build/technologies.ts'
import { createFoldTable, foldedKey } from './fold.ts'
import { GENERATED_FILES } from './load-taxonomy.ts'
import { readEntries } from './read-entries.ts'
import { slugOf } from './taxonomy.ts'

const TECHNOLOGIES_FROM = [
  'Contains information from O*NET, U.S. Department of Labor, Employment and Training Administration (USDOL/ETA), used under the',
  'CC BY 4.0 license (https://creativecommons.org/licenses/by/4.0/). O*NET is a trademark of USDOL/ETA, which has not approved or',
  'tested these modifications: names were selected and shortened. Languages: Linguist (MIT, by linguist-languages). Tools: Simple',
  'Icons (CC0-1.0); the names may be trademarks of their owners. Made by src/pipeline/taxonomy/build.ts: do not edit.',
]
const OCCUPATIONS_FROM = [
  'This service uses the ESCO classification of the European Commission (Decision 2011/833/EU). Labels were selected.',
  'Made by src/pipeline/taxonomy/build.ts: do not edit.',
]

const { values: paths } = parseArgs({
  options: {
    onet: { type: 'string' },
    esco: { type: 'string' },
    linguist: { type: 'string' },
    icons: { type: 'string' },
    words: { type: 'string' },
  },
})

const folder = join(import.meta.dirname, 'data')
const table = createFoldTable()
const taken = new Set<string>()
const ids = new Set<string>()
for (const file of readdirSync(folder)) {
  if (!file.endsWith('.tsv') || (GENERATED_FILES as readonly string[]).includes(file)) continue
  for (const { skill_id, spellings } of readEntries(readFileSync(join(folder, file), 'utf8'), file)) {
    ids.add(skill_id)
    for (const { text } of spellings) taken.add(foldedKey(text, table))
  }
}

const esco = rowsOf(given('esco')).map(
  ([, , label = '', alternatives = '']): EscoRow => ({ label, alternatives: alternatives.split('|') }),
)
const english = createEnglish(
  JSON.parse(readFileSync(given('words'), 'utf8')),
  esco.flatMap(({ label, alternatives }) => [label, ...alternatives]),
)
const onet = rowsOf(given('onet')).map(([name = '', commodity = '', , occupations]) => ({
  name,
  commodity,
  occupations: Number(occupations),
}))
const languages = await Promise.all(
  readdirSync(given('linguist'))
    .filter((file) => file.endsWith('.js'))
    .map(async (file) => (await import(pathToFileURL(join(given('linguist'), file)).href)).default),
)
const icons = JSON.parse(readFileSync(given('icons'), 'utf8'))

const technologies = unseen([
  ...fromLinguist(languages, english),
  ...fromOnet(onet, english),
  ...fromSimpleIcons(icons, english),
])
const occupations = unseen(fromEsco(esco, english))
writeFileSync(join(folder, 'technologies.tsv'), renderEntries(TECHNOLOGIES_FROM, technologies))
writeFileSync(join(folder, 'occupations.tsv'), renderEntries(OCCUPATIONS_FROM, occupations))
console.log(`technologies ${technologies.length}, occupations ${occupations.length}`)

/** Leaves out names and aliases that an earlier entry has. */
function unseen(entries: readonly Entry[]): Entry[] {
  return entries.flatMap((entry) => {
    const name = entry.name.replace(/!$/, '')
    const id = slugOf(name)
    if (id === '' || ids.has(id) || !take(name)) return []
    ids.add(id)
    return [{ ...entry, aliases: entry.aliases.filter((alias) => take(alias.replace(/!$/, ''))) }]
  })
}

function take(name: string): boolean {
  const key = foldedKey(name, table)
  if (taken.has(key)) return false
  taken.add(key)
  return true
}

function given(name: keyof typeof paths): string {
  const path = paths[name]
  if (path === undefined) throw new TypeError(`--${name} is missing`)
  return path
}

function rowsOf(path: string): string[][] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
}
