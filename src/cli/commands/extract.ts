import { asWinnowError, errors, WinnowError } from '../../errors.ts'
import type { ExtractionResult } from '../../pipeline/store/extraction/extract-pages.ts'
import { type CommandContext, command, type OptionSpecs, type OptionValues } from '../command.ts'
import { addressIn, isAddress, type PageInput, pagesOf, readAddresses, readInput } from '../page-inputs.ts'
import { extractionText, faultText } from '../render/extraction-text.ts'

const OPTIONS = {
  url: { type: 'text', value: 'URL', summary: 'where the one page stands' },
  urls: { type: 'text', value: 'MAP.json', summary: 'where each page stands: {"file name": "URL"}' },
  store: { type: 'flag', summary: 'store what is found; needs EXTRACTION_USE_STORAGE=true' },
  shadow: { type: 'flag', summary: 'store in the shadow table even where EXTRACTION_SHADOW_MODE=false' },
  source: { type: 'text', value: 'NAME', summary: 'source of what is stored', fallback: 'manual' },
  organization: { type: 'text', value: 'TEXT', summary: 'the employer, where a page names none' },
} as const satisfies OptionSpecs

type Context = CommandContext<OptionValues<typeof OPTIONS>>
type Extract = (page: PageInput) => Promise<ExtractionResult>

export const extract = command({
  name: 'extract',
  summary: 'Read pages and print their postings, each value with where it came from. With --json one object a page.',
  positionals: [
    {
      name: 'FILE|URL',
      required: true,
      many: true,
      summary: 'a page, a folder or pattern of pages, an address, or - for stdin',
    },
  ],
  options: OPTIONS,
  examples: [
    'extract page.html --url https://jobs.example/1',
    'extract pages/*.html --urls addresses.json --json',
    'extract page.html --url https://jobs.example/1 --store --source manual',
  ],
  run: async (context) => {
    const { options, positionals, path, answer, signal, output, caller, config, note } = context
    if (positionals.includes('-') && options.store && caller === 'cli:socket')
      throw errors.badOptionValue('FILE', 'a file: while a server holds the data folder, stdin does not reach it')
    const found = (await Promise.all(positionals.map((typed) => pagesOf(typed, path)))).flat()
    const addresses = options.urls === undefined ? {} : await readAddresses(path(options.urls))
    if (options.url !== undefined && (found.length !== 1 || found.some(({ input }) => isAddress(input))))
      throw errors.badOptionValue('--url', 'given with one file: --urls names the addresses of several')
    const { read, close } = await opened(context)
    let failed = 0
    try {
      for (const page of found) {
        if (signal.aborted) break
        const { input } = page
        const done = 'fault' in page ? page.fault : await read({ ...page, url: page.url ?? options.url ?? addressIn(addresses, page) }).catch(toFault) // biome-ignore format: one a line
        if (done instanceof WinnowError) {
          const { code, message, fix } = done
          failed += 1
          answer({ input, error: { code, message, fix } }, () => faultText(input, done, output.columns))
        } else {
          failed += done.stored?.failed ?? 0
          answer({ input, ...done }, () => extractionText(input, done, output.columns))
        }
      }
    } finally {
      await close()
    }
    if (config.extractionUseStorage && !options.store) note('Nothing was stored: --store does.')
    return failed > 0 || signal.aborted ? 1 : 0
  },
})

const toFault = (error: unknown) => asWinnowError(error)

/** Reads pages in this process; with --store over the database, which another process may hold. */
async function opened(context: Context): Promise<{ read: Extract; close(): Promise<void> }> {
  const { options, config, services, signal } = context
  const switches = { enabled: config.extractionUseStorage, shadow: config.extractionShadowMode }
  const request = async (page: PageInput) => {
    const body = await readInput(page)
    return { url: page.url, ...body, saved: body.body !== undefined, signal }
  }
  if (options.store) {
    const { narrow } = await import('../../pipeline/store/extraction/switches.ts')
    narrow(switches, { store: true })
    const { extraction } = await services()
    const asked = {
      source: options.source,
      org_name: options.organization,
      store: true,
      ...(options.shadow ? { shadow_mode: true } : {}),
    }
    return {
      read: async (page) => extraction.extract({ ...(await request(page)), ...asked }),
      close: async () => undefined,
    }
  }
  const [{ openPageReader }, { resultOf }, { commandLog }] = await Promise.all([
    import('../../pipeline/extract/open-page-reader.ts'),
    import('../../pipeline/store/extraction/extract-pages.ts'),
    import('../quiet-log.ts'),
  ])
  const reader = openPageReader({ config, log: await commandLog(config, context.output.stderr) })
  const storage = { enabled: false, shadow: switches.shadow || options.shadow }
  return {
    read: async (page) => resultOf(await reader.read(await request(page)), { org_name: options.organization, storage }),
    close: () => reader.close(),
  }
}
