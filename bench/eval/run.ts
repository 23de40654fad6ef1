/** Measures accuracy on a folder of labelled data: `npm run eval -- skills FOLDER`. The project itself holds no such data. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const [name, ...rest] = process.argv.slice(2)
const all = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.replace(/\.ts$/, ''))
if (name === undefined || !all.includes(name)) {
  console.error(`Say what to measure, and on which folder: npm run eval -- ${all.join('|')} FOLDER`)
  process.exit(2)
}
const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`), ...rest], { stdio: 'inherit' })
process.exit(status ?? 1)
