/** What `winnow extract` is told to read: files, folders, patterns, addresses and stdin, each as one page. */
import { glob, readdir, readFile, stat } from 'node:fs/promises'
import { basename, extname, join, relative } from 'node:path'
import { asWinnowError, errors, type WinnowError } from '../errors.ts'

/** One page to read; `input` is its name in the answer. Without a body it is fetched. */
export type PageInput = { input: string; url: string | null; file?: string; stdin?: true }

export type PageBody = { body?: Uint8Array; content_type?: string }

/** Addresses by file name, from --urls. */
export type Addresses = Readonly<Record<string, string>>

const PAGES = ['.html', '.htm', '.xhtml', '.pdf', '.txt', '.md']
const TYPES: Readonly<Record<string, string>> = { '.pdf': 'application/pdf', '.txt': 'text/plain', '.md': 'text/plain' }
/** A page of more is a mistake, and would be refused after it has filled the memory. */
const LARGEST_BYTES = 50_000_000

export function isAddress(typed: string): boolean {
  return /^https?:\/\//i.test(typed)
}

/** The pages that one argument names, in the order of their names; why it names none as an error in its place. */
export async function pagesOf(
  typed: string,
  path: (typed: string) => string,
): Promise<(PageInput | { input: string; fault: WinnowError })[]> {
  if (typed === '-') return [{ input: '-', url: null, stdin: true }]
  if (isAddress(typed)) return [{ input: typed, url: typed }]
  const found = await stat(path(typed)).catch(() => null)
  if (found?.isFile()) return [{ input: typed, url: null, file: path(typed) }]
  const files = found?.isDirectory() ? await filesIn(path(typed)) : await matching(typed, path(''))
  if (files.length === 0) return [{ input: typed, fault: errors.fileUnreadable(typed) }]
  return files.map((file) => ({
    input: found ? join(typed, relative(path(typed), file)) : relative(path(''), file),
    url: null,
    file,
  }))
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile() && PAGES.includes(extname(entry.name).toLowerCase()))
  return files.map(({ parentPath, name }) => join(parentPath, name)).sort()
}

/** A pattern that the shell left as it was. */
async function matching(pattern: string, cwd: string): Promise<string[]> {
  if (!/[*?[{]/.test(pattern)) return []
  const files: string[] = []
  for await (const entry of glob(pattern, { cwd, withFileTypes: true }))
    if (entry.isFile()) files.push(join(entry.parentPath, entry.name))
  return files.sort()
}

/** Reads --urls: a JSON object of file names and their addresses. Throws FILE_UNREADABLE or BAD_OPTION_VALUE. */
export async function readAddresses(file: string): Promise<Addresses> {
  const text = await readFile(file, 'utf8').catch((error) => {
    throw errors.fileUnreadable(file, error)
  })
  const wrong = () => errors.badOptionValue('--urls', 'a JSON file such as {"page.html": "https://jobs.example/1"}')
  let map: unknown
  try {
    map = JSON.parse(text)
  } catch {
    throw wrong()
  }
  const isMap = typeof map === 'object' && map !== null && !Array.isArray(map)
  if (!isMap || Object.values(map as object).some((url) => typeof url !== 'string')) throw wrong()
  return map as Addresses
}

/** The address of a file by the map: under its name as typed, its file name, or that without its ending. */
export function addressIn(map: Addresses, { input, file }: PageInput): string | null {
  const name = basename(file ?? input)
  for (const key of [input, file ?? input, name, basename(name, extname(name))])
    if (Object.hasOwn(map, key)) return map[key] ?? null
  return null
}

/** The bytes of a page that is not fetched. Throws FILE_UNREADABLE or PAYLOAD_TOO_LARGE. */
export async function readInput({ input, file, stdin }: PageInput): Promise<PageBody> {
  if (stdin) return { body: await bytesOf(process.stdin) }
  if (file === undefined) return {}
  try {
    const { size } = await stat(file)
    if (size > LARGEST_BYTES) throw errors.payloadTooLarge(LARGEST_BYTES)
    const content_type = TYPES[extname(file).toLowerCase()]
    return { body: await readFile(file), ...(content_type ? { content_type } : {}) }
  } catch (error) {
    throw asWinnowError(error).code === 'PAYLOAD_TOO_LARGE' ? error : errors.fileUnreadable(input, error)
  }
}

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > LARGEST_BYTES) throw errors.payloadTooLarge(LARGEST_BYTES)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
