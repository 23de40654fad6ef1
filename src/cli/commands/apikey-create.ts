import { createApiKey, SCOPES } from '../../db/api-keys.ts'
import { errors } from '../../errors.ts'
import { command } from '../command.ts'

const DAY_MS = 86_400_000

export const apikeyCreate = command({
  name: 'apikey create',
  summary:
    'Make a key for an internal client. It is shown this once; a name has at most two live keys, so that clients can change over.',
  positionals: [{ name: 'NAME', required: true, summary: 'the client that will use it' }],
  options: {
    scope: {
      type: 'text',
      value: 'SCOPE',
      choices: SCOPES,
      fallback: 'read',
      summary: 'what it may do; each includes the ones before',
    },
    days: { type: 'integer', value: 'N', least: 1, most: 3650, summary: 'days until it expires (default: never)' },
  },
  examples: ['apikey create dashboard --scope read --days 90'],
  run: async ({ options, positionals, services, caller, answer }) => {
    const name = positionals[0]?.trim()
    if (!name) throw errors.missingArgument('NAME', 'apikey create')
    const { database, config } = await services()
    const expiresAt = options.days === undefined ? null : new Date(Date.now() + options.days * DAY_MS)
    const { key, apiKey } = await createApiKey(database, { name, scope: options.scope, expiresAt, actor: caller })
    const closed = config.internalApiKey ? '' : '\nKeyed addresses stay closed until INTERNAL_API_KEY is set.'
    answer(
      { key, ...apiKey },
      () =>
        `${key}\nScope ${apiKey.scope}, ${apiKey.expires_at ? `expires ${apiKey.expires_at}` : 'does not expire'}. It is not shown again.${closed}`,
    )
    return 0
  },
})
