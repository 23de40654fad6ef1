import t from 'tap'
import { decodeBytes } from '../../../../src/pipeline/extract/document/decode-bytes.ts'
import { readPdfText } from '../../../../src/pipeline/extract/document/pdf-text.ts'

/** A PDF with one page for each list of lines. */
function pdf(pages: readonly (readonly string[])[], trailer = ''): Uint8Array {
  const kids = pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((lines, at) => {
      const drawn = lines.map((line) => `(${line}) Tj 0 -20 Td`).join('\n')
      const stream = `BT /F1 12 Tf 50 700 Td\n${drawn}\nET`
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + at * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ]
    }),
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = body.length
    body += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = body.length
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${start}\n%%EOF`
  return Buffer.from(body, 'latin1')
}

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
