import { command } from '../command.ts'

export const serve = command({
  name: 'serve',
  summary: 'Serve REST, GraphQL and /metrics, and process batches, until it is told to stop (Ctrl-C).',
  staysHere: true,
  run: async ({ config, json, answer, signal, commands }) => {
    const { createLog } = await import('../../log.ts')
    const { openServices } = await import('../../services.ts')
    const { startService } = await import('../start-service.ts')
    // A service logs what it does; a command is quiet.
    const log = await createLog({ level: config.logLevel, file: config.logFile })
    const server = await startService(await openServices({ config, log }), commands)
    // Whoever asked to stop while it started has nobody else to listen to it.
    if (signal.aborted) return (await server.stop('stopped while starting')) === 0 ? 0 : 1
    if (json) answer({ url: server.url }, () => '')
    return new Promise<never>(() => undefined)
  },
})
