import t from 'tap'
import { cut, table, wrap } from '../../src/cli/table.ts'

const columns = [
  { title: 'name', value: ({ name }: { name: string; n: number | null }) => name },
  { title: 'n', value: ({ n }: { name: string; n: number | null }) => n },
]

t.test('columns are aligned, numbers to the right, and what is absent is a dash', async (t) => {
  const rows = [
    { name: 'a', n: 5 },
    { name: 'longer', n: 12345 },
    { name: 'none', n: null },
  ]
  t.equal(table(rows, columns), ['name        n', 'a           5', 'longer  12345', 'none        -'].join('\n'))
})

t.test('no line is wider than asked', async (t) => {
  const rows = [{ name: 'x'.repeat(50), n: 1 }]
  for (const line of table(rows, columns, 20).split('\n')) t.ok(line.length <= 20, line)
})

t.test('a table without rows is its head alone', async (t) => {
  t.equal(table([], [{ title: 'name', value: () => 'x' }]), 'name')
})

t.test('text is broken at blanks and cut with dots', async (t) => {
  t.equal(wrap('one two three', 8, '- ', '  '), '- one\n  two\n  three')
  t.equal(cut('abcdef', 5), 'ab...')
  t.equal(cut('abc', 5), 'abc')
  t.equal(wrap('', 8), '')
})
