import type { PageDocument } from '../document/page-node.ts'

/** What relative addresses of a page are resolved against: <base>, else the page's own address. null when neither is absolute. */
export function baseOf(page: PageDocument, url: string | null): URL | null {
  const own = webUrl(url, null)
  return webUrl(page.base, own) ?? own
}

/**
 * The page's own address: the canonical one that it states, else og:url, else the address it was read from. A statement that names the
 * site's home page on any other page is a fault of its template and does not count.
 */
export function pageUrl(page: PageDocument, url: string | null): string | null {
  const own = webUrl(url, null)
  const base = baseOf(page, url)
  for (const stated of [page.canonical, page.meta.get('og:url') ?? null]) {
    const address = webUrl(stated, base)
    if (address === null || (isHome(address) && own !== null && !isHome(own))) continue
    return address.href
  }
  return own?.href ?? null
}

const isHome = ({ pathname, search }: URL) => pathname === '/' && search === ''

function webUrl(text: string | null, base: URL | null): URL | null {
  const source = text?.trim() ?? ''
  if (source === '' || /[{}<>]/.test(source) || !URL.canParse(source, base?.href)) return null
  const url = new URL(source, base?.href)
  return /^https?:$/.test(url.protocol) ? url : null
}
