import t from 'tap'
import { nearest } from '../../src/cli/nearest.ts'

const names = ['serve', 'import', 'batch', 'sources list', 'sources add', 'completeness']

t.test('a typing error leads to the command that was meant', async (t) => {
  for (const [typed, meant] of [
    ['bacth', 'batch'],
    ['imprt', 'import'],
    ['servr', 'serve'],
    ['compl', 'completeness'],
    ['sources lst', 'sources list'],
  ] as const) {
    t.equal(nearest(typed, names), meant, typed)
  }
})

t.test('a word unlike any command leads nowhere', async (t) => {
  for (const typed of ['xyz', 'frobnicate', 'q', '']) t.equal(nearest(typed, names), undefined, typed)
})
