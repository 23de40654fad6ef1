import { createHash, randomUUID } from 'node:crypto'
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const SOURCES = ['entry.jsx', 'examples.ts', 'page.css', 'bundle.ts'].map((file) => join(import.meta.dirname, file))
const PACKAGES = ['graphiql', '@graphiql/react', 'react', 'react-dom', 'monaco-editor', 'monaco-graphql', 'esbuild']
const MODULES = join(import.meta.dirname, '..', '..', '..', 'node_modules')

const ENTRIES = {
  main: join(import.meta.dirname, 'entry.jsx'),
  'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
}

/** Where bundles are kept: beside the packages, or under the system's temporary folder where those are read-only. */
export const BUNDLE_FOLDERS = [join(MODULES, '.cache', 'winnow', 'graphiql'), join(tmpdir(), 'winnow-graphiql')]

/**
 * The folder of the page's files, made of main.js, main.css, the editors' workers and what they share. It is built when no folder has
 * these sources and versions yet: a few seconds, and never at start. Two processes may build at once; the first to end is kept.
 * Throws when no folder can be written.
 */
export async function bundleGraphiql(folders: readonly string[] = BUNDLE_FOLDERS): Promise<string> {
  const version = await versionOf()
  for (const folder of folders) if (await exists(join(folder, version, 'main.js'))) return join(folder, version)
  let failure: unknown
  for (const folder of folders) {
    try {
      return await buildInto(folder, version)
    } catch (error) {
      if (!['EACCES', 'EROFS', 'EPERM'].includes(String((error as NodeJS.ErrnoException).code))) throw error
      failure = error
    }
  }
  throw failure
}

async function buildInto(folder: string, version: string): Promise<string> {
  const draft = join(folder, `draft-${randomUUID()}`)
  const target = join(folder, version)
  await mkdir(draft, { recursive: true })
  try {
    // Loaded here, since only the first reader of the page needs it.
    const { build } = await import('esbuild')
    const { outputFiles } = await build({
      entryPoints: ENTRIES,
      outdir: draft,
      write: false,
      bundle: true,
      splitting: true,
      format: 'esm',
      target: 'es2022',
      // Also makes React's production build of it.
      minify: true,
      jsx: 'automatic',
      loader: { '.ttf': 'file' },
      legalComments: 'none',
      logLevel: 'silent',
    })
    for (const { path, contents } of outputFiles) await writeFile(path, contents)
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (!(await exists(join(target, 'main.js')))) throw error
  }
  return target
}

/** Changes with the page's own files and with the packages in it. */
async function versionOf(): Promise<string> {
  const hash = createHash('sha256')
  for (const source of SOURCES) hash.update(await readFile(source))
  for (const name of PACKAGES) hash.update(`${name} ${await packageVersion(name)}`)
  return hash.digest('hex').slice(0, 16)
}

async function packageVersion(name: string): Promise<string> {
  const paths = createRequire(import.meta.url).resolve.paths(name) ?? []
  for (const path of paths) {
    const file = join(path, name, 'package.json')
    if (await exists(file)) return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version
  }
  return 'unknown'
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
