import { createHash } from 'node:crypto'
import { Parser } from 'htmlparser2'

export type PageLinks = {
  /** Where the page says that the listing goes on. */
  next: string | null
  /** Absolute http(s) addresses of its links, without repetition, in their order. */
  links: string[]
}

const MOST_LINKS = 20_000

/** The links of a page. Never throws: what is no address is left out. */
export function readLinks(html: string, base: string): PageLinks {
  const links = new Set<string>()
  let next: string | null = null
  const parser = new Parser({
    onopentag(name, { href, rel }) {
      if ((name !== 'a' && name !== 'link') || href === undefined || links.size >= MOST_LINKS) return
      const url = URL.parse(href, base)
      if (url === null || !/^https?:$/.test(url.protocol)) return
      url.hash = ''
      if (/(?:^|\s)next(?:\s|$)/i.test(rel ?? '')) next ??= url.href
      if (name === 'a') links.add(url.href)
    },
  })
  parser.end(html)
  return { next, links: [...links] }
}

/** One text for the same links in any order. */
export function linksDigest(links: readonly string[]): string {
  return createHash('sha256').update(links.toSorted().join('\n')).digest('hex').slice(0, 32)
}
