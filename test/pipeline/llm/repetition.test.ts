import t from 'tap'
import { createRepetitionGuard } from '../../../src/pipeline/llm/repetition.ts'

/** The characters after which the guard spoke, or null; the text comes in pieces as a model sends them. */
function spokeAt(text: string, size = 4): number | null {
  const guard = createRepetitionGuard()
  for (let start = 0; start < text.length; start += size) {
    if (guard.push(text.slice(start, start + size))) return start + size
  }
  return null
}

t.test('the same line, phrase, character or blank without end is noticed early', async (t) => {
  const loops = {
    line: 'The candidate works in a team.\n',
    phrase: 'and so on ',
    character: '-',
    blank: ' ',
    'line break': '\n',
    'JSON item': '{"name":"SQL","importance":"essential","years":3},',
    'long passage': `${'Responsible for the daily planning of the ward and for the records. '.repeat(5)}\n`.slice(
      0,
      390,
    ),
  }
  for (const [name, loop] of Object.entries(loops)) {
    const start = '{"skills":[{"name":"Java"},'
    const at = spokeAt(start + loop.repeat(Math.ceil(20_000 / loop.length)))
    t.ok(at !== null && at <= Math.max(800, loop.length * 11 + 300), `${name}: after ${at} characters`)
  }
})

t.test('an ordinary list of like items, a table, an indented answer and a rule are none', async (t) => {
  const items = Array.from({ length: 60 }, (_, index) => ({
    name: `Skill ${index}`,
    importance: 'essential',
    years: 3,
  }))
  const ordinary = {
    list: JSON.stringify(items),
    indented: JSON.stringify({ a: { b: { c: items } } }, null, 8),
    rule: `Title\n${'-'.repeat(120)}\nText ${'='.repeat(120)}\n`.repeat(3),
    'few repeats': 'Apply now! '
      .repeat(9)
      .padEnd(1_000, 'abcdefghijklmnopqrstuvwxyz0123456789,.'.repeat(3).slice(0, 97)),
    'nulls in a row': `[${Array.from({ length: 60 }, () => 'null').join(',')}]`,
  }
  for (const [name, text] of Object.entries(ordinary)) t.equal(spokeAt(text), null, name)
})

t.test('the size of the pieces does not matter', async (t) => {
  const text = `Start of an answer. ${'Same line again.\n'.repeat(500)}`
  for (const size of [1, 3, 50, 1_000]) t.not(spokeAt(text, size), null, `pieces of ${size}`)
})
