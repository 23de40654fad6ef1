import fc from 'fast-check'
import t from 'tap'
import { textOf } from '../../../../src/pipeline/extract/document/page-node.ts'
import { parseDocument } from '../../../../src/pipeline/extract/document/parse-document.ts'
import { spanFaults } from './spans.ts'

const text = (html: string) => parseDocument(html).text
const one = (html: string, name: string) => {
  const page = parseDocument(html)
  const element = page.elements.find((each) => each.name === name)
  return element ? textOf(page, element) : undefined
}

t.test('blocks are lines, blanks are collapsed, cells and items stand apart', async (t) => {
  const cases: Record<string, string> = {
    '<h1>Bus  driver</h1><p>Kiel,\n Germany</p>': 'Bus driver\nKiel, Germany',
    '<ul><li>One<li>Two</ul>after': 'One\nTwo\nafter',
    '<table><tr><td>Place</td><td>Kiel</td></tr><tr><th>Pay<td>10</table>': 'Place Kiel\nPay 10',
    'a<br>b<br/>c': 'a\nb\nc',
    'a <b>b</b>c<i> d</i>': 'a bc d',
    'R&amp;D &ndash; &euro;10&nbsp;000 &#x2014; &#8364; &lt;b&gt; &zzz; &': 'R&D – €10 000 — € <b> &zzz; &',
    'a&thinsp;b\u2003c\u3000d': 'a b c d',
    '<p>one<!-- two --><p>three<![CDATA[ four ]]><p>five': 'one\nthree\nfive',
    'nul\0l <b>x\0</b>': 'nul l x',
    '<p>a<script>var x = "<p>no</p>"</script><style>p{}</style><template>no</template><noscript>no</noscript>b</p>':
      'ab',
    '<svg><title>no</title><path d=1 /></svg><p>seen': 'seen',
    '<button>Apply</button><button>Save</button>': 'Apply Save',
    '<select><option>no</select><textarea>no</textarea>yes': 'yes',
    '': '',
  }
  for (const [html, expected] of Object.entries(cases)) t.equal(text(html), expected, html)
})

t.test('every element knows where its text stands', async (t) => {
  const html = '<div>before <h1> Bus <b>driver</b> </h1>after <dl><dt>Place<dd>Kiel <a href=x>map</a></dl></div>'
  t.same(
    ['h1', 'b', 'dt', 'dd', 'a', 'dl'].map((name) => one(html, name)),
    ['Bus driver', 'driver', 'Place', 'Kiel map', 'map', 'Place\nKiel map'],
  )
  t.same(spanFaults(parseDocument(html)), [])
})

t.test('hidden text is counted and in no span, and parts nothing', async (t) => {
  const hidden = [
    '<span style="display: none">hidden</span>',
    '<span hidden><div>hid<p>den</div></span>',
    '<div aria-hidden="true">hid<b>den</b></div>',
    '<i style="font-size:0px">hidden</i>',
  ]
  for (const html of hidden) {
    const page = parseDocument(`<p>seen ${html}text</p>`)
    t.equal(page.text, html.startsWith('<div') ? 'seen\ntext' : 'seen text', html)
    t.equal(page.hidden_characters, 6, html)
    t.same(spanFaults(page), [], html)
  }
  const below = parseDocument(`${'<div>'.repeat(300)}seen<span hidden>hid<b>den</b></span> too`)
  t.same([below.text, below.hidden_characters], ['seen too', 6], 'also below the deepest element that is kept')
})

t.test('scripts keep their text untouched; those that hold no data keep none', async (t) => {
  const json = '{"a":"<p>&amp;</p>","b":"\\u003c"}\n<!-- x -->'
  const page = parseDocument(
    `<script type="Application/LD+JSON; charset=utf-8" id=x>${json}</script><script>var a = 1 && 2</script>` +
      '<script type="text/template"><p>no</p></script><script src=x></script>',
  )
  t.same(
    page.scripts.map(({ type, text }) => [type, text]),
    [
      ['application/ld+json', json],
      ['', 'var a = 1 && 2'],
      ['text/template', ''],
      ['', ''],
    ],
  )
  t.equal(page.scripts[0]?.attributes.id, 'x')
  t.equal(page.text, '')
})

