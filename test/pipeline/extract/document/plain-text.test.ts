import fc from 'fast-check'
import t from 'tap'
import { textOf } from '../../../../src/pipeline/extract/document/page-node.ts'
import { parsePlainText } from '../../../../src/pipeline/extract/document/plain-text.ts'
import { spanFaults } from './spans.ts'

const shape = (text: string) => {
  const page = parsePlainText(text)
  return page.elements
    .filter(({ name }) => name !== 'body' && name !== 'ul')
    .map((one) => `${one.name}: ${textOf(page, one)}`)
}

t.test('lines are paragraphs, marked lines items of one list, the first line the heading', async (t) => {
  const text =
    'Bus driver (m/f/d)\r\nLocation: Kiel\r\n\r\nTasks\n- Drive\n• Wash the\n   bus\n* Smile\n-------\n1. First\n2) Second\n3.5 years of practice\n\fo Care'
  t.same(shape(text), [
    'h1: Bus driver (m/f/d)',
    'p: Location: Kiel',
    'p: Tasks',
    'li: Drive',
    'li: Wash the bus',
    'li: Smile',
    'li: First',
    'li: Second',
    'p: 3.5 years of practice',
    'li: Care',
  ])
  const page = parsePlainText(text)
  t.equal(page.elements.filter(({ name }) => name === 'ul').length, 3)
  t.same(
    page.texts.map(({ start, end }) => page.text.slice(start, end)),
    page.text.split(/\n| (?=bus$)/m),
    'every stretch is where it says',
  )
})

t.test('a first line that is a sentence is no heading', async (t) => {
  t.same(shape('We look for a driver who likes the sea.\nApply'), [
    'p: We look for a driver who likes the sea.',
    'p: Apply',
  ])
  t.same(shape('- one'), ['li: one'])
  t.same(shape(''), [])
})

t.test('any text becomes a page whose spans hold, within limits', async (t) => {
  const piece = fc.oneof(fc.string(), fc.constantFrom('\n', '\r\n', '- ', '• ', '  ', '\t', '\0', 'Word', '1. '))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      t.same(spanFaults(parsePlainText(pieces.join(''))), [])
    }),
  )
  const long = parsePlainText('word\n'.repeat(100_000))
  t.same(long.limits, ['elements'])
  t.same(parsePlainText('w'.repeat(10_000_001)).limits, ['size'])
})
