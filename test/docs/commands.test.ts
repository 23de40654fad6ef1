import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { commands } from '../../src/cli/commands/index.ts'
import { parseOptions } from '../../src/cli/options.ts'
import { find, runCli } from '../../src/cli/run.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { createWorkflow3001 } from '../../src/pipeline/workflow/workflow-3001.ts'
import { openServices } from '../../src/services.ts'
import { postingRows } from '../cli/winnow.ts'
import { answerLike } from '../helpers/fake-answers.ts'
import { startFakeOllama, USUAL_MODELS } from '../helpers/fake-ollama/server.ts'
import { ROOT, readFiles } from '../helpers/source-files.ts'

t.setTimeout(0)

/** Commands that start something else, or serve until they are stopped: each has a test of its own. */
const RUN_ELSEWHERE = [
  /^npm ci && npm (run demo|test)$/, // what .ci/run and test/cli/demo.test.ts do
  /^(INTERNAL_API_KEY=\S+ )?npm start$/, // test/server.test.ts
  /^curl /, // test/routes
  /^export OLLAMA_HOSTS?=/, // test/llm-hosts.test.ts
  /^ollama pull /, // below: the models
  /^npm run eval /, // test/pipeline/extract/evaluation.test.ts
  /^winnow demo/, // test/cli/demo.test.ts
  /^winnow (sources test|collect) acme_board$/, // ask a site: test/cli/collect.test.ts
]

type Line = { file: string; text: string; refused: boolean }

const documents = [...readFiles('*.md'), ...readFiles('docs/**/*.md')]
const lines: Line[] = documents.flatMap(({ path: file, text }) =>
  [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
    block
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [, typed = line, comment = ''] = /^(.*?)\s+# (.*)$/.exec(line) ?? []
        const text = typed.replace(/^npm run --silent winnow -- /, 'winnow ').trim()
        return { file, text, refused: comment.startsWith('refused') }
      }),
  ),
)
const own = lines.filter(({ text }) => text.startsWith('winnow ') && !RUN_ELSEWHERE.some((one) => one.test(text)))

/** Words of a command line as a shell would hand them over, without what stands behind ">". */
function wordsOf(text: string): { argv: string[]; into: string | undefined } {
  const words = [...text.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  )
  const arrow = words.indexOf('>')
  return { argv: words.slice(1, arrow < 0 ? undefined : arrow), into: arrow < 0 ? undefined : words[arrow + 1] }
}

/** What a reader puts in place of these words. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  BATCH:
    "select batch_id from workflow_runs where batch_id is not null and status = 'completed' order by created_at desc limit 1",
  RUN: "select workflow_run_id from workflow_runs where status = 'completed' order by 1 desc limit 1",
  KEY: 'select api_key_id from api_keys order by created_at desc limit 1',
}

t.test('every line of README and docs is a command that this test or another one runs', async (t) => {
  t.ok(own.length > 40, 'the commands are found')
  const unknown = lines.filter((line) => !own.includes(line) && !RUN_ELSEWHERE.some((one) => one.test(line.text)))
  t.same(unknown, [])
})

t.test('every command named in a sentence exists, with its options', async (t) => {
  for (const { path, text } of documents) {
    for (const [, typed = ''] of text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`(winnow [^`<]+)`/g)) {
      const { name, args } = find(wordsOf(typed).argv, Object.keys(commands))
      const command = await commands[name]?.()
      if (!command) t.fail(`${path}: ${typed}`)
      else t.doesNotThrow(() => parseOptions(command, args), `${path}: ${typed}`)
    }
  }
})

t.test('the models that the README pulls are those that a new database asks for', async (t) => {
  const pulled = lines
    .filter(({ file }) => file === 'README.md')
    .flatMap(({ text }) => text.match(/(?<=^ollama pull )\S+/) ?? [])
  const wanted = [...createWorkflow3001().steps.values()].flatMap(({ model }) => model ?? [])
  t.same(pulled.toSorted(), [...new Set(wanted)].filter((model) => model !== 'builtin').sort())
})

t.test('the commands do what they say, one after the other', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-docs-'))
  const rows = postingRows(3).map((row) => JSON.stringify(row))
  mkdirSync(join(folder, 'samples'))
  for (const name of ['postings.jsonl', 'samples/postings.jsonl']) writeFileSync(join(folder, name), rows.join('\n'))
  for (const pages of ['samples/pages', 'bench/eval/pages'])
    cpSync(join(ROOT, pages), join(folder, pages), { recursive: true })
  copyFileSync(join(ROOT, 'samples/pages/pflegefachkraft.html'), join(folder, 'page.html'))
  for (const name of ['README.md', 'description.txt']) copyFileSync(join(ROOT, 'README.md'), join(folder, name))
  const ollama = await startFakeOllama(t, {
    models: [...USUAL_MODELS, 'mistral'],
    timeScale: 2_000,
    answer: ({ text, format }) =>
      text.startsWith('Answer with JSON: is water wet?') ? '{"wet":true}' : answerLike({ prompt: text, format }),
  })
  const config = readConfig({
    DATA_DIR: join(folder, '.winnow'),
    OLLAMA_HOST: ollama.url,
    PORT: '0',
    AIDJOBS_METRICS_FILE: join(folder, 'metrics.json'),
  })
  const log = await createLog({ level: 'silent' })
  const services = await openServices({ config, log })
  t.teardown(async () => {
    await services.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const typedFor = async (word: string) => {
    const query = PLACEHOLDERS[word]
    return query ? String((await services.database.raw(query, { write: false })).rows[0]?.[0]) : word
  }

  for (const { file, text, refused } of new Map(own.map((line) => [line.text, line])).values()) {
    const { argv, into } = wordsOf(text.replaceAll('/tmp/', `${folder}/`))
    const given: string[] = []
    for (const word of argv) given.push(await typedFor(word))
    const printed: string[] = []
    const remarks: string[] = []
    const code = await runCli(given, commands, 'test', {
      output: {
        stdout: (more) => void printed.push(more),
        stderr: (more) => void remarks.push(more),
        terminal: false,
        columns: 100,
      },
      cwd: folder,
      signal: new AbortController().signal,
      caller: 'cli:test',
      config: () => config,
      log: async () => log,
      openServices: async () => services,
      closeServices: async () => undefined,
    })
    const [stdout, said] = [printed.join(''), remarks.join('')]
    if (into) writeFileSync(into.startsWith('/') ? into : join(folder, into), stdout)
    const nothingFailed = argv.includes('--retry-failed') && said.includes('Nothing of batch')
    t.equal(code === 0 || nothingFailed, !refused, `${file}: ${text}\n${said || stdout.slice(-400)}`)
  }
})
