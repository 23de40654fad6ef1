import { listApiKeys } from '../../db/api-keys.ts'
import { command } from '../command.ts'
import { table } from '../table.ts'

export const apikeyList = command({
  name: 'apikey list',
  summary: 'Keys of internal clients, without their secrets. The key of INTERNAL_API_KEY is not among them.',
  run: async ({ services, answer }) => {
    const { database } = await services()
    const keys = await listApiKeys(database.db)
    answer(keys, () =>
      keys.length === 0
        ? 'No keys yet: "winnow apikey create NAME" makes one.'
        : table(keys, [
            { title: 'id', value: ({ api_key_id }) => api_key_id },
            { title: 'name', value: ({ key_name }) => key_name },
            { title: 'scope', value: ({ scope }) => scope },
            {
              title: 'state',
              value: ({ revoked_at, expires_at }) =>
                revoked_at ? 'revoked' : expires_at && Date.parse(expires_at) < Date.now() ? 'expired' : 'live',
            },
            { title: 'last used', value: ({ last_used_at }) => last_used_at?.slice(0, 16) ?? 'never' },
          ]),
    )
    return 0
  },
})
