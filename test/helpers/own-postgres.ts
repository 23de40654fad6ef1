/** Starts a temporary PostgreSQL, says its address, and waits to be killed. */
import { startPostgres } from './postgres-server.ts'

const { url } = await startPostgres()
console.log(url)
setInterval(() => undefined, 1_000)
