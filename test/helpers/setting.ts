import type { Database } from '../../src/db/engine.ts'

/** Stores the setting "n" with the value 0: a row that tests read and change. */
export async function storeSetting({ db }: Database): Promise<void> {
  await db.insertInto('settings').values({ name: 'n', value: '0' }).execute()
}

export async function settingOf({ db }: Database): Promise<number> {
  return (await db.selectFrom('settings').select('value').where('name', '=', 'n').executeTakeFirstOrThrow())
    .value as number
}

/** Waits until `holds` is true, at most ten seconds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it never came true')
}
