import type { Fetcher } from '../../fetch/fetched.ts'
import { retryAfterMs } from '../../fetch/retry-after.ts'

/** The same fetcher, which tells at once when a host asks for a rest (429): whoever has no time to wait must not wait for it. */
export function notingRest(fetcher: Fetcher, clock: () => Date, onRest: (restMs: number | null) => void): Fetcher {
  return {
    close: () => fetcher.close(),
    fetch: (request) =>
      fetcher.fetch({
        ...request,
        around: (ask) => {
          const noted = async () => {
            const answer = await ask()
            if (answer.status === 429) onRest(retryAfterMs(answer.headers['retry-after'], clock().getTime()))
            return answer
          }
          return request.around ? request.around(noted) : noted()
        },
      }),
  }
}
