/** Runs one bench, or all: `npm run bench -- builtin`. Each prints its figures with the numbers they were made from. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const [name, ...rest] = process.argv.slice(2)
const all = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.replace(/\.ts$/, ''))
const chosen = name === undefined ? all : [name]
const unknown = chosen.find((bench) => !all.includes(bench))
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}": ${all.join(', ')}.`)
  process.exit(2)
}
for (const bench of chosen) {
  console.log(`# ${bench}`)
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${bench}.ts`), ...rest], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}
