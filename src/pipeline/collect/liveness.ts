import { asWinnowError, WinnowError } from '../../errors.ts'
import type { Fetched, Fetcher } from '../fetch/fetched.ts'
import { remoteStatusOf } from '../fetch/remote-status.ts'

/** What an address says of its posting. `reason` is a status, a code, or where it led. */
export type LivenessFinding = { outcome: 'live' | 'gone' | 'inconclusive'; reason: string }

/** Statuses by which servers refuse to be asked with HEAD, though they would answer GET. 404 and 410 are asked again to be sure. */
const ASK_WITH_GET = [400, 403, 404, 405, 406, 410, 501]
const GONE = [404, 410]

/**
 * Asks whether a posting still stands at its address, with HEAD and where that says too little with GET. Gone: 404, 410, or a redirect
 * to a listing, a home or an error page. Everything that may pass is inconclusive. Throws only the reason of `signal`.
 */
export async function checkAddress(
  fetcher: Pick<Fetcher, 'fetch'>,
  url: string,
  { signal, intervalMs }: { signal: AbortSignal; intervalMs?: number | undefined },
): Promise<LivenessFinding> {
  for (const method of ['HEAD', 'GET'] as const) {
    try {
      return findingOf(url, await fetcher.fetch({ url, method, signal, interval_ms: intervalMs }))
    } catch (error) {
      signal.throwIfAborted()
      const status = remoteStatusOf(error)
      if (status !== null && method === 'HEAD' && ASK_WITH_GET.includes(status)) continue
      if (status !== null && GONE.includes(status)) return { outcome: 'gone', reason: String(status) }
      const { code } = error instanceof WinnowError ? error : asWinnowError(error)
      if (code === 'INTERNAL') throw error
      return { outcome: 'inconclusive', reason: status === null ? code : String(status) }
    }
  }
  throw new Error('a check asks at least once')
}

function findingOf(asked: string, { url, redirects, status }: Fetched): LivenessFinding {
  if (redirects.length === 0) return { outcome: 'live', reason: String(status) }
  return readRedirect(asked, url)
}

/** Last words of an address that shows no single opening. */
const NO_OPENING =
  /^(|index|home|jobs?|careers?|karriere|stellen\w*|vacanc(y|ies)|openings?|positions?|search(-?results?)?|jobsuche|joblist|job-?search|404|410|error|fehler|not-?found|page-?not-?found|expired|job-?(not-?found|expired|closed|not-?available)|gone|closed)$/i
/** Where a server sends whoever it does not know: that says nothing of the opening. */
const GATE =
  /(^|[/._-])(login|signin|sign-in|auth|sso|oauth2?|captcha|challenge|consent|cookie\w*|blocked|maintenance|wartung)([/._?-]|$)/i
const LANGUAGE = /^[a-z]{2}([-_][a-z]{2})?$/i

/** Where a redirect led, seen from the address that was asked. Pure. */
export function readRedirect(asked: string, landed: string): LivenessFinding {
  const [from, to] = [new URL(asked), new URL(landed)]
  if (GATE.test(to.pathname) || GATE.test(to.hostname)) return { outcome: 'inconclusive', reason: 'gate' }
  const there = wordsOf(to)
  const lost = namesOf(from).filter(
    (name) => !there.some((word) => word.includes(name)) && !to.search.toLowerCase().includes(name),
  )
  if (namesOf(from).length > 0 && lost.length === 0) return { outcome: 'live', reason: 'moved' }
  const last = there.filter((word) => !LANGUAGE.test(word)).at(-1) ?? ''
  if (NO_OPENING.test(last.replace(/\.\w{2,5}$/, ''))) return { outcome: 'gone', reason: 'redirected' }
  // One of the folders above: the listing that the opening stood in.
  const here = wordsOf(from)
  const isAbove = there.length < here.length && there.every((word, index) => word === here[index])
  if (from.host === to.host && isAbove) return { outcome: 'gone', reason: 'redirected' }
  return { outcome: 'inconclusive', reason: 'redirected' }
}

const wordsOf = ({ pathname }: URL) =>
  pathname
    .toLowerCase()
    .split('/')
    .filter((word) => word !== '')

/** What names the opening in its address: the parts with a number, and where there is none the last part. */
function namesOf(url: URL): string[] {
  const values = [...wordsOf(url), ...[...url.searchParams.values()].map((value) => value.toLowerCase())]
  const numbers = values.flatMap((value) => value.match(/[a-z]*\d[\da-z]{3,}/g) ?? [])
  if (numbers.length > 0) return numbers
  const last = wordsOf(url).at(-1)
  return last === undefined || NO_OPENING.test(last) ? [] : [last]
}
