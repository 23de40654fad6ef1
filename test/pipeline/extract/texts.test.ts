import t from 'tap'
import { createExtractor } from '../../../src/pipeline/extract/create-extractor.ts'
import { pdf } from '../../helpers/pdf.ts'

const extractor = createExtractor()
const lines = [
  'Pipe Fitter',
  'Northbank Utilities Ltd',
  'Location: Leeds, United Kingdom',
  'Closing date: 14 December 2026',
  'Contract type: Full time',
  'We are looking for a pipe fitter who keeps our network in order, day and night.',
  'Responsibilities',
  '- Repair pipes of every kind together with a small team of colleagues in the region',
  'Requirements',
  '- Three years of experience and a driving licence for our vans, of which we own forty',
  'Apply online: https://jobs.example/apply/7',
]
const read = (body: string | Uint8Array) =>
  extractor.extract({ body, url: 'https://pages.example/p/1', read_at: new Date('2026-11-24T12:00:00Z') })

t.test('plain text and the text of a PDF are read as pages are', async (t) => {
  for (const [name, body] of [
    ['text', lines.join('\n')],
    ['bytes', Buffer.from(lines.join('\n'))],
    ['pdf', pdf([lines])],
  ] as const) {
    const page = await read(body)
    t.equal(page.page_type, 'detail', name)
    const fields = page.postings[0]?.fields
    t.match(
      fields,
      {
        title: { value: 'Pipe Fitter' },
        employer: { value: 'Northbank Utilities Ltd' },
        location: { value: 'Leeds, United Kingdom' },
        country: { value: 'GB' },
        deadline: { value: '2026-12-14' },
        employment_type: { value: ['FULL_TIME'] },
        application_url: { value: 'https://jobs.example/apply/7' },
        language: { value: 'en' },
      },
      name,
    )
    t.match(fields?.requirements?.value ?? '', /Three years/, name)
    t.match(fields?.responsibilities?.value ?? '', /Repair pipes/, name)
  }
})

t.test('every value that stands in the visible text has its place there', async (t) => {
  const page = await read(lines.join('\n'))
  const { deadline, location } = page.postings[0]?.fields ?? {}
  for (const field of [deadline, location]) {
    t.ok(field?.span)
    t.ok((field?.span?.end ?? 0) - (field?.span?.start ?? 0) >= (field?.raw.length ?? 1))
  }
})
