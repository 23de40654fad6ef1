const LONGEST_MS = 24 * 3_600_000

/**
 * The header Retry-After in milliseconds from `now`: seconds or an HTTP date (RFC 9110 10.2.3). At most a day, so that a slip of one
 * server does not silence it for ever; null when it is missing or neither.
 */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? ''
  const ms = /^\d{1,10}(\.\d+)?$/.test(text)
    ? Number(text) * 1_000
    : isHttpDate(text)
      ? Date.parse(text) - now
      : Number.NaN
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), LONGEST_MS)
}

/** Date.parse alone takes "5 apples" for a day in May. */
function isHttpDate(text: string): boolean {
  return /^[A-Z][a-z]{2,8},? [\w :-]+( GMT)?$/.test(text) && /\d\d:\d\d:\d\d/.test(text)
}
