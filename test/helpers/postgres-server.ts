import { fork } from 'node:child_process'
import { join } from 'node:path'

export type PostgresServer = {
  /** Of the database `postgres`, as a superuser. */
  url: string
  /** Ends the server as a crash would: open transactions are lost, committed ones are not. */
  crash(): Promise<void>
  /** Starts it again after a crash, at the same address. */
  restart(): Promise<void>
  stop(): Promise<void>
}

type Answer = { url?: string; error?: string; done?: string }

/** Starts a temporary PostgreSQL that ends with this process at the latest. Throws when it cannot start, with the reason. */
export async function startPostgres(): Promise<PostgresServer> {
  const keeper = fork(join(import.meta.dirname, 'postgres-keeper.ts'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    detached: true,
  })
  const answer = (): Promise<Answer> =>
    new Promise((resolve) => {
      keeper.once('message', (message) => resolve(message as Answer))
      keeper.once('exit', (code) => resolve({ error: `the keeper of the server ended with ${code}` }))
    })
  const { url, error } = await answer()
  if (url === undefined) throw new Error(`PostgreSQL for the tests cannot start: ${error}`)
  // A test file that forgets to stop the server must still end.
  keeper.unref()
  keeper.channel?.unref()

  const order = async (command: 'crash' | 'restart') => {
    keeper.channel?.ref()
    const answered = answer()
    keeper.send(command)
    const { error } = await answered
    keeper.channel?.unref()
    if (error) throw new Error(error)
  }
  return {
    url,
    crash: () => order('crash'),
    restart: () => order('restart'),
    stop: () =>
      new Promise((resolve) => {
        if (keeper.exitCode !== null || !keeper.connected) return resolve()
        keeper.ref()
        keeper.once('exit', () => resolve())
        keeper.disconnect()
      }),
  }
}
