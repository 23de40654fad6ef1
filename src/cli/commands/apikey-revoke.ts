import { revokeApiKey } from '../../db/api-keys.ts'
import { command } from '../command.ts'

export const apikeyRevoke = command({
  name: 'apikey revoke',
  summary: 'End a key at once.',
  positionals: [{ name: 'ID', required: true, summary: 'id of the key ("winnow apikey list")' }],
  run: async ({ positionals, services, caller, answer }) => {
    const { database } = await services()
    const apiKey = await revokeApiKey(database, positionals[0] ?? '', caller)
    answer(apiKey, ({ key_name, api_key_id }) => `Key ${api_key_id} of ${key_name} is revoked.`)
    return 0
  },
})
