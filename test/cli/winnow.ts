import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'

const LAUNCHER = join(import.meta.dirname, '..', '..', 'bin', 'winnow.js')
/** What this machine's environment may hold must not decide about a test. */
const FOREIGN =
  /^(DATABASE_URL|DATA_DIR|INTERNAL_API_KEY|OLLAMA_|LOG_|PORT$|HOST$|ROLE$|SECRET_KEY|AIDJOBS_|EXTRACTION_|JOBS_TABLE)/

export type Finished = { code: number | null; stdout: string; stderr: string }
export type Winnow = {
  folder: string
  /** Runs a command to its end, as a user would. */
  run(...args: string[]): Promise<Finished>
  /** The same, with its one JSON value. */
  json<T>(...args: string[]): Promise<T>
  start(args: string[], environment?: Record<string, string>): Running
  write(name: string, lines: unknown[]): string
}
export type Running = { child: ChildProcess; finished: Promise<Finished>; seen(text: string | RegExp): Promise<string> }

/**
 * The command line in a folder of its own, with an embedded database there: `migrated`, or to be made by the first command. Everything
 * is removed at the end of `t`.
 */
export function winnowIn(t: Test, environment: Record<string, string> = {}, { migrated = false } = {}): Winnow {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-cli-'))
  if (migrated && process.env.WINNOW_TEST_DUMP) {
    const database = join(folder, '.winnow', 'postgres')
    mkdirSync(database, { recursive: true })
    execFileSync('tar', ['-xf', process.env.WINNOW_TEST_DUMP, '-C', database], { stdio: 'ignore' })
  }
  const children = new Set<ChildProcess>()
  t.teardown(async () => {
    for (const child of children) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  })
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name)))
  const start = (args: string[], more: Record<string, string> = {}): Running => {
    const env = { ...own, AIDJOBS_METRICS_FILE: join(folder, 'metrics.json'), ...environment, ...more }
    const child = spawn(process.execPath, [LAUNCHER, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    children.add(child)
    return watch(child, () => children.delete(child))
  }
  return {
    folder,
    start,
    run: (...args) => start(args).finished,
    json: async (...args) => {
      const { stdout, stderr } = await start([...args, '--json']).finished
      if (stdout === '') throw new Error(`no answer: ${stderr}`)
      return JSON.parse(stdout)
    },
    write: (name, lines) => {
      const file = join(folder, name)
      writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
      return file
    },
  }
}

function watch(child: ChildProcess, ended: () => void): Running {
  let stdout = ''
  let stderr = ''
  const waiting = new Set<() => void>()
  const look = () => {
    for (const check of waiting) check()
  }
  child.stdout?.setEncoding('utf8').on('data', (chunk) => {
    stdout += chunk
    look()
  })
  child.stderr?.setEncoding('utf8').on('data', (chunk) => {
    stderr += chunk
    look()
  })
  const finished = new Promise<Finished>((resolve) => {
    child.on('close', (code) => {
      ended()
      resolve({ code, stdout, stderr })
      look()
    })
  })
  const seen = (text: string | RegExp) =>
    new Promise<string>((resolve, reject) => {
      const check = () => {
        const all = stdout + stderr
        const found = typeof text === 'string' ? all.includes(text) : text.test(all)
        if (!found && child.exitCode === null && child.signalCode === null) return
        waiting.delete(check)
        if (found) resolve(all)
        else reject(new Error(`ended without "${text}": ${all}`))
      }
      waiting.add(check)
      check()
    })
  return { child, finished, seen }
}

const DUTIES = [
  'Plan the weekly rota of the ward',
  'Write the audit report for the regulator',
  'Build interfaces in TypeScript',
  'Repair pumps on site',
]

/** Rows of an import file that the workflow can process, each unlike its neighbours. */
export function postingRows(count: number): Record<string, string>[] {
  return Array.from({ length: count }, (_, index) => ({
    external_job_id: `T-${index}`,
    job_title: `Colleague ${index}`,
    company_name: `House ${index}`,
    location: 'Berlin, Germany',
    external_url: `https://jobs.example/${index}`,
    job_description: [
      `The role: we look for colleague number ${index} to strengthen a growing team in town ${index}.`,
      'Your responsibilities',
      `- ${DUTIES[index % 4]} in area ${index} and keep the records in order`,
      `- ${DUTIES[(index + 1) % 4]} together with team ${index} in every week of the year`,
      `- ${DUTIES[(index + 2) % 4]} for customer ${index} and report to the head of town ${index}`,
      'Your profile',
      '- Three years of experience with PostgreSQL',
      '- Fluent German and English',
      '- Knowledge of Excel and SAP',
    ].join('\n'),
  }))
}
