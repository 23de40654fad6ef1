import t from 'tap'
import { createApiKey } from '../../src/db/api-keys.ts'
import { createPageReader } from '../../src/pipeline/extract/read-page.ts'
import { createExtraction } from '../../src/pipeline/store/extraction/extract-pages.ts'
import { testDatabase } from '../helpers/database.ts'
import { plainExtractor, plainPage } from '../helpers/plain-extractor.ts'
import { testGraphql } from './client.ts'

const EXTRACT = `mutation ($input: ExtractPageInput!) { extractPage(input: $input) {
  extraction { pageType isJob classifierScore stored { inserted total } storage { enabled shadow }
    records { fields unreadable canonicalHash action postingUid reason } }
  userErrors { code message fix field } } }`

t.test('extractPage answers as REST does, and a mistake comes back as userErrors', async (t) => {
  const database = await testDatabase(t)
  const silent = { info: () => undefined, warn: () => undefined, debug: () => undefined }
  const fetcher = { fetch: () => Promise.reject(new Error('nothing is fetched here')) }
  const extraction = createExtraction({
    database,
    reader: createPageReader({ extractor: plainExtractor, fetcher, clock: () => new Date() }),
    switches: { enabled: true, shadow: true },
    log: silent,
    count: async () => undefined,
  })
  const { ask } = await testGraphql(t, database, { extraction })
  const input = { url: 'https://jobs.example/nurse', html: plainPage() }
  t.match((await ask(EXTRACT, { input })).data.extractPage, {
    extraction: {
      pageType: 'detail',
      isJob: true,
      classifierScore: 0.97,
      stored: { inserted: 1, total: 1 },
      storage: { enabled: true, shadow: true },
      records: [
        {
          fields: { posted_on: { value: '2026-03-01', source: 'label' } },
          action: 'inserted',
          postingUid: /^[\da-f-]{36}$/,
          reason: null,
        },
      ],
    },
    userErrors: [],
  })
  t.match((await ask(EXTRACT, { input: { ...input, shadowMode: false } })).data.extractPage, {
    extraction: null,
    userErrors: [{ code: 'SHADOW_MODE_ENFORCED', fix: /EXTRACTION_SHADOW_MODE/ }],
  })
  t.match((await ask(EXTRACT, { input: { ...input, source: 'nobody' } })).data.extractPage.userErrors, [
    { code: 'UNKNOWN_SOURCE' },
  ])
  t.match((await ask(EXTRACT, { input: { ...input, store: false } })).data.extractPage.extraction, {
    stored: null,
    records: [{ action: null }],
  })
  const { key } = await createApiKey(database, { name: 'reader', scope: 'read', actor: 'tests' })
  t.match((await ask(EXTRACT, { input }, { 'x-internal-api-key': key })).errors, [
    { extensions: { code: 'API_KEY_LACKS_SCOPE' } },
  ])
})
