import { constants, existsSync } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, resolve } from 'node:path'

/** The folder itself, or the nearest one above it that exists. */
function existing(folder: string): string {
  let place = resolve(folder)
  while (!existsSync(place)) place = dirname(place)
  return place
}

/** Whether files can be made in a folder, or the folder itself can be. */
export async function isWritable(folder: string): Promise<boolean> {
  return access(existing(folder), constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
}

/** Bytes that this user may still write where the folder is or would be. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(existing(folder))
  return bavail * bsize
}

/** Whether a server could listen there now. */
export function portIsFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
