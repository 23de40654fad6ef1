/** What is looked for, as the command line says it. */
import { errors } from '../errors.ts'
import type { Search } from '../pipeline/collect/search.ts'
import { type SearchForRules, searchFor } from '../pipeline/refresh/requests/search-for.ts'

type Asked = { titles: readonly string[] | undefined; location: string | undefined; pages: number | undefined }

/** null where nothing is looked for. Throws VALIDATION for a kind that cannot be searched. */
export function askedSearch({ titles, location, pages }: Asked, kind: string, rules: SearchForRules): Search | null {
  if (!titles?.length && location === undefined) return null
  // The search itself must know how many pages are wanted: some providers are paid for what one request may bring.
  return { ...searchFor({ titles, location }, kind, rules), pages: pages ?? null }
}

/** The base URL that was typed. Throws BAD_OPTION_VALUE. */
export function askedBaseUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (!/^https?:\/\/[^\s/]/i.test(text) || !URL.canParse(text))
    throw errors.badOptionValue('--base-url', 'an address such as http://127.0.0.1:9000')
  return text
}
