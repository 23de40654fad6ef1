/**
 * The type among `available` that an Accept header likes best, the earlier one where it likes several alike (RFC 9110 12.5.1); the first
 * without a header; undefined when it takes none.
 */
export function preferredType<T extends string>(accept: string | undefined, available: readonly T[]): T | undefined {
  if (!accept?.trim()) return available[0]
  const ranges = accept.split(',').map((part) => {
    const [range = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase())
    const quality = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1)
    return { range, quality: Number.isNaN(quality) ? 0 : quality }
  })
  const liking = (type: T) => {
    const [family] = type.split('/')
    const named = [type, `${family}/*`, '*/*'].flatMap((name) => ranges.find(({ range }) => range === name) ?? [])
    return named[0]?.quality ?? 0
  }
  const best = Math.max(...available.map(liking))
  return best > 0 ? available.find((type) => liking(type) === best) : undefined
}
