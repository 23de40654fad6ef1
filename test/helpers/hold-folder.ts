/** Opens the embedded database of the folder given as the first argument, says "open", and keeps it until it is killed. */
import { openDatabase } from '../../src/db/connect.ts'

await openDatabase({ dataDir: process.argv[2], migrations: 'skip' }).then(
  () => console.log('open'),
  (error: Error) => console.log(error.message),
)
setInterval(() => undefined, 1_000)
