import t from 'tap'
import {
  booleanOf,
  joined,
  listOf,
  numberOf,
  objectOf,
  objectsIn,
  textOf,
  textsOf,
  without,
} from '../../../src/pipeline/collect/json-values.ts'

t.test('null, blanks and things never become text', async (t) => {
  t.same([' a ', 7, 0].map(textOf), ['a', '7', '0'])
  t.same([null, undefined, '', ' \n', true, {}, ['a'], Number.NaN].map(textOf), Array(8).fill(null))
})

t.test('numbers are read from their plain writing only', async (t) => {
  t.same([3, '45000', ' 1.5 ', '-2', '1e3'].map(numberOf), [3, 45_000, 1.5, -2, 1_000])
  t.same(['', '1,000', '0x10', '1.000.000', 'Infinity', null, true, [3], {}].map(numberOf), Array(9).fill(null))
})

t.test('a boolean is one of its usual writings', async (t) => {
  t.same([true, 'TRUE', 1, '1'].map(booleanOf), [true, true, true, true])
  t.same([false, 'false', 0].map(booleanOf), [false, false, false])
  t.same(['yes', null, {}, 2].map(booleanOf), [null, null, null, null])
})

t.test('lists and objects are what they are, and an empty list does not say none', async (t) => {
  t.same([objectOf([1]), objectOf(null), objectOf({ a: 1 })], [{}, {}, { a: 1 }])
  t.same([listOf('ab'), listOf({ length: 1 }), listOf([1])], [[], [], [1]])
  t.same([textsOf([' a', null, 2, {}]), textsOf([null]), textsOf([]), textsOf('a')], [['a', '2'], null, null, null])
  t.same([joined(['a', null, '', 'b'], ', '), joined([null, ''], ', ')], ['a, b', null])
  t.same(without({ a: 1, b: 2 }, ['b']), { a: 1 })
})

t.test('what is no object is counted beside what was counted before', async (t) => {
  const faults: Record<string, number> = { other: 1, item_not_an_object: 1 }
  t.same(objectsIn([{}, null, 'x', []], faults), [{}])
  t.same(faults, { other: 1, item_not_an_object: 4 })
})
