import { deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import t from 'tap'
import { decodeBytes } from '../../../../src/pipeline/extract/document/decode-bytes.ts'

const bytes = (text: string, charset = 'utf-8') => iconv.encode(text, charset)
const page = (text: string, head = '') => `<!doctype html><html><head>${head}</head><body><p>${text}</p></body></html>`
const German = 'Für unser Büro in Köln suchen wir eine größere Zahl Mitarbeiter'
const Czech = 'Hledáme šikovného řidiče, pracovní náplň a možnosti růstu'
const Polish = 'Poszukujemy osób gotowych na nowe wyzwania, łatwość pracy w języku angielskim, praca źródłowa, miła też'

t.test('the text is right whatever the server says of its encoding', async (t) => {
  const cases: [name: string, body: Uint8Array, contentType: string | null, text: string, charset: string][] = [
    ['declared by the header', bytes(page(German), 'latin1'), 'text/html; charset=ISO-8859-1', German, 'windows-1252'],
    ['declared with quotes', bytes(page(German), 'latin1'), 'text/html; charset="latin1"', German, 'windows-1252'],
    ['a byte order mark', bytes(`\ufeff${page(German)}`), null, German, 'utf-8'],
    [
      'a byte order mark against the header',
      bytes(`\ufeff${page(German)}`),
      'text/html;charset=latin1',
      German,
      'utf-8',
    ],
    [
      'UTF-16 with its mark',
      bytes(`\ufeff${page(German)}`, 'utf-16le'),
      'text/html; charset=utf-8',
      German,
      'utf-16le',
    ],
    ['UTF-16 without its mark', bytes(page(German), 'utf-16be'), null, German, 'utf-16be'],
    [
      'meta charset',
      bytes(page(Czech, '<meta charset="windows-1250">'), 'win1250'),
      'text/html',
      Czech,
      'windows-1250',
    ],
    [
      'meta http-equiv',
      bytes(page(Czech, '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">'), 'iso-8859-2'),
      null,
      Czech,
      'iso-8859-2',
    ],
    [
      'the header before the meta',
      bytes(page(German, '<meta charset=iso-8859-2>'), 'latin1'),
      'text/html; charset=latin1',
      German,
      'windows-1252',
    ],
    ['declared nowhere, UTF-8', bytes(page(Czech)), null, Czech, 'utf-8'],
    ['declared nowhere, Western', bytes(page(German), 'latin1'), null, German, 'windows-1252'],
    [
      'declared nowhere, Czech by its language',
      bytes(`<html lang="cs">${page(Czech)}`, 'iso-8859-2'),
      null,
      Czech,
      'iso-8859-2',
    ],
    [
      'declared nowhere, Czech by its letters',
      bytes(page(`${Czech}. ${Czech}`), 'win1250'),
      null,
      Czech,
      'windows-1250',
    ],
    ['declared nowhere, Polish by its letters', bytes(page(Polish), 'iso-8859-2'), null, Polish, 'iso-8859-2'],
    [
      'declared nowhere, Russian by its language',
      bytes(`<html lang=ru>${page('Требуется водитель')}`, 'win1251'),
      null,
      'Требуется водитель',
      'windows-1251',
    ],
    ['declared Latin, is UTF-8', bytes(page(German)), 'text/html; charset=iso-8859-1', German, 'utf-8'],
    ['meta says Latin, is UTF-8', bytes(page(Czech, '<meta charset=iso-8859-1>')), null, Czech, 'utf-8'],
    ['declared UTF-8, is Latin', bytes(page(German), 'latin1'), 'text/html; charset=utf-8', German, 'windows-1252'],
    [
      'meta says UTF-8, is Central European',
      bytes(`<html lang=cs><meta charset=utf-8>${page(Czech)}`, 'win1250'),
      null,
      Czech,
      'windows-1250',
    ],
    ['an encoding that does not exist', bytes(page(Czech)), 'text/html; charset=utf-8-fancy', Czech, 'utf-8'],
    [
      'Japanese',
      bytes(page('求人情報の詳細をご覧ください'), 'shift_jis'),
      'text/html; charset=Shift_JIS',
      '求人情報の詳細をご覧ください',
      'shift_jis',
    ],
    ['meta says UTF-16 in single bytes', bytes(page(German, '<meta charset=utf-16>')), null, German, 'utf-8'],
  ]
  for (const [name, body, contentType, text, charset] of cases) {
    const decoded = decodeBytes(body, contentType)
    t.ok(decoded.text.includes(text), `${name}: ${decoded.text.slice(0, 120)}`)
    t.equal(decoded.charset, charset, name)
    t.equal(decoded.kind, 'html', name)
  }
})

t.test('an overruled declaration is noted, one that holds is not', async (t) => {
  t.same(decodeBytes(bytes(page(German)), 'text/html; charset=latin1').notes, ['charset_overruled:windows-1252'])
  t.same(decodeBytes(bytes(page(German), 'latin1'), 'text/html; charset=utf-8').notes, ['charset_overruled:utf-8'])
  t.same(decodeBytes(bytes(page(German)), 'text/html; charset=nonsense').notes, ['charset_unknown'])
  for (const charset of ['utf-8', 'latin1'])
    t.same(decodeBytes(bytes(page(German), charset), `text/html; charset=${charset}`).notes, [], charset)
})

t.test('a few broken bytes do not make a UTF-8 page another one', async (t) => {
  const body = Buffer.concat([bytes(page(`${German} ${German}`)), Buffer.from([0xe4]), bytes(page(Czech))])
  const decoded = decodeBytes(body, 'text/html; charset=utf-8')
  t.equal(decoded.charset, 'utf-8')
  t.ok(decoded.text.includes(Czech))
  t.same(decoded.notes, ['invalid_characters'])
})

t.test('a body that is still packed is unpacked, a bomb is not', async (t) => {
  const body = bytes(page(German))
  for (const [name, packed] of Object.entries({
    gzip: gzipSync(body),
    zlib: deflateSync(body),
    twice: gzipSync(gzipSync(body)),
  })) {
    const decoded = decodeBytes(packed, 'text/html')
    t.ok(decoded.text.includes(German), name)
    t.same(decoded.notes, ['inflated'], name)
  }
  const cut = decodeBytes(gzipSync(bytes(page(German.repeat(2000)))).subarray(0, 300), 'text/html')
  t.ok(cut.text.startsWith('<!doctype html>'), 'a stream that ends early gives what it holds')
  const bomb = decodeBytes(gzipSync(Buffer.alloc(60_000_000, 32)), 'text/html')
  t.same([bomb.kind, bomb.text, bomb.notes], ['binary', '', ['inflate_limit']])
  const ratio = decodeBytes(gzipSync(Buffer.alloc(8_000_000, 97)), 'text/html')
  t.same(ratio.notes, ['inflate_limit'], '8 MB out of 8 kB')
  const text = decodeBytes(Buffer.from('x\u0001 marks the spot of a text that begins like a stream'), 'text/plain')
  t.equal(text.kind, 'text', 'what only begins like a stream is read as it is')
  const broken = decodeBytes(Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4]), null)
  t.equal(broken.kind, 'binary')
})

