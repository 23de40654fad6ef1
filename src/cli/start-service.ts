import { graphqlPlugin } from '../graphql/plugin.ts'
import type { Services as GraphqlServices } from '../graphql/services.ts'
import type { Metrics } from '../metrics.ts'
import { createSchedules } from '../pipeline/refresh/schedules/schedules.ts'
import { type BackgroundService, exitOnSignals, type Server, startServer } from '../server.ts'
import type { Services } from '../services.ts'
import type { CommandList } from './command.ts'
import { graphqlServices } from './graphql-services.ts'
import { listenForCommands } from './socket/server.ts'

/** Serves HTTP over the given parts, with the worker and the socket for other commands; stops by itself at a signal. */
export async function startService(services: Services, commands: CommandList): Promise<Server> {
  const { config, log, database } = services
  let server: Server | undefined
  // The metrics belong to the server, which takes the plugin before it has them.
  const metrics: GraphqlServices['metrics'] = {
    graphqlAnswered: (...answer) => server?.metrics.graphqlAnswered(...answer),
  }
  server = await startServer({
    config,
    log,
    database,
    batches: services.batches,
    extraction: services.extraction,
    collection: services.collection.requests,
    plugins: [graphqlPlugin({ ...graphqlServices(services), metrics })],
    services: [
      worker(services, () => server?.metrics),
      ...(config.role === 'api' ? [] : collecting(services)),
      commandSocket(services, commands),
    ],
    close: () => services.close(),
  })
  services.onFetch((outcome) => server?.metrics.sourceResponded(outcome))
  exitOnSignals(server, log)
  return server
}

function worker(services: Services, metrics: () => Metrics | undefined): BackgroundService {
  return {
    name: 'worker',
    start: async () => {
      services.startWorker({
        metrics: {
          interactionEnded: (...ended) => metrics()?.interactionEnded(...ended),
          runEnded: (...ended) => metrics()?.runEnded(...ended),
          batchEnded: (...ended) => metrics()?.batchEnded(...ended),
          modelCalled: (...called) => metrics()?.modelCalled(...called),
          modelLoaded: (...loaded) => metrics()?.modelLoaded(...loaded),
        },
      })
    },
    stop: () => services.stopWorker(),
  }
}

/** Takes up long work, and starts what is due where SCHEDULES says so: the last to start is the first to stop. */
function collecting({ config, database, log, collection: { work } }: Services): BackgroundService[] {
  const taking: BackgroundService = {
    name: 'collection',
    start: async () => work.startWorker(),
    stop: () => work.stopWorker(),
  }
  if (!config.schedules) return [taking]
  const schedules = createSchedules({
    ...{ database, work, log, timeZone: config.scheduleTimeZone, dailyTimes: config.dailyTimes },
    hasKey: (variable) => config.sourceSecret(variable) !== undefined,
    clock: () => new Date(),
  })
  return [taking, schedules]
}

/** With PostgreSQL every command opens its own connection and needs no way through this process. */
function commandSocket(services: Services, commands: CommandList): BackgroundService {
  let listening: { close(): Promise<void> } | undefined
  return {
    name: 'command socket',
    start: async () => {
      if (services.database.engine === 'pglite') listening = await listenForCommands(services, commands)
    },
    stop: async () => listening?.close(),
  }
}
