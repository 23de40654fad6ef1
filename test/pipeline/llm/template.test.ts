import fc from 'fast-check'
import t from 'tap'
import { checkTemplate, parseTemplate, renderTemplate, slotsOf } from '../../../src/pipeline/llm/template.ts'

t.test('a template is filled in one pass: slots inside a text stay as they are', async (t) => {
  const template = parseTemplate('A {{posting}} B {{summary}} C')
  const text = renderTemplate(template, { posting: 'wants {{summary}} and {{posting}}', summary: '{{nobody}}' })
  t.equal(text, 'A wants {{summary}} and {{posting}} B {{nobody}} C')
})

t.test('any text survives untouched, whatever braces it holds', async (t) => {
  const template = parseTemplate('<{{posting}}>')
  const text = fc.array(fc.constantFrom('{{', '}}', '{', '}', 'posting', ' ', '$&', '$1', 'ä'), { minLength: 1 })
  fc.assert(
    fc.property(text, (parts) => {
      const posting = `x${parts.join('')}`
      return renderTemplate(template, { posting }) === `<${posting}>`
    }),
  )
  t.pass()
})

t.test('an unknown slot is an error that names the known ones', async (t) => {
  t.throws(() => checkTemplate('{{posting}} {{postnig}}', ['posting', 'summary']), {
    code: 'PROMPT_SLOT_UNKNOWN',
    message: /"postnig".*posting, summary/,
  })
  t.throws(() => checkTemplate('{{ posting }}', ['posting']), { code: 'PROMPT_SLOT_UNKNOWN' })
  t.throws(() => checkTemplate('{{}}', ['posting']), { code: 'PROMPT_SLOT_UNKNOWN' })
})

t.test('a slot that the template leaves out is an error', async (t) => {
  t.throws(() => checkTemplate('Summarise it.', ['posting', 'summary']), {
    code: 'PROMPT_SLOT_MISSING',
    message: /\{\{posting\}\}, \{\{summary\}\}/,
  })
  t.throws(() => renderTemplate(parseTemplate('{{posting}}'), { posting: 'x', summary: 'y' }), {
    code: 'PROMPT_SLOT_MISSING',
  })
})

t.test('no hollow prompt: an empty, blank or absent text is an error', async (t) => {
  for (const text of ['', ' \n\t', null, undefined, 7])
    t.throws(() => renderTemplate(parseTemplate('{{posting}}'), { posting: text as string }), {
      code: 'PROMPT_SLOT_EMPTY',
    })
  t.throws(() => renderTemplate(parseTemplate('{{toString}}'), {}), { code: 'PROMPT_SLOT_UNKNOWN' })
})

t.test('slots are named once, in order', async (t) => {
  t.same(slotsOf(parseTemplate('{{b}}{{a}} {c} {{b}} {{{d}}}')), ['b', 'a', 'd'])
  t.same(slotsOf(parseTemplate('')), [])
})
