import robotsParser from 'robots-parser'

/** What a robots.txt says to winnow. */
export type RobotsRules = {
  allows(url: URL): boolean
  /** The pause between two requests that the site asks for; 0 when it asks for none. */
  crawlDelayMs: number
}

/** The name by which sites address winnow in robots.txt. */
export const PRODUCT = 'winnow'
/** Its declarations describe an ES module; it is CommonJS. */
const parse = robotsParser as unknown as typeof robotsParser.default
/** A site that wants a longer pause gets this one: an hour between two pages would hold up everything that waits behind them. */
const LONGEST_CRAWL_DELAY_MS = 60_000
/** Steps of comparing one path with all patterns, about 0.3 s: a file made of wildcards could hold the process for minutes. */
const MOST_STEPS = 100_000_000

export const ALLOW_ALL: RobotsRules = { allows: () => true, crawlDelayMs: 0 }

/**
 * Reads a robots.txt of `origin` by RFC 9309: all groups that name winnow, else all for everybody; the longest matching rule counts. A
 * path that would take too long to judge is not allowed.
 */
export function readRobots(origin: string, text: string): RobotsRules {
  const lines = linesForWinnow(text)
  const robots = parse(`${origin}/robots.txt`, [`User-agent: ${PRODUCT}`, ...lines].join('\n'))
  const stepsPerCharacter = lines.reduce((steps, line) => steps + (line.includes('*') ? line.length : 1), 0)
  const seconds = robots.getCrawlDelay(PRODUCT) ?? 0
  return {
    allows: ({ href, pathname, search }) => {
      if (pathname === '/robots.txt') return true
      if (stepsPerCharacter * (pathname.length + search.length) > MOST_STEPS) return false
      return robots.isAllowed(href, PRODUCT) !== false
    },
    crawlDelayMs: Math.min(Math.max(seconds * 1_000, 0), LONGEST_CRAWL_DELAY_MS),
  }
}

/** Only these are given to the parser, which keeps every rule once for every name above it: thousands of both would fill the memory. */
function linesForWinnow(text: string): string[] {
  const own: string[] = []
  const everybody: string[] = []
  let names: string[] = []
  let isNamed = false
  let isAmongRules = false
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, key = '', value = ''] = /^\s*([\w-]{1,20})\s*:([^#]*)/.exec(line) ?? []
    const field = key.toLowerCase()
    if (field === 'user-agent') {
      if (isAmongRules) names = []
      isAmongRules = false
      const name = value.trim().toLowerCase().replace(/\/.*$/, '')
      if (name === PRODUCT || name === '*') names = [...new Set([...names, name])]
      isNamed ||= name === PRODUCT
    } else if (field === 'allow' || field === 'disallow' || field === 'crawl-delay') {
      isAmongRules = true
      if (names.includes(PRODUCT)) own.push(`${field}:${value}`)
      if (names.includes('*')) everybody.push(`${field}:${value}`)
    }
  }
  return isNamed ? own : everybody
}
