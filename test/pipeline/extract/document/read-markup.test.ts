import fc from 'fast-check'
import { Parser } from 'htmlparser2'
import t from 'tap'
import { attributeOf } from '../../../../src/pipeline/extract/document/markup/attributes.ts'
import { readMarkup } from '../../../../src/pipeline/extract/document/markup/read-markup.ts'
import { VOID } from '../../../../src/pipeline/extract/document/markup/tags.ts'

/** Elements and texts in order, with the attributes that are kept. */
function told(html: string): string[] {
  const events: string[] = []
  readMarkup(html, {
    stopped: false,
    open({ name, kind }, attributes) {
      events.push(`<${name} ${JSON.stringify(attributes)}>`)
      if (kind & VOID) events.push(`</${name}>`)
    },
    close: ({ name }) => events.push(`</${name}>`),
    text: (text) => events.push(text),
  })
  return events
}

function toldByHtmlparser2(html: string): string[] {
  const events: string[] = []
  const kept = (attributes: Record<string, string>) =>
    Object.fromEntries(Object.entries(attributes).filter(([name]) => attributeOf(name) !== undefined))
  const small = (name: string) => name.toLowerCase().replace(/^image$/, 'img')
  const parser = new Parser({
    onopentag: (name, attributes) => events.push(`<${small(name)} ${JSON.stringify(kept(attributes))}>`),
    onclosetag: (name) => events.push(`</${small(name)}>`),
    ontext: (text) => events.push(text),
  })
  parser.end(html)
  return events
}

const WRITTEN = [
  ...['<', '>', '/', '"', "'", '=', ' ', '\n', 'a', '&', '&amp;', '&amp', '&notit;', '&#60;', '&#x', '&lt', '&nvgt;'],
  ...['<!', '--', '-', '!', '[CDATA[', ']]>', '?', '<!doctype ', '<!-->', '<!--->', '<!-- x --!>', 'text', '\0', 'é'],
  ...['<script>', '</script', '<style ', '</style>', '<title>', '</TITLE >', '<textarea>', '</textarea>', '<xmp>'],
  ...['<svg>', '</svg>', '<desc>', '<path/>', '<plaintext>'],
  ...['<p>', '</p>', '<div class=x id="y">', '</div>', '<br/>', '</br>', '<li>', '<ul>', '<form>', '<option>', '<td>'],
  ...['<a href="?a=1&b=2&copy=3&amp;d">', '</a>', '<input hidden value=1>', '<b class=x CLASS=y>', "title='&quot;'"],
]
/** Ends whatever is open: at the end of a cut page htmlparser2 tells remains of tags as text. */
const END = ' "">\'\'>-->]]></title></textarea></script></style></xmp>.'
/** An entity behind the beginning of a tag in a title, which htmlparser2 does not decode, and CDATA in a picture, which nobody reads. */
const TOLD_OTHERWISE = /<\/?\w*&|<svg.*<!\[CDATA/s

t.test('tells of any markup what htmlparser2 tells', async (t) => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...WRITTEN), { maxLength: 16 }), (pieces) => {
      const html = pieces.join('') + END
      if (!TOLD_OTHERWISE.test(html)) t.same(told(html), toldByHtmlparser2(html), html)
    }),
    { numRuns: 3_000 },
  )
})

t.test('a tag that the end of the page cuts off is none', async (t) => {
  for (const cut of ['<b', '<b ', '<b class', '<b class=', '<b class="x', '<b class=x', '</b', '<script', '<!-- b'])
    t.same(told(`a${cut}`), ['a'], cut)
  for (const text of ['a<', 'a</']) t.equal(told(text).join(''), text)
})

t.test('an attribute that stands twice counts once, and values are decoded', async (t) => {
  t.same(told('<a HREF="?a=1&amp;b=&quot;" href=x class>'), ['<a {"href":"?a=1&b=\\"","class":""}>', '</a>'])
})
