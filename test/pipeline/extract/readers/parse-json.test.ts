import fc from 'fast-check'
import t from 'tap'
import { parseJson } from '../../../../src/pipeline/extract/readers/parse-json.ts'

t.test('the usual faults of JSON in pages are mended', async (t) => {
  const job = { title: "Driver's mate", pay: 5, tags: ['a', 'b'] }
  const json = JSON.stringify(job)
  const cases: Record<string, string> = {
    'as it is': json,
    'a byte order mark': `\ufeff${json}`,
    'an HTML comment around it': `\n<!-- ${json} -->\n`,
    'a comment line before it': `<!-- job's "data" -->\n${json}`,
    'CDATA marks': `//<![CDATA[\n${json}\n//]]>`,
    'CDATA marks in comments': `/*<![CDATA[*/${json}/*]]>*/`,
    'bare CDATA': `<![CDATA[${json}]]>`,
    'a semicolon behind it': `${json};`,
    'a brace too many': `${json}}`,
    'an assignment before it': `var job = ${json};`,
    'comments of JavaScript': `// it's "a" job\n${json.replace('"pay"', '/* {"pay": */ "pay"')} // end`,
    'trailing commas': json.replace('"b"]', '"b",]').replace(/\}$/, ',}'),
    'doubled commas': json.replace(',"tags"', ',,"tags"'),
    'a missing comma': json.replace(',"tags"', '\n"tags"'),
    'an escaped apostrophe': json.replace("'", "\\'"),
    'an escape of two digits': json.replace('D', '\\x44'),
    'quotation marks as entities': json.replaceAll('"', '&quot;').replace("'", '&#39;'),
    'quotation marks as numbers': json.replaceAll('"', '&#34;').replace("'", '&#x27;'),
    'single quotation marks': json.replaceAll("'", '\u0001').replaceAll('"', "'").replace('\u0001', "\\'"),
    'single quotation marks around an apostrophe': json.replaceAll('"', "'"),
    'bare keys': json.replace(/"(\w+)":/g, '$1:'),
    'written as a string': JSON.stringify(json),
    'cut off': json.slice(0, -2),
    'a wrong bracket': json.replace(']}', '}]'),
  }
  for (const [name, text] of Object.entries(cases)) {
    t.same(parseJson(text), [job], name)
  }
  t.same(parseJson('{"a":"5\\-6 \\d"}'), [{ a: '5-6 d' }], 'escapes that JSON has not')
  t.same(parseJson('{"a":"one\ntwo\t\u0001"}'), [{ a: 'one\ntwo\t\u0001' }], 'raw control characters')
  t.same(
    parseJson('{"a":"Say "yes", it\'s fun","b":"x"}'),
    [{ a: 'Say "yes", it\'s fun', b: 'x' }],
    'bare quotation marks',
  )
  t.same(parseJson('{"a":undefined,"b":NaN,"c":True,"d":None,"e":x}'), [{ a: null, b: null, c: true, d: null, e: 'x' }])
  t.same(parseJson('{"a":1}{"b":2}\n[3]'), [{ a: 1 }, { b: 2 }, [3]], 'values one after the other')
  t.same(parseJson('{"a":"x",, "b":"y"}'), [{ a: 'x', b: 'y' }])
})

t.test('what is no JSON gives nothing', async (t) => {
  for (const text of ['', ' ', 'xx', 'alert(1)', '<p>', '}}}', ']', '"', '//', '/*']) t.same(parseJson(text), [], text)
})

t.test('nothing is evaluated, and prototypes are not touched', async (t) => {
  parseJson('{"a":(()=>{globalThis.reached=1})(),"__proto__":{"reached":1},}')
  t.equal((globalThis as Record<string, unknown>).reached, undefined)
  t.equal(({} as Record<string, unknown>).reached, undefined)
})

t.test('hostile text costs little time', async (t) => {
  const started = performance.now()
  const texts = [
    '['.repeat(100_000),
    '['.repeat(100_000) + ']'.repeat(100_000),
    '{"a":'.repeat(50_000),
    `{"a":"${'" '.repeat(100_000)}`,
    `{"a":"x"${' '.repeat(200_000)}y"`,
    '"'.repeat(200_000),
    '}'.repeat(300_000),
    `{'${"a' ".repeat(60_000)}`,
    '{/*'.repeat(100_000),
    `{&quot;${'&amp;'.repeat(200_000)}`,
    `{"a":1${'/'.repeat(300_000)}`,
    `{"a":"${'\\'.repeat(300_001)}`,
    `[1${',1'.repeat(90_000)},,]`,
    `<!--${' -->'.repeat(100_000)}`,
    `[${'{"a":1}'.repeat(30_000)}`,
  ]
  for (const text of texts) parseJson(text)
  t.ok(performance.now() - started < 20_000)
})

t.test('sound JSON comes back as it was, any text without a failure', async (t) => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const value = JSON.parse(json) as unknown
      if (typeof value !== 'string') t.same(parseJson(json), [value])
    }),
  )
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    ',',
    ':',
    '\\',
    '\n',
    ' ',
    'a',
    '1',
    'null',
    '//',
    '/*',
    '*/',
    '-->',
    '&quot;',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) =>
      Array.isArray(parseJson(pieces.join(''))),
    ),
    { numRuns: 500 },
  )
})

t.test('JSON with one fault put in keeps what stands before and behind it', async (t) => {
  const fault = fc.constantFrom(',', '/* c */', ' // c\n', ',,', '\n')
  const word = fc.stringMatching(/^[A-Za-z ]{1,12}$/)
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fault, (words, put) => {
      t.same(parseJson(`{"list":[${words.map((one) => JSON.stringify(one)).join(',')}${put}],"b":1}`), [
        { list: words, b: 1 },
      ])
    }),
  )
})
