import type { Config } from '../../config.ts'
import type { Log } from '../../log.ts'
import type { FetchOutcome } from '../../metrics.ts'
import { createPageReader, type PageReader } from './read-page.ts'

export type PageReaderSettings = {
  config: Config
  log: Log
  /** Told the end of every fetch. */
  onResponse?: ((outcome: FetchOutcome) => void) | undefined
}

export type OpenedPageReader = PageReader & { close(): Promise<void> }

/**
 * The page reader of a process, with its own fetcher and browser. They and the list of places are opened at the first page: most
 * commands never read one.
 */
export function openPageReader(settings: PageReaderSettings): OpenedPageReader {
  let opened: ReturnType<typeof open> | undefined
  return {
    async read(request) {
      opened ??= open(settings)
      return (await opened).reader.read(request)
    },
    async close() {
      await (await opened)?.close()
    },
  }
}

async function open({ config, log, onResponse }: PageReaderSettings) {
  const { fetchContact: contact, fetchIntervalMs: intervalMs, fetchTimeoutMs: timeoutMs, chromiumPath } = config
  const [{ createExtractor }, { createFetcher }, { createRenderer }] = await Promise.all([
    import('./create-extractor.ts'),
    import('../fetch/fetcher.ts'),
    import('../fetch/renderer.ts'),
  ])
  // A page must not be able to reach the models through winnow.
  const forbidden = config.llmHosts.map(({ url }) => url)
  const fetcher = createFetcher({ contact, intervalMs, timeoutMs, forbidden, log, onResponse })
  const renderer =
    chromiumPath === undefined
      ? undefined
      : createRenderer({ executablePath: chromiumPath, fetcher, contact, timeoutMs, log })
  const reader = createPageReader({
    extractor: createExtractor(),
    fetcher,
    renderer,
    onRenderError: (error) => log.warn({ err: error }, 'a page could not be rendered'),
    clock: () => new Date(),
  })
  const close = async () => {
    await renderer?.close()
    await fetcher.close()
  }
  return { reader, close }
}
