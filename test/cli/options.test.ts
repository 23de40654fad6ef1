import t from 'tap'
import { command } from '../../src/cli/command.ts'
import { parseOptions } from '../../src/cli/options.ts'

const example = command({
  name: 'example',
  summary: 'An example.',
  positionals: [{ name: 'FILE', required: true, summary: 'a file' }],
  options: {
    'max-jobs': { type: 'integer', value: 'N', least: 1, most: 100, fallback: 7, summary: 'jobs' },
    source: { type: 'text', value: 'NAME', summary: 'source' },
    scope: { type: 'text', value: 'SCOPE', choices: ['read', 'admin'], fallback: 'read', summary: 'scope' },
    ids: { type: 'list', value: 'ID,ID', summary: 'ids' },
    force: { type: 'flag', summary: 'force' },
  },
  run: async () => 0,
})

const fault = (...args: string[]) => {
  try {
    parseOptions(example, args)
    return null
  } catch (error) {
    const { code, message, fix } = error as { code: string; message: string; fix: string }
    return { code, text: `${message} ${fix}` }
  }
}

t.test('options are converted, and absent ones have their default', async (t) => {
  const { options, positionals, json } = parseOptions(example, [
    'a.txt',
    '--max-jobs=12',
    '--ids',
    'x, y',
    '--ids',
    'z',
    '--force',
    '--json',
  ])
  t.match(options, { 'max-jobs': 12, ids: ['x', 'y', 'z'], force: true, scope: 'read', source: undefined })
  t.same(positionals, ['a.txt'])
  t.equal(json, true)
  t.equal(parseOptions(example, ['a.txt']).options['max-jobs'], 7)
})

t.test('a mistyped option is refused with the one that was meant', async (t) => {
  const found = fault('a.txt', '--max-job', '3')
  t.equal(found?.code, 'UNKNOWN_OPTION')
  t.match(found?.text, /"--max-job".*Did you mean --max-jobs\?/)
})

t.test('a wrong value is refused with what it must be', async (t) => {
  for (const value of ['0', '101', '-1', '1.5', 'many', '']) {
    const found = fault('a.txt', '--max-jobs', value)
    t.equal(found?.code, 'BAD_OPTION_VALUE', value)
  }
  t.match(fault('a.txt', '--max-jobs', '0')?.text, /a whole number from 1 to 100/)
  t.match(fault('a.txt', '--scope', 'root')?.text, /one of read, admin/)
  t.equal(fault('a.txt', '--source')?.code, 'BAD_OPTION_VALUE')
  t.equal(fault('a.txt', '--source', ' ')?.code, 'BAD_OPTION_VALUE')
  t.equal(fault('a.txt', '--force=yes')?.code, 'BAD_OPTION_VALUE')
})

t.test('a missing or superfluous word is refused', async (t) => {
  t.match(fault(), { code: 'MISSING_ARGUMENT' })
  t.match(fault('a.txt', 'b.txt')?.text, /cannot use "b.txt".*FILE/)
})

t.test('help is answered whatever else is missing', async (t) => {
  t.equal(parseOptions(example, ['--help']).help, true)
  t.equal(parseOptions(example, ['-h']).help, true)
})
