/**
 * Environment and `.env` -> one typed, frozen Config. This is the only reader of process.env; everybody else is handed a Config.
 * A new variable is one line in SETTINGS. Durations are milliseconds.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { errors, type Fault } from './errors.ts'
import { hostText, type LlmHost, readHosts, readOnlyHost } from './llm-hosts.ts'
import { createSourceSecret, isSourceSecret } from './source-secret.ts'

type Group = 'place' | 'seeds' | 'llm' | 'work' | 'out'
/** Turns the text of a variable into its value, or throws an Error that says what it must be. */
type Parse<T> = (text: string) => T
type Setting<T> = { variable: string; group: Group; parse: Parse<T>; fallback: T; secret: boolean }

const setting = <T>(group: Group, variable: string, parse: Parse<NoInfer<T>>, fallback: T): Setting<T> => {
  return { variable, group, parse, fallback, secret: false }
}
const secret = (group: Group, variable: string, parse: Parse<string>): Setting<string | undefined> => {
  return { variable, group, parse, fallback: undefined, secret: true }
}
const optional = <T>(group: Group, variable: string, parse: Parse<T>): Setting<T | undefined> => {
  return { variable, group, parse, fallback: undefined, secret: false }
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const SETTINGS = {
  databaseUrl: secret('place', 'DATABASE_URL', url('postgres', 'postgresql')),
  dataDir: setting('place', 'DATA_DIR', text, '.winnow'),
  host: setting('place', 'HOST', text, '127.0.0.1'),
  port: setting('place', 'PORT', integer(0, 65_535), 8080),
  role: setting<'all' | 'api' | 'worker'>('place', 'ROLE', oneOf('all', 'api', 'worker'), 'all'),
  nodeEnv: setting('place', 'NODE_ENV', text, 'development'),
  secretKey: secret('place', 'SECRET_KEY', longEnough(16)),
  rateLimitPerMinute: setting('place', 'RATE_LIMIT_PER_MINUTE', integer(1, 100_000_000), 60_000),

  internalApiKey: secret('seeds', 'INTERNAL_API_KEY', headerText),
  extractionUseStorage: setting('seeds', 'EXTRACTION_USE_STORAGE', boolean, false),
  extractionShadowMode: setting('seeds', 'EXTRACTION_SHADOW_MODE', boolean, true),
  jobsTable: setting<'postings'>('seeds', 'JOBS_TABLE', jobsTable, 'postings'),
  metricsFile: setting('seeds', 'AIDJOBS_METRICS_FILE', text, '/tmp/aidjobs_metrics.json'),
  incidentsDir: setting('seeds', 'INCIDENTS_DIR', text, 'incidents'),
  prometheusEndpoint: optional('seeds', 'PROMETHEUS_ENDPOINT', url('http', 'https')),
  activeJobsApiKey: secret('seeds', 'ACTIVEJOBS_API_KEY', headerText),
  jsearchApiKey: secret('seeds', 'JSEARCH_API_KEY', headerText),

  ollamaHost: optional('llm', 'OLLAMA_HOST', text),
  ollamaHosts: optional('llm', 'OLLAMA_HOSTS', text),
  ollamaNumParallel: setting('llm', 'OLLAMA_NUM_PARALLEL', integer(1, 256), 1),
  ollamaMaxLoadedModels: setting('llm', 'OLLAMA_MAX_LOADED_MODELS', integer(1, 64), 1),
  llmMaxWaitMs: setting('llm', 'LLM_MAX_WAIT', duration, 10 * MINUTE),
  embeddingModel: optional('llm', 'EMBEDDING_MODEL', text),
  ihlAbstain: setting('llm', 'IHL_ABSTAIN', boolean, false),

  scheduleTimeZone: setting('work', 'SCHEDULE_TIME_ZONE', timeZone, 'Europe/Berlin'),
  schedules: setting('work', 'SCHEDULES', boolean, false),
  dailyTimes: setting<readonly string[]>('work', 'DAILY_TIMES', timesOfDay, Object.freeze(['6:00'])),
  searchCountry: setting('work', 'SEARCH_COUNTRY', countryCode, 'DE'),
  backfillPages: setting('work', 'BACKFILL_PAGES', integer(1, 1_000), 5),
  backfillWindow: setting<'2w' | '1m' | '6m'>('work', 'BACKFILL_WINDOW', oneOf('2w', '1m', '6m'), '1m'),
  dailyPages: setting('work', 'DAILY_PAGES', integer(1, 1_000), 1),
  queryMinPriority: setting('work', 'QUERY_MIN_PRIORITY', integer(0, 1_000_000), 0),
  refreshAgeMs: setting('work', 'REFRESH_AGE', duration, DAY),
  matchStoreMin: setting('work', 'MATCH_STORE_MIN', integer(0, 100), 30),
  matchLlmMin: setting('work', 'MATCH_LLM_MIN', integer(0, 100), 50),
  retentionInteractionsMs: setting('work', 'RETENTION_INTERACTIONS', duration, 180 * DAY),
  retentionLogsMs: setting('work', 'RETENTION_LOGS', duration, 90 * DAY),
  retentionQueueMs: setting('work', 'RETENTION_QUEUE', duration, DAY),
  fetchIntervalMs: setting('work', 'FETCH_INTERVAL', duration, SECOND),
  fetchTimeoutMs: setting('work', 'FETCH_TIMEOUT', duration, 30 * SECOND),
  fetchContact: optional('work', 'FETCH_CONTACT', contact),
  chromiumPath: optional('work', 'CHROMIUM_PATH', text),

  logLevel: setting('out', 'LOG_LEVEL', oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'), 'info'),
  logFile: optional('out', 'LOG_FILE', text),
  metricsPort: optional('out', 'METRICS_PORT', integer(0, 65_535)),
  metricsKey: secret('out', 'METRICS_KEY', headerText),
  backupDir: optional('out', 'BACKUP_DIR', text),
  smtpUrl: secret('out', 'SMTP_URL', url('smtp', 'smtps')),
  reportTo: setting<readonly string[]>('out', 'REPORT_TO', list, Object.freeze([])),
  reportWebhook: secret('out', 'REPORT_WEBHOOK', url('http', 'https')),
}

type Settings = typeof SETTINGS
type Name = keyof Settings
type Values = { [K in Name]: Settings[K] extends Setting<infer T> ? T : never }

/** The settings of a process; the Ollama servers that OLLAMA_HOSTS or OLLAMA_HOST names; `notes`: what its operator should be told once. */
export type Config = Readonly<
  Values & {
    llmHosts: readonly LlmHost[]
    notes: readonly string[]
    /** See source-secret.ts. */
    sourceSecret(variable: string): string | undefined
  }
>

type Environment = Readonly<Record<string, string | undefined>>
type LookUp = (variable: string) => string | undefined

/** Variables that winnow takes without using them, so that an environment of the earlier systems starts unchanged. */
const UNUSED = ['ANTHROPIC_API_KEY', 'FLASK_ENV']

/** The Config of this process: its environment over the `.env` of `folder`. Throws CONFIG_INVALID with all faults at once. */
export function loadConfig(folder = process.cwd()): Config {
  const file = join(folder, '.env')
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  return readConfig(process.env, fromFile)
}

/** Pure part of loadConfig. An empty value counts as unset. Throws CONFIG_INVALID with all faults at once. */
export function readConfig(environment: Environment, fromFile: Environment = {}): Config {
  // An empty variable of the environment wins over the file too: that is how an operator closes what .env opens.
  const lookUp = (variable: string) => (environment[variable] ?? fromFile[variable])?.trim() || undefined
  const faults: Fault[] = []
  const values: Record<string, unknown> = {}
  for (const [name, { variable, parse, fallback }] of entries()) {
    const given = lookUp(variable)
    try {
      values[name] = given === undefined ? fallback : parse(given)
    } catch (error) {
      faults.push({ pointer: variable, message: (error as Error).message })
      values[name] = fallback
    }
  }
  const read = values as Values
  faults.push(...faultsBetween(read, lookUp))
  const llmHosts = hostsOf(read, faults)
  if (faults.length > 0) throw errors.configInvalid(faults)
  const notes = Object.freeze(notesOn(read, lookUp, fromFile))
  return Object.freeze({ ...read, llmHosts, notes, sourceSecret: createSourceSecret(lookUp) })
}

/** Hosts that say nothing of their own take what OLLAMA_NUM_PARALLEL and OLLAMA_MAX_LOADED_MODELS say of the server. */
function hostsOf(config: Values, faults: Fault[]): readonly LlmHost[] {
  const { ollamaHost, ollamaHosts, ollamaNumParallel: slots, ollamaMaxLoadedModels: loaded } = config
  const pointer = ollamaHosts === undefined ? 'OLLAMA_HOST' : 'OLLAMA_HOSTS'
  try {
    if (ollamaHosts !== undefined) return Object.freeze(readHosts(ollamaHosts, { slots, loaded }))
    return Object.freeze(ollamaHost === undefined ? [] : [readOnlyHost(ollamaHost, { slots, loaded })])
  } catch (error) {
    faults.push({ pointer, message: (error as Error).message })
    return []
  }
}

function faultsBetween(config: Values, lookUp: LookUp): Fault[] {
  const faults: Fault[] = []
  if (config.ollamaHost !== undefined && config.ollamaHosts !== undefined)
    faults.push({ pointer: 'OLLAMA_HOST', message: 'must not be set beside OLLAMA_HOSTS, which names every host' })
  if (config.role !== 'all' && !config.databaseUrl && !lookUp('DATABASE_URL')) {
    const message = `"${config.role}" needs several processes on one database: set DATABASE_URL, or ROLE=all`
    faults.push({ pointer: 'ROLE', message })
  }
  if (config.metricsPort !== undefined && config.metricsPort !== 0 && config.metricsPort === config.port) {
    faults.push({ pointer: 'METRICS_PORT', message: 'must differ from PORT; unset it to serve /metrics there' })
  }
  return faults
}

function notesOn(config: Values, lookUp: LookUp, fromFile: Environment): string[] {
  const known = new Set<string>([...entries().map(([, { variable }]) => variable), ...UNUSED])
  const notes = UNUSED.filter(lookUp).map((variable) => `${variable} is set; winnow does not use it.`)
  for (const variable of Object.keys(fromFile)) {
    if (!known.has(variable) && !variable.startsWith('OTEL_') && !isSourceSecret(variable))
      notes.push(`.env: winnow knows no variable ${variable}.`)
  }
  if (!config.internalApiKey) notes.push('INTERNAL_API_KEY is not set: every keyed address answers 503.')
  else if (config.internalApiKey.length < 16) notes.push('INTERNAL_API_KEY is shorter than 16 characters.')
  if (!config.databaseUrl && config.nodeEnv === 'production') {
    notes.push('The embedded database in production: one process, no safety against power loss. Set DATABASE_URL.')
  }
  return notes
}

/** What `winnow config` prints: each variable with its value, secrets only as "set", and whether it is the default. */
export function describeConfig(
  config: Config,
): { group: Group; variable: string; value: string; isDefault: boolean }[] {
  return entries().map(([name, { group, variable, secret, fallback }]) => {
    const value = config[name]
    const shown = value === undefined ? '(not set)' : secret ? '(set)' : shownAs(name, value, config)
    return { group, variable, value: shown, isDefault: value === fallback }
  })
}

function shownAs(name: Name, value: unknown, { llmHosts }: Config): string {
  if (name === 'ollamaHost' || name === 'ollamaHosts') return llmHosts.map(hostText).join(',')
  if (!name.endsWith('Ms')) return String(value)
  const milliseconds = Number(value)
  const [unit, size] = UNITS.findLast(([, size]) => milliseconds % size === 0) ?? ['ms', 1]
  return `${milliseconds / size}${unit}`
}

function entries(): [Name, Setting<unknown>][] {
  return Object.entries(SETTINGS) as unknown as [Name, Setting<unknown>][]
}

function text(value: string): string {
  return value
}

/** A secret sent in a header: what cannot stand there could never match. */
function headerText(value: string): string {
  if (!/^[\x21-\x7e]+$/.test(value)) throw new Error('must be printable ASCII without blanks')
  return value
}

/** Stands between brackets in the user agent that sites see. */
function contact(value: string): string {
  const isAddress = /^(https?:\/\/[\x21-\x27\x2a-\x7e]+|[\w.+-]+@[\w-]+(\.[\w-]+)+)$/.test(value)
  if (!isAddress) throw new Error('must be a mail address or a URL that starts with http:// or https://')
  return value
}

function longEnough(least: number): Parse<string> {
  return (value) => {
    if (value.length < least)
      throw new Error(`must have at least ${least} characters ("openssl rand -hex 32" makes one)`)
    return value
  }
}

function boolean(value: string): boolean {
  if (value !== 'true' && value !== 'false') throw new Error('must be true or false')
  return value === 'true'
}

function integer(least: number, most: number): Parse<number> {
  return (value) => {
    const number = Number(value)
    const fits = /^\d+$/.test(value) && number >= least && number <= most
    if (!fits) throw new Error(`must be a whole number from ${least} to ${most}`)
    return number
  }
}

function oneOf<T extends string>(...choices: T[]): Parse<T> {
  return (value) => {
    const choice = choices.find((each) => each === value)
    if (choice === undefined) throw new Error(`must be one of ${choices.join(', ')}`)
    return choice
  }
}

function jobsTable(value: string): 'postings' {
  if (value !== 'postings' && value !== 'jobs') throw new Error('must be postings or jobs (the same table), or unset')
  return 'postings'
}

const UNITS: [string, number][] = [['ms', 1], ['s', SECOND], ['m', MINUTE], ['h', HOUR], ['d', DAY]] // biome-ignore format: a table

/** "90s", "10m", "24h", "180d" -> milliseconds. */
function duration(value: string): number {
  const [, amount, name] = /^(\d{1,6})(ms|s|m|h|d)$/.exec(value) ?? []
  const size = UNITS.find(([unit]) => unit === name)?.[1]
  if (amount === undefined || size === undefined) throw new Error('must be a duration such as 90s, 10m, 24h or 180d')
  return Number(amount) * size
}

function timeZone(value: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return value
  } catch {
    throw new Error('must be a time zone such as Europe/Berlin or UTC')
  }
}

function url(...protocols: string[]): Parse<string> {
  return (value) => {
    const protocol = URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : ''
    // The value is not repeated: it may hold a password.
    if (!protocols.includes(protocol)) throw new Error(`must be a URL that starts with ${protocols.join(':// or ')}://`)
    return value
  }
}

function countryCode(value: string): string {
  if (!/^[A-Za-z]{2}$/.test(value)) throw new Error('must be the code of a country in two letters, such as DE')
  return value.toUpperCase()
}

/** "6:00" or "6:00, 18:30". */
function timesOfDay(value: string): readonly string[] {
  const times = list(value)
  const valid = times.length > 0 && times.every((time) => /^([01]?\d|2[0-3]):[0-5]\d$/.test(time))
  if (!valid) throw new Error('must be times of day such as 6:00 or 6:00,18:30')
  return times
}

function list(value: string): readonly string[] {
  return Object.freeze(value.split(',').map((part) => part.trim()).filter(Boolean)) // biome-ignore format: one thought
}
