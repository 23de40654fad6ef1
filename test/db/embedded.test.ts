import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openDatabase } from '../../src/db/connect.ts'
import { settingOf, storeSetting } from '../helpers/setting.ts'

// The runner ends a file that hangs; a slow machine is no failure.
t.setTimeout(0)

t.test('the embedded database keeps what was committed, and one process holds its folder', async (t) => {
  const dataDir = t.testdir()
  const first = await holdFolder(t, dataDir)
  t.equal(first.said, 'open')
  const error = await openDatabase({ dataDir }).catch((error: Error) => error)
  t.match(error, { code: 'DATA_FOLDER_LOCKED', message: new RegExp(`process ${first.child.pid}\\b`) })
  t.equal(
    (await holdFolder(t, join(dataDir, '..', dataDir.split('/').at(-1) ?? ''))).said,
    (error as Error).message,
    'another spelling',
  )

  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  const second = await openDatabase({ dataDir })
  await storeSetting(second)
  await second.close()
  const third = await openDatabase({ dataDir })
  t.equal(await settingOf(third), 0)
  t.match(
    await openDatabase({ dataDir }).catch((error: Error) => error),
    { code: 'DATA_FOLDER_LOCKED' },
    'nor twice in one process',
  )
  await third.close()
})

t.test('a folder of something else is refused and left as it is', async (t) => {
  const dataDir = t.testdir({ postgres: { 'letter.txt': 'mine' } })
  await t.rejects(openDatabase({ dataDir }), { code: 'DATA_FOLDER_UNREADABLE' })
  t.same(readdirSync(join(dataDir, 'postgres')), ['letter.txt'])
  t.equal(readFileSync(join(dataDir, 'postgres', 'letter.txt'), 'utf8'), 'mine')

  const other = t.testdir({ other: {} })
  mkdirSync(join(other, 'postgres'))
  writeFileSync(join(other, 'postgres', 'PG_VERSION'), '15\n')
  await t.rejects(openDatabase({ dataDir: other }), { code: 'DATA_FOLDER_UNREADABLE' }, 'of another version')
})

async function holdFolder(t: Test, folder: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'helpers', 'hold-folder.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  const [text] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, said: text.toString().trim() }
}
