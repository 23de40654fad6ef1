import t from 'tap'
import { readXml, xmlText, xmlTexts } from '../../../src/pipeline/collect/xml-items.ts'

const read = (xml: string, markup: string[] = []) =>
  readXml(xml, 'feeds.example', { roots: ['jobs'], expected: 'list of jobs', markup }).item

t.test('elements become plain data, whatever they hold', async (t) => {
  const item = read('<jobs a="1"><job>x</job><job n="2"><![CDATA[<b>&amp;</b>]]></job><job><id> 7 </id></job></jobs>')
  t.same(item, { '@a': '1', job: ['x', { '@n': '2', '#text': '<b>&amp;</b>' }, { id: '7' }] })
  t.same(xmlTexts(item.job), ['x', '<b>&amp;</b>'])
  t.equal(xmlText(undefined), null)
})

t.test('markup inside a description stays its text, escaped or not', async (t) => {
  const xml = '<jobs><text><p class="a">1 &lt; 2<br/></p>&lt;i&gt;x&lt;/i&gt;</text><title>t</title></jobs>'
  t.same(read(xml, ['text']), { text: '<p class="a">1 &lt; 2<br></br></p><i>x</i>', title: 't' })
})

t.test('another root, a page of HTML and no XML at all are told apart from an empty list', async (t) => {
  t.same(read('<jobs></jobs>'), {})
  t.same(read('<jobs/>'), {})
  for (const body of ['<!doctype html><html><body>Sorry</body></html>', '<error/>', 'Sorry', '{"jobs":[]}'])
    t.throws(() => read(body), { code: 'SOURCE_ANSWER_INVALID', message: /feeds\.example is no list of jobs/ })
})

t.test('a body that broke off is never a short list', async (t) => {
  const whole = '<jobs><job><id>1</id></job><job><id>2</id></job></jobs>'
  for (let end = 7; end < whole.length; end++)
    t.throws(() => read(whole.slice(0, end)), { code: 'SOURCE_ANSWER_INVALID' }, whole.slice(0, end))
})

t.test('entities of its own never grow, and names of JavaScript are only names', async (t) => {
  const bomb =
    '<!DOCTYPE jobs [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]><jobs><job>&b;</job><__proto__>x</__proto__><constructor>y</constructor></jobs>'
  const item = read(bomb)
  t.equal(item.job, '&b;')
  t.equal(Object.getPrototypeOf(item), Object.prototype)
  t.equal(item.constructor as unknown, 'y')
})

t.test('XML that was made to fill memory is refused', async (t) => {
  t.throws(() => read(`<jobs>${'<a>'.repeat(100)}${'</a>'.repeat(100)}</jobs>`), { code: 'SOURCE_ANSWER_INVALID' })
  t.throws(() => read(`<jobs>${'<a/>'.repeat(500_001)}</jobs>`), { message: /more than 500000 elements/ })
})
