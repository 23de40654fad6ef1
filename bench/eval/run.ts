/**
 * Measures accuracy on a folder of labelled data: `npm run eval -- FOLDER` for extraction, `npm run eval -- skills FOLDER` for skills. Of the
 * project's own there are only the pages beside this file.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const [first, ...others] = process.argv.slice(2)
const all = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.replace(/\.ts$/, ''))
if (first === undefined) {
  console.error(`Say on which folder, and what to measure: npm run eval -- [${all.join('|')}] FOLDER`)
  process.exit(2)
}
// A folder alone is one of labelled pages.
const [name, rest] = all.includes(first) ? [first, others] : ['extraction', [first, ...others]]
const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`), ...rest], { stdio: 'inherit' })
process.exit(status ?? 1)
