import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Writes coverage/ and prints the summary of what node recorded in `folder`. Throws when the report cannot be made. */
export function writeCoverage(folder: string, root: string): void {
  const require = createRequire(import.meta.url)
  const command = join(dirname(require.resolve('c8/package.json')), 'bin', 'c8.js')
  const options = [
    'report',
    '--temp-directory',
    folder,
    '--reporter',
    'text-summary',
    '--reporter',
    'html',
    '--include',
    'src/**',
    '--all',
  ]
  const { status } = spawnSync(process.execPath, [command, ...options], { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error('the coverage report failed')
}
