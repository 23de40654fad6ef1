import { errors } from '../../errors.ts'

/**
 * An address as it is fetched: without a fragment, and without the dot that may end a name (the same server, which would otherwise have
 * two queues and two robots.txt). Throws URL_NOT_ALLOWED for what is no address.
 */
export function parseUrl(text: string, base?: URL): URL {
  // It is not repeated: what cannot be read may hold a password anywhere.
  if (!URL.canParse(text, base)) throw errors.urlNotAllowed(null, 'it is not a URL')
  const url = new URL(text, base)
  url.hash = ''
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1)
  return url
}