t.test('the head is read: title, language, base, canonical address, metas by name or property', async (t) => {
  const page = parseDocument(
    '<HTML LANG="de-CH"><HEAD><TITLE> Bus &amp;\n driver </TITLE><title>second</title><base href="/b/"><base href=c>' +
      '<link rel="shortlink canonical" href="/x?a=1&amp;b=2"><link rel=canonical href=y>' +
      '<meta property="OG:Title" content="  A  b"><meta property=og:title content=second>' +
      '<meta name=Description content=d><meta name=empty><meta http-equiv=Refresh content="0; url=z">',
  )
  t.same([page.title, page.stated_language, page.base, page.canonical], ['Bus & driver', 'de', '/b/', '/x?a=1&b=2'])
  t.same(
    [...page.meta],
    [
      ['og:title', 'A b'],
      ['description', 'd'],
      ['refresh', '0; url=z'],
    ],
  )
  const none = parseDocument('<p>x')
  t.same([none.title, none.stated_language, none.base, none.canonical, none.meta.size], [null, null, null, null, 0])
})

t.test('names of prototypes reach no prototype', async (t) => {
  const page = parseDocument(
    '<p __proto__="x" constructor="y" toString="z">a</p><meta name="__proto__" content="c"><constructor>b</constructor>',
  )
  t.equal(page.meta.get('__proto__'), 'c')
  t.same(page.elements[0]?.attributes, {}, 'attributes that nobody reads are not kept')
  t.equal(page.text, 'a\nb')
  t.equal(({} as Record<string, unknown>).x, undefined)
})

t.test('broken markup loses no text', async (t) => {
  t.equal(text('<div><p>a<b>b</div>c</b></p>d'), 'ab\nc\nd')
  t.equal(text('<p>a</b></i></div>b'), 'ab')
  t.equal(text('a<'), 'a<')
  t.equal(text('<p>1 < 2 and 3 > 2'), '1 < 2 and 3 > 2')
})

t.test('pages beyond the limits are cut in little time, and say so', async (t) => {
  const started = performance.now()
  const deep = parseDocument(`<p>first</p>${'<div>'.repeat(100_000)}deep${'</div>'.repeat(100_000)}`)
  t.ok(deep.limits.includes('depth'))
  t.ok(deep.text.startsWith('first'))
  t.ok(deep.elements.length < 300)
  const spans = parseDocument('<span>x'.repeat(400))
  t.equal(spans.text.length, 400, 'text below the deepest element is kept')
  const many = parseDocument('<p>a</p>'.repeat(130_000))
  t.same([many.limits, many.elements.length], [['elements'], 120_000])
  const long = parseDocument(`<p>${'word '.repeat(2_100_000)}`)
  t.same(long.limits, ['size'])
  t.ok(long.text.length > 9_900_000)
  const script = parseDocument(`<script type=application/json>${'1'.repeat(2_000_001)}</script>`.repeat(3))
  t.same(script.limits, ['script'])
  t.ok(script.scripts.reduce((sum, one) => sum + one.text.length, 0) <= 4_000_000)
  for (const page of [deep, spans, many, long]) t.same(spanFaults(page), [])
  t.ok(performance.now() - started < 20_000)
})

t.test('unclosed tags, stray closing tags and long attributes cost no square of their number', async (t) => {
  const started = performance.now()
  for (const piece of [
    '<b>',
    '</b>',
    '<p>',
    '<svg>',
    '<a href="',
    '<!--',
    '<script>',
    '<title>',
    '<li><ul>',
    '&',
    '<x a=',
  ]) {
    t.same(spanFaults(parseDocument(piece.repeat(100_000))), [], piece)
  }
  t.ok(performance.now() - started < 20_000)
})

t.test('any text gives a page whose spans lie within each other', async (t) => {
  const tag = fc.constantFrom(
    ...['<p>', '</p>', '<div>', '</div>', '<span hidden>', '</span>', '<b>', '</b>', '<br>', '<table>', '<tr>', '<td>'],
    ...[
      '</table>',
      '<ul>',
      '<li>',
      '</ul>',
      '<script>',
      '</script>',
      '<title>',
      '</title>',
      '<svg>',
      '</svg>',
      '<a x=1>',
    ],
    ...[
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '&amp;',
      '&#0;',
      '&lt',
      '\0',
      ' ',
      '\n',
      '\u00a0',
      'word',
      '<',
      '</',
      '>',
      '"',
    ],
    ...[
      '<div style="display:none">',
      '<template>',
      '</template>',
      '<select>',
      '<textarea>',
      '<plaintext>',
      '<noscript>',
    ],
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(tag, fc.string()), { maxLength: 60 }), (pieces) => {
      t.same(spanFaults(parseDocument(pieces.join(''))), [])
    }),
    { numRuns: 400 },
  )
})
