import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { errors } from '../../errors.ts'
import { bundleGraphiql } from './bundle.ts'

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
}
const FILE = /^[\w.-]+$/
const YEAR_SECONDS = 31_536_000
const RETRY_SECONDS = 2

/**
 * GraphiQL at /graphiql, from files of this service only. The page needs no key; whatever it reads from /graphql does. The first
 * reader starts the bundling and sees a page that says so until it is done; a failure is told, and tried again at the next visit.
 */
export function addGraphiql(app: FastifyInstance, bundle: () => Promise<string> = bundleGraphiql): void {
  let building: Promise<string> | undefined
  let folder: string | undefined
  let failed = false

  function start(): void {
    if (building) return
    building = bundle()
    building.then(
      (built) => {
        folder = built
      },
      (error) => {
        app.log.error({ err: error }, 'GraphiQL cannot be bundled')
        failed = true
        building = undefined
      },
    )
  }

  const options = { schema: { hide: true }, config: { operation: 'graphiql' } }
  app.get('/graphiql', options, async (_, reply) => {
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache')
    if (folder) return PAGE
    if (failed) {
      failed = false
      return FAILED
    }
    start()
    return BUILDING
  })
  app.get<{ Params: { file: string } }>('/graphiql/:file', options, async ({ params: { file } }, reply) => {
    const type = TYPES[extname(file)]
    if (!folder || !type || !FILE.test(file)) throw errors.routeNotFound()
    const content = await readFile(join(folder, file)).catch(() => {
      throw errors.routeNotFound()
    })
    // Chunks are named by their content; the entries keep their names.
    const named = /-[A-Z0-9]{8}\.\w+$/.test(file)
    return reply
      .type(type)
      .header('cache-control', named ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache')
      .send(content)
  })
}

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>winnow GraphiQL</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/graphiql/main.css">
<body><div id="page"></div><script type="module" src="/graphiql/main.js"></script></body>
</html>
`

const BUILDING = note(
  'GraphiQL is being built. This takes a few seconds, once for each version; the page opens by itself.',
  RETRY_SECONDS,
)
const FAILED = note('GraphiQL could not be built; the log has the reason. Reload to try again. /graphql itself works.')

function note(text: string, refreshSeconds?: number): string {
  const refresh = refreshSeconds === undefined ? '' : `<meta http-equiv="refresh" content="${refreshSeconds}">\n`
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
${refresh}<title>winnow GraphiQL</title>
<body><p>${text}</p></body>
</html>
`
}
