import type { SourceRequest } from './source-http.ts'

/** They say how much is asked for and how far back. What is looked for, titles and places, belongs to people and stays out. */
const TOLD = ['date_posted', 'country', 'limit', 'offset', 'page', 'num_pages']
const LONGEST = 200

/** A request as the ledger names it: its path and window, without secrets. */
export function describeRequest({ url, query = {} }: SourceRequest, secrets: ReadonlySet<string>): string {
  const { pathname, searchParams } = new URL(url)
  const told = TOLD.flatMap((name) => {
    const value = query[name] ?? searchParams.get(name)
    return value === null ? [] : [`${name}=${value}`]
  })
  const text = [pathname, told.join('&')].filter(Boolean).join('?')
  const written = [...secrets].flatMap((secret) => [secret, encodeURIComponent(secret)])
  return written.reduce((rest, secret) => rest.replaceAll(secret, '***'), text).slice(0, LONGEST)
}
