import t from 'tap'
import { decodeBytes } from '../../../../src/pipeline/extract/document/decode-bytes.ts'
import { readPdfText } from '../../../../src/pipeline/extract/document/pdf-text.ts'
import { pdf } from '../../../helpers/pdf.ts'

t.test('lines of a PDF stay lines, pages are parted', async (t) => {
  const bytes = pdf([['Bus driver', 'Location: Kiel', '- Drive'], ['Apply now']])
  t.equal(decodeBytes(bytes, 'application/octet-stream').kind, 'pdf')
  t.same(await readPdfText(bytes), { text: 'Bus driver\nLocation: Kiel\n- Drive\n\nApply now', notes: [] })
  t.ok(bytes.length > 0 && (await readPdfText(bytes)).text.startsWith('Bus'), 'the bytes may be read again')
})

t.test('a PDF that cannot be read says why', async (t) => {
  t.same(await readPdfText(Buffer.from('%PDF-1.4 nothing')), { text: '', notes: ['pdf_broken'] })
  t.same(await readPdfText(new Uint8Array()), { text: '', notes: ['pdf_broken'] })
  t.same(await readPdfText(pdf([[]])), { text: '', notes: ['pdf_no_text'] })
  const owner = '0'.repeat(64)
  const locked = `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${owner}> /U <${owner}> /P -4 >> /ID [<00> <00>] `
  t.same(await readPdfText(pdf([['secret']], locked)), { text: '', notes: ['pdf_encrypted'] })
})

t.test('only the first 50 pages are read', async (t) => {
  const { text, notes } = await readPdfText(pdf(Array.from({ length: 60 }, (_, at) => [`Page ${at + 1}`])))
  t.same(notes, ['pdf_pages'])
  t.ok(text.endsWith('Page 50'))
})
