import t from 'tap'
import { describeConfig, readConfig } from '../src/config.ts'
import { WinnowError } from '../src/errors.ts'

function faultsOf(environment: Record<string, string>, file: Record<string, string> = {}) {
  try {
    readConfig(environment, file)
    return []
  } catch (error) {
    return error instanceof WinnowError
      ? (error.pointers ?? [])
      : [{ pointer: 'not a WinnowError', message: String(error) }]
  }
}
const faultyVariables = (environment: Record<string, string>) => faultsOf(environment).map(({ pointer }) => pointer)

t.test('an empty environment gives the documented defaults: storage off, shadow on, embedded database', async (t) => {
  const config = readConfig({})
  t.match(config, {
    databaseUrl: undefined,
    dataDir: '.winnow',
    host: '127.0.0.1',
    port: 8080,
    role: 'all',
    extractionUseStorage: false,
    extractionShadowMode: true,
    jobsTable: 'postings',
    metricsFile: '/tmp/aidjobs_metrics.json',
    incidentsDir: 'incidents',
    scheduleTimeZone: 'Europe/Berlin',
    refreshAgeMs: 86_400_000,
    llmMaxWaitMs: 600_000,
    matchStoreMin: 30,
    matchLlmMin: 50,
  })
  t.ok(Object.isFrozen(config))
  t.ok(Object.isFrozen(config.notes))
})

t.test('all faults are listed together, each with its variable, and the text names every one', async (t) => {
  const environment = { PORT: '99999', EXTRACTION_SHADOW_MODE: 'yes', REFRESH_AGE: '1 day', JOBS_TABLE: 'jobs_v2' }
  t.same(new Set(faultyVariables(environment)), new Set(Object.keys(environment)))
  try {
    readConfig(environment)
    t.fail('accepted')
  } catch (error) {
    for (const variable of Object.keys(environment)) t.match((error as Error).message, variable)
    t.match((error as WinnowError).fix, /environment|\.env/)
  }
})

t.test('values that are nearly right are refused instead of guessed', async (t) => {
  const wrong = {
    PORT: ['', ' ', '8o8o', '-1', '1.5', '0x50', '65536'].slice(2),
    EXTRACTION_USE_STORAGE: ['TRUE', '1', 'on', 'no'],
    LLM_MAX_WAIT: ['10', '10 m', '10min', '-5s', 'm', '1.5h'],
    DATABASE_URL: ['localhost', 'mysql://a/b', 'postgres'],
    ROLE: ['web', 'ALL'],
    LOG_LEVEL: ['verbose'],
    SCHEDULE_TIME_ZONE: ['Berlin', 'Europe/Nowhere'],
    MATCH_STORE_MIN: ['101', '-1'],
    SECRET_KEY: ['short'],
    INTERNAL_API_KEY: ['two words', 'schlüssel'],
    PROMETHEUS_ENDPOINT: ['prometheus:9090'],
    FETCH_CONTACT: ['me', 'a b@c.org', 'ftp://a.org', 'https://a.org) Mozilla/5.0 (', 'a@b.org)'],
  }
  for (const [variable, values] of Object.entries(wrong)) {
    for (const value of values) t.same(faultyVariables({ [variable]: value }), [variable], `${variable}=${value}`)
  }
})

t.test('durations, lists and booleans are read in their units', async (t) => {
  const config = readConfig({
    REFRESH_AGE: '90s',
    LLM_MAX_WAIT: '2h',
    RETENTION_LOGS: '7d',
    FETCH_INTERVAL: '250ms',
    FETCH_CONTACT: 'https://example.org/bot',
    CHROMIUM_PATH: '/usr/bin/chromium',
    REPORT_TO: 'a@example.org, b@example.org,',
    IHL_ABSTAIN: 'true',
    JOBS_TABLE: 'jobs',
  })
  t.match(config, {
    refreshAgeMs: 90_000,
    llmMaxWaitMs: 7_200_000,
    retentionLogsMs: 604_800_000,
    fetchContact: 'https://example.org/bot',
    chromiumPath: '/usr/bin/chromium',
    fetchIntervalMs: 250,
    ihlAbstain: true,
    jobsTable: 'postings',
  })
  t.same(config.reportTo, ['a@example.org', 'b@example.org'])
})

t.test('the environment wins over .env, also with an empty value: that is how a key is taken away', async (t) => {
  const file = { INTERNAL_API_KEY: 'key-from-the-file-123', PORT: '9000' }
  t.equal(readConfig({}, file).internalApiKey, 'key-from-the-file-123')
  t.equal(readConfig({ PORT: '9001' }, file).port, 9001)
  t.equal(readConfig({ INTERNAL_API_KEY: '' }, file).internalApiKey, undefined)
})

