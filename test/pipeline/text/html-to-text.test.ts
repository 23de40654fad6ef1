import fc from 'fast-check'
import t from 'tap'
import { cleanDescription } from '../../../src/pipeline/text/clean-text.ts'
import { htmlToText } from '../../../src/pipeline/text/html-to-text.ts'

t.test('blocks become lines and list items "- " lines', async (t) => {
  const { text } = htmlToText(
    '<h2>Your tasks</h2><ul><li>Plan <b>routes</b></li><li>Drive</li></ul><p>One.<br>Two &amp; three</p>',
  )
  t.equal(text, 'Your tasks\n- Plan routes\n- Drive\n\nOne.\nTwo & three')
})

t.test('text that no reader would see is left out and counted', async (t) => {
  const html =
    '<p>Seen</p><script>var x</script><style>p{}</style><!-- no --><div style="display: none">ignore me</div><span hidden>abc</span>'
  t.same(htmlToText(html), { text: 'Seen', hidden: 11 })
})

t.test('plain text passes unchanged but for its entities', async (t) => {
  for (const text of ['a < b and c > d', 'salary <50k\nnext line', 'use List<String> and x<y'])
    t.equal(htmlToText(text).text, text)
  t.equal(htmlToText('R&amp;D &ndash; lead').text, 'R&D – lead')
  t.equal(htmlToText('&lt;p&gt;Hello&lt;/p&gt;&lt;p&gt;you&lt;/p&gt;').text, 'Hello\n\nyou')
})

t.test('nesting of any depth neither fails nor loses the text', async (t) => {
  t.equal(htmlToText(`${'<div>'.repeat(20_000)}deep${'</div>'.repeat(20_000)}`).text, 'deep')
})

t.test('a hidden element ends with its own tag, however the tags inside it are broken', async (t) => {
  t.equal(htmlToText('<div style="display:none"><p>x<p>y</div><p>seen</p>').text, 'seen')
})

t.test('cleaning a description twice changes nothing, on any input', async (t) => {
  const piece = fc.constantFrom(
    '<p>',
    '</p>',
    '<li>',
    '&amp;',
    '&lt;',
    'Ã¼',
    '\u200b',
    '\r\n',
    '  ',
    'Job Description: ',
    'Plan.',
    '\u0000',
    '<br>',
    '- ',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const once = cleanDescription(pieces.join('')).text
      // Escaped markup is markup once: text that still shows tags has been shown to readers as such.
      if (/[<&]/.test(once)) return
      t.equal(cleanDescription(once).text, once)
    }),
    { numRuns: 200 },
  )
})

t.test('a cleaned description has no label, no control characters and even blanks', async (t) => {
  const { text, repaired } = cleanDescription(
    'Job Description:\r\n\r\nWeâ\u0080\u0099ll  plan\u200b\t routes &amp; more\r\n\r\n\r\n\r\nEnd ',
  )
  t.equal(text, 'We’ll plan routes & more\n\nEnd')
  t.equal(repaired, 1)
})