t.test('a saved response head is dropped, and its type counts where nothing else is known', async (t) => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\nX: y\r\n\r\n'
  const decoded = decodeBytes(Buffer.concat([Buffer.from(head), bytes(page(German), 'latin1')]), null)
  t.ok(decoded.text.startsWith('<!doctype html>'))
  t.ok(decoded.text.includes(German))
  t.same(decoded.notes, ['http_head'])
  const twice = decodeBytes(Buffer.from(`HTTP/1.1 301 Moved\nLocation: /b\n\n${head}${page('Two')}`), null)
  t.ok(twice.text.startsWith('<!doctype html>'), 'one head each redirect')
  const packed = decodeBytes(Buffer.concat([Buffer.from(head), gzipSync(bytes(page('packed'), 'latin1'))]), null)
  t.ok(packed.text.includes('packed'))
  const text = 'HTTP/1.1 is what this job is about\n\nApply now'
  t.equal(decodeBytes(Buffer.from(text), 'text/plain').text, text)
})

t.test('what a body is, is told by the body', async (t) => {
  const cases: [body: string | Uint8Array, contentType: string | null, kind: string][] = [
    [page('x'), 'text/plain', 'html'],
    ['<!-- saved -->\n<html><body>x', null, 'html'],
    ['Driver wanted<br>Salary 10', 'text/html', 'html'],
    ['Driver wanted\nSalary < 10 and > 5', 'text/html', 'text'],
    ['Driver wanted', null, 'text'],
    ['{"jobs": []}', 'text/html', 'json'],
    ['[{"a": 1}]', null, 'json'],
    ['[Company] is hiring', 'text/plain', 'text'],
    ['{ "cut": ', 'application/json', 'json'],
    ['<?xml version="1.0"?><rss><channel/></rss>', 'text/html', 'xml'],
    ['<?xml version="1.0"?><!DOCTYPE html><html><body/></html>', 'application/xhtml+xml', 'html'],
    ['<jobs><job/></jobs>', 'application/xml', 'xml'],
    ['%PDF-1.7 ...', 'text/html', 'pdf'],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'text/html', 'binary'],
    [Buffer.from([0x50, 0x4b, 3, 4, 20]), null, 'binary'],
    [Buffer.from(Array.from({ length: 2000 }, (_, at) => (at * 37) % 11)), 'text/html', 'binary'],
    [Buffer.alloc(5000), null, 'binary'],
    [`${page('one \0 in a page')}${'x'.repeat(500)}`, 'text/html', 'html'],
  ]
  for (const [body, contentType, kind] of cases) {
    const decoded = decodeBytes(Buffer.from(body as string), contentType)
    t.equal(decoded.kind, kind, `${String(body).slice(0, 40)} as ${contentType}`)
    if (kind === 'pdf' || kind === 'binary') t.same([decoded.text, decoded.charset], ['', ''])
  }
  t.same(decodeBytes(new Uint8Array(), null), {
    kind: 'text',
    text: '',
    charset: 'utf-8',
    notes: ['empty'],
    bytes: new Uint8Array(),
  })
})

t.test('a body beyond the limit is cut between characters', async (t) => {
  const decoded = decodeBytes(Buffer.from(`a${'é'.repeat(20_000_500)}`), 'text/plain; charset=utf-8')
  t.same([decoded.charset, decoded.notes], ['utf-8', ['size']])
  t.ok(decoded.text.length <= 20_000_001 && decoded.text.endsWith('é'))
})

t.test('no bytes and no header make it fail, and UTF-8 comes back as it was', async () => {
  const type = fc.oneof(fc.constant(null), fc.string(), fc.constantFrom('text/html; charset=utf-16', 'x;charset=gbk'))
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), type, (body, contentType) => {
      const { notes, kind } = decodeBytes(body, contentType)
      return Array.isArray(notes) && kind !== undefined
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const decoded = decodeBytes(Buffer.from(`<p>${text}`), 'text/html; charset=utf-8')
      return decoded.kind !== 'html' || decoded.text === `<p>${text}`.replace(/^\ufeff/, '')
    }),
  )
})
