import { importsOf, type SourceFile, withoutComments } from './source-files.ts'

/** From the top down: a file may import its own layer and those under it. */
const LAYERS = ['entry', 'api', 'pipeline', 'db', 'floor'] as const
type Layer = (typeof LAYERS)[number]

const PLACES: Record<string, Layer> = {
  'server.ts': 'entry',
  'app.ts': 'entry',
  'services.ts': 'entry',
  'collection.ts': 'entry',
  cli: 'entry',
  routes: 'api',
  graphql: 'api',
  pipeline: 'pipeline',
  db: 'db',
  'config.ts': 'floor',
  'llm-hosts.ts': 'floor',
  'source-secret.ts': 'floor',
  'error-table.ts': 'floor',
  'errors.ts': 'floor',
  'log.ts': 'floor',
  'metrics.ts': 'floor',
}

/** The way data takes: a stage may import the stages before it. */
const STAGES = ['collect', 'extract', 'store', 'workflow', 'match', 'report']
/** Floors under the stages: any stage may import them, they import no stage. */
const STAGE_FLOORS = ['fetch', 'llm', 'text', 'taxonomy']
/** Drives collecting and matching, so it stands above them; no stage imports it. */
const DRIVER = 'refresh'
const DRIVEN = ['collect', 'extract', 'store', 'match']

/** What opens connections, and the files that may: one guarded way out, Ollama's own, and sockets of this machine. */
const CLIENT = /^(undici|playwright-core|(node:)?(https?|http2)|axios|got|ky|node-fetch|superagent)(\/|$)/
const SOCKET = /^(node:)?(net|tls|dgram)$/
const CLIENT_PLACES = ['src/pipeline/fetch/', 'src/pipeline/llm/ollama-fetch.ts']
/** Takes the names of statuses from node:http, no client. */
const HTTP_WORDS = 'src/routes/error-handler.ts'
const SOCKET_PLACES = ['src/pipeline/fetch/', 'src/cli/socket/', 'src/cli/probes.ts', 'src/db/folder-lock.ts']
const CLIENT_CALLS =
  /(?<![\w.$#]|\bfunction\s)fetch\s*\(|\bglobalThis\s*(\.\s*fetch\b|\[)|\bnew\s+(WebSocket|EventSource|XMLHttpRequest)\b/

const MAX_LINES = 300
const FORBIDDEN_FOLDER = /(^|\/)(utils?|helpers?|common)(\/|\.ts$)/

/** Every breach of the architecture in these files of src/, one line each: the file, and what is wrong. */
export function findBreaches(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    [...importBreaches(file), ...textBreaches(file)].map((breach) => `${file.path}: ${breach}`),
  )
}

function importBreaches(file: SourceFile): string[] {
  const from = placeOf(file.path)
  if (!from.layer) return [`has no place among the layers: ${Object.keys(PLACES).join(', ')}`]
  return importsOf(file).flatMap(({ target, isPackage, typeOnly }) => {
    if (isPackage) return [...packageBreach(file.path, target), ...(typeOnly ? [] : clientBreach(file.path, target))]
    if (target === 'package.json') return []
    if (!target.startsWith('src/')) return [`imports ${target}, which is not part of src`]
    const to = placeOf(target)
    if (!to.layer) return [`imports ${target}, which has no place among the layers`]
    return isAllowed(from, to) ? [] : [`must not import ${target}`]
  })
}

type Place = { top: string; layer: Layer | undefined; stage: string | undefined }

function placeOf(path: string): Place {
  const [, top = '', stage] = path.split('/')
  return { top, layer: PLACES[top], stage: top === 'pipeline' ? stage : undefined }
}

function isAllowed(from: Place, to: Place): boolean {
  if (!from.layer || !to.layer) return false
  if (from.layer !== to.layer) return LAYERS.indexOf(from.layer) < LAYERS.indexOf(to.layer)
  // REST and GraphQL never reach each other: what both need stands under them.
  if (from.layer === 'api') return from.top === to.top
  // A command may start the server; the server knows no command.
  if (from.layer === 'entry') return from.top === to.top || to.top !== 'cli'
  if (from.layer === 'pipeline') return isStageAllowed(from.stage ?? '', to.stage ?? '')
  return true
}

function isStageAllowed(from: string, to: string): boolean {
  if (from === to) return true
  if (STAGE_FLOORS.includes(to)) return true
  if (from === DRIVER) return DRIVEN.includes(to)
  return STAGES.includes(from) && STAGES.includes(to) && STAGES.indexOf(to) < STAGES.indexOf(from)
}

/** One access path to the database: a second one beside it would run inside whatever transaction is open. */
function packageBreach(path: string, name: string): string[] {
  const isDriver = name === 'pg' || name.startsWith('@electric-sql/')
  return isDriver && !path.startsWith('src/db/') ? [`must not import ${name}: only src/db opens databases`] : []
}

/** A second HTTP client would know nothing of private addresses, robots.txt and the hosts that rest. */
function clientBreach(path: string, name: string): string[] {
  const isIn = (places: readonly string[]) => places.some((place) => path.startsWith(place))
  const isBreach =
    (CLIENT.test(name) && !isIn(CLIENT_PLACES) && !(path === HTTP_WORDS && name === 'node:http')) ||
    (SOCKET.test(name) && !isIn(SOCKET_PLACES))
  return isBreach ? [`must not import ${name}: only src/pipeline/fetch reaches out`] : []
}

function textBreaches({ path, text }: SourceFile): string[] {
  const code = withoutComments(text)
  const breaches: string[] = []
  const only = (pattern: RegExp, places: string[], what: string) => {
    if (pattern.test(code) && !places.some((place) => path.startsWith(place))) breaches.push(`must not ${what}`)
  }
  only(/\bprocess\s*\.\s*env\b/, ['src/config.ts'], 'read process.env: only src/config.ts does')
  only(
    /\bprocess\s*\.\s*exit\s*\(/,
    ['src/server.ts', 'src/cli/main.ts'],
    'call process.exit: only server.ts and cli/main.ts do',
  )
  only(
    /\.transaction\(\)[\s\S]{0,80}?\.execute\b/,
    ['src/db/'],
    'open a transaction of kysely: use Database.transaction',
  )
  only(CLIENT_CALLS, CLIENT_PLACES, 'use a client of the runtime: only src/pipeline/fetch reaches out')
  if (FORBIDDEN_FOLDER.test(path)) breaches.push('must be named for what it does, not utils, helpers or common')
  const lines = text.split('\n').length - 1
  if (lines > MAX_LINES && !isData(path)) breaches.push(`has ${lines} lines, more than ${MAX_LINES}`)
  return breaches
}

function isData(path: string): boolean {
  return path.endsWith('.generated.ts') || path.includes('/data/')
}
