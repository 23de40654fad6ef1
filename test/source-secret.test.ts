import t from 'tap'
import { describeConfig, readConfig } from '../src/config.ts'

t.test('a source is given its own key by name, from the environment before .env', async (t) => {
  const config = readConfig(
    { ACTIVEJOBS_API_KEY: 'a-1', BOARD_TOKEN: 'b-2' },
    { BOARD_TOKEN: 'old', FEED_SECRET: ' c-3 ' },
  )
  t.equal(config.sourceSecret('ACTIVEJOBS_API_KEY'), 'a-1')
  t.equal(config.sourceSecret('BOARD_TOKEN'), 'b-2')
  t.equal(config.sourceSecret('FEED_SECRET'), 'c-3')
  t.equal(config.sourceSecret('JSEARCH_API_KEY'), undefined)
  t.notMatch(config.notes.join(), /BOARD_TOKEN|FEED_SECRET/, 'they are known variables')
})

t.test('nothing else of the environment can be sent to a source', async (t) => {
  const environment = {
    INTERNAL_API_KEY: 'x'.repeat(20),
    SECRET_KEY: 'y'.repeat(20),
    METRICS_KEY: 'z',
    ANTHROPIC_API_KEY: 'w',
    DATABASE_URL: 'postgres://u:p@h/d',
    HOME: '/home',
    lower_token: 'v',
  }
  const { sourceSecret } = readConfig(environment)
  for (const variable of Object.keys(environment)) t.equal(sourceSecret(variable), undefined, variable)
})

t.test(
  'no key of a source is ever printed, and one that no header could carry is refused without its value',
  async (t) => {
    const config = readConfig({ BOARD_TOKEN: 'line1\nline2', JSEARCH_API_KEY: 'j-123456' })
    try {
      config.sourceSecret('BOARD_TOKEN')
      t.fail('accepted')
    } catch (error) {
      t.match(error, { code: 'CONFIG_INVALID', message: /BOARD_TOKEN: must be printable ASCII/ })
      t.notMatch((error as Error).message, /line1/)
    }
    t.notMatch(JSON.stringify([config.notes, describeConfig(config)]), /j-123456|line1/)
  },
)
