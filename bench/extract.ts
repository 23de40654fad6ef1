/**
 * Extraction in milliseconds a page, against htmlparser2 tokenising the same pages and against metascraper reading them. Rounds are
 * interleaved; the ratio is made within each round. Pages: a folder (`npm run bench -- extract FOLDER`), else the project's labelled ones,
 * repeated to the size of ordinary pages. `--memory` reads 10,000 pages and prints the heap on the way.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Parser } from 'htmlparser2'
import { createExtractor } from '../src/pipeline/extract/create-extractor.ts'

const ROUNDS = 5
const WARM_UP = 25
/** Pages of the project are short: bodies are padded with menus and text to what pages weigh. Characters. */
const ORDINARY_PAGE = 60_000
const MEMORY_PAGES = 10_000

const args = process.argv.slice(2)
const folder = args.find((arg) => !arg.startsWith('--'))
const pages = folder ? pagesUnder(folder) : pagesUnder(join(import.meta.dirname, 'eval', 'pages')).map(pad)
const extractor = createExtractor()
const read_at = new Date()
// metascraper takes no address of a reserved top-level domain.
const url = 'https://example.com/p/1'

if (args.includes('--memory')) await memory()
else await speed()

async function speed(): Promise<void> {
  const metascraper = loadMetascraper()
  const runs: Record<'tokenise' | 'extract' | 'metascraper', (html: string) => unknown> = {
    tokenise,
    extract: (body) => extractor.extract({ body, url, read_at }),
    metascraper: (html) => metascraper({ html, url }),
  }
  for (let round = 0; round < WARM_UP; round++) {
    await timed(runs.tokenise)
    await timed(runs.extract)
  }
  await timed(runs.metascraper)
  const times: Record<string, number[]> = { tokenise: [], extract: [], metascraper: [] }
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, run] of Object.entries(runs)) times[name]?.push(await timed(run))
  }
  const size = pages.reduce((sum, { length }) => sum + length, 0) / pages.length
  console.log(
    `${pages.length} pages of ${Math.round(size / 1_000)} thousand characters on average, ${ROUNDS} rounds, milliseconds a page`,
  )
  for (const [name, all] of Object.entries(times)) console.log(`${name.padEnd(12)} ${summary(all, 3)}`)
  const ratio = (of: string, to: string) => (times[of] ?? []).map((time, at) => time / (times[to]?.[at] ?? Number.NaN))
  console.log(`extract / tokenise      ${summary(ratio('extract', 'tokenise'), 2)}   (at most 3)`)
  console.log(`metascraper / extract   ${summary(ratio('metascraper', 'extract'), 2)}   (at least 3)`)
}

/** htmlparser2 as it is used for tokens: every handler is called, and counts. */
function tokenise(html: string): number {
  let tokens = 0
  const count = () => {
    tokens += 1
  }
  const parser = new Parser({ onopentag: count, onclosetag: count, ontext: count }, { decodeEntities: true })
  parser.write(html)
  parser.end()
  return tokens
}

type Metascraper = (page: { html: string; url: string }) => Promise<unknown>

function loadMetascraper(): Metascraper {
  const require = createRequire(import.meta.url)
  const rules = ['title', 'description', 'date', 'author', 'publisher', 'lang', 'url'].map((name) =>
    require(`metascraper-${name}`)(),
  )
  return require('metascraper')(rules) as Metascraper
}

async function timed(run: (html: string) => unknown): Promise<number> {
  const started = performance.now()
  for (const html of pages) await run(html)
  return (performance.now() - started) / pages.length
}

async function memory(): Promise<void> {
  console.log('pages   heap in MB after a collection')
  for (let done = 0; done <= MEMORY_PAGES; done++) {
    if (done % (MEMORY_PAGES / 10) === 0) {
      globalThis.gc?.()
      console.log(`${String(done).padStart(6)}  ${(process.memoryUsage().heapUsed / 1_048_576).toFixed(1)}`)
    }
    await extractor.extract({ body: pages[done % pages.length] ?? '', url, read_at })
  }
}

function pagesUnder(from: string): string[] {
  return readdirSync(from, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((name) => readFileSync(join(from, name), 'utf8'))
}

function pad(html: string, at: number): string {
  const item = (n: number) =>
    `<li class="menu-item level-${n % 3}" data-index="${n}"><a href="/section/${at}/${n}?from=menu" title="Section ${n}">Section ${n} of the site</a></li>\n`
  let menu = ''
  for (let n = 0; menu.length < ORDINARY_PAGE - html.length; n++) menu += item(n)
  return html.replace('</body>', `<footer><ul>${menu}</ul></footer></body>`)
}

function summary(values: readonly number[], digits: number): string {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  return `${middle.toFixed(digits)} (${(sorted[0] ?? Number.NaN).toFixed(digits)} to ${(sorted.at(-1) ?? Number.NaN).toFixed(digits)})`
}
