#!/usr/bin/env node
// Finds Node 24 (the one npm installed beside the project, else the system's) and runs winnow on it. Plain JavaScript,
// because it must also run on the older Node that only served to run npm.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const NEEDED_MAJOR = 24
const root = dirname(dirname(fileURLToPath(import.meta.url)))

function bundledNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const require = createRequire(import.meta.url)
  try {
    const folder = dirname(require.resolve(`node-${platform}-${process.arch}/package.json`))
    const binary = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    return existsSync(binary) ? binary : undefined
  } catch {
    return undefined
  }
}

async function main() {
  const args = process.argv.slice(2)
  const script = args[0] === '--run' ? resolve(args[1] ?? '') : join(root, 'src', 'cli', 'main.ts')
  const rest = args[0] === '--run' ? args.slice(2) : args

  const isNew = Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR
  // Compiled modules are kept between starts: reading TypeScript anew costs most of a short command's time.
  const compileCache = process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'winnow', 'compiled')
  // A script of its own is started as one: imported from here it would not be the main module.
  if (args[0] !== '--run' && isNew) {
    module.enableCompileCache?.(compileCache)
    process.argv = [process.argv[0], script, ...rest]
    await import(pathToFileURL(script).href)
    return
  }
  const node = isNew ? process.execPath : bundledNode()
  if (!node) {
    console.error(`winnow needs Node ${NEEDED_MAJOR}; this is ${process.version} and no bundled Node was installed.`)
    console.error(`Fix: run "npm ci" on Linux or Windows, or install Node ${NEEDED_MAJOR} yourself (macOS, musl).`)
    process.exit(1)
  }
  // The channel tells the child that its launcher died, so that kill -9 of the launcher leaves nothing behind.
  const child = spawn(node, [script, ...rest], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
  })
  // Ctrl-C reaches the whole foreground group by itself: passing it on would count as the second signal.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

await main()
