/** Parameters whose values open doors or name people. */
const SECRET =
  /token|secret|passw|pwd|api[-_]?key|^key$|auth|session|^sid$|signature|^sig$|credential|code|mail|user|phone/i

const LONGEST = 500

/** The address as logs keep it: without user, password and fragment, and without the values of parameters that may be secret. */
export function loggedUrl(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null
  const url = new URL(address)
  url.username = ''
  url.password = ''
  url.hash = ''
  for (const name of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(name)
    if (SECRET.test(name) || values.some((value) => value.includes('@'))) url.searchParams.set(name, '...')
  }
  return url.href.slice(0, LONGEST)
}