t.test('the Ollama servers are those of OLLAMA_HOSTS, or the one of OLLAMA_HOST, never both', async (t) => {
  t.same(readConfig({}).llmHosts, [])
  const server = { OLLAMA_NUM_PARALLEL: '4', OLLAMA_MAX_LOADED_MODELS: '2' }
  t.same(readConfig({ OLLAMA_HOST: '0.0.0.0', ...server }).llmHosts, [
    { url: 'http://127.0.0.1:11434', slots: 4, loaded: 2 },
  ])
  const several = readConfig({ OLLAMA_HOSTS: 'gpu-1;slots=8,https://gpu-2', ...server })
  t.same(several.llmHosts, [
    { url: 'http://gpu-1:11434', slots: 8, loaded: 2 },
    { url: 'https://gpu-2', slots: 4, loaded: 2 },
  ])
  t.ok(Object.isFrozen(several.llmHosts))
  t.same(faultyVariables({ OLLAMA_HOST: 'gpu-1', OLLAMA_HOSTS: 'gpu-2' }), ['OLLAMA_HOST'])
  t.same(faultyVariables({ OLLAMA_HOSTS: 'gpu-1;slots=none' }), ['OLLAMA_HOSTS'])
  t.same(faultyVariables({ OLLAMA_HOST: 'gpu-1;slots=4' }), ['OLLAMA_HOST'])
})

t.test('what is printed of the Ollama servers is what is in force', async (t) => {
  const shown = (environment: Record<string, string>, variable: string) =>
    describeConfig(readConfig(environment)).find((line) => line.variable === variable)?.value
  t.equal(shown({ OLLAMA_HOST: 'gpu-1' }, 'OLLAMA_HOST'), 'http://gpu-1:11434;slots=1;loaded=1')
  t.equal(
    shown({ OLLAMA_HOSTS: 'gpu-1,gpu-2;loaded=2' }, 'OLLAMA_HOSTS'),
    'http://gpu-1:11434;slots=1;loaded=1,http://gpu-2:11434;slots=1;loaded=2',
  )
  t.equal(shown({}, 'OLLAMA_HOSTS'), '(not set)')
})

t.test('the embedded database serves one process: ROLE=api or worker needs DATABASE_URL', async (t) => {
  t.same(faultyVariables({ ROLE: 'worker' }), ['ROLE'])
  t.same(faultyVariables({ ROLE: 'api', DATABASE_URL: 'postgres://localhost/winnow' }), [])
})

t.test(
  'variables of the earlier systems are accepted and said to be unused; unknown ones of .env are named',
  async (t) => {
    const { notes } = readConfig(
      { ANTHROPIC_API_KEY: 'x', FLASK_ENV: 'development' },
      { EXTRACTION_SHADOWMODE: 'true' },
    )
    t.match(notes.join('\n'), /ANTHROPIC_API_KEY is set/)
    t.match(notes.join('\n'), /FLASK_ENV is set/)
    t.match(notes.join('\n'), /no variable EXTRACTION_SHADOWMODE/)
  },
)

t.test('what is printed of a configuration holds no secret, nor does a fault', async (t) => {
  const secrets = {
    DATABASE_URL: 'postgres://user:hunter2@db.example.org/winnow',
    SECRET_KEY: 'hunter2hunter2hunter2',
    INTERNAL_API_KEY: 'hunter2hunter2hunter2',
    ACTIVEJOBS_API_KEY: 'hunter2',
    JSEARCH_API_KEY: 'hunter2',
    METRICS_KEY: 'hunter2',
    SMTP_URL: 'smtp://user:hunter2@mail.example.org',
    REPORT_WEBHOOK: 'https://hooks.example.org/hunter2',
  }
  const lines = describeConfig(readConfig(secrets))
  t.notMatch(JSON.stringify(lines), /hunter2/)
  t.match(
    lines.find(({ variable }) => variable === 'DATABASE_URL'),
    { value: '(set)', isDefault: false },
  )
  t.match(
    lines.find(({ variable }) => variable === 'REFRESH_AGE'),
    { value: '1d', isDefault: true },
  )
  const broken = Object.fromEntries(Object.keys(secrets).map((variable) => [variable, 'hunter2 ü']))
  t.notMatch(JSON.stringify(faultsOf(broken)), /hunter2/)
})
