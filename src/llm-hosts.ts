/** Where Ollama servers are, as the environment says it. Pure; the only reader of the environment is config.ts. */

/** One Ollama server: `slots` calls a loaded model at once (OLLAMA_NUM_PARALLEL), `loaded` models at once (OLLAMA_MAX_LOADED_MODELS). */
export type LlmHost = { url: string; slots: number; loaded: number }

type Capacity = { slots: number; loaded: number }

/** The largest numbers taken: beyond them a slip of the pen is likelier than such a server. */
const MOST: Capacity = { slots: 256, loaded: 64 }

/**
 * OLLAMA_HOSTS: `url;slots=4;loaded=1,url2`. What a host leaves out is taken from `defaults`. Throws an Error that names the host by its
 * place, never by its text, which may hold a password.
 */
export function readHosts(text: string, defaults: Capacity): LlmHost[] {
  const parts = text.split(',').map((part) => part.trim())
  const hosts = parts.flatMap((part, index) => (part === '' ? [] : [readHost(part, defaults, `host ${index + 1}`)]))
  if (hosts.length === 0) throw new Error('must name at least one host, such as http://gpu-1:11434;slots=4')
  hosts.forEach((host, index) => {
    const first = hosts.findIndex((other) => isSameServer(host.url, other.url))
    // Two entries would be driven at once, each as if the server were its own.
    if (first < index) throw new Error(`host ${index + 1} is the same server as host ${first + 1}: name it once`)
  })
  return hosts
}

/** OLLAMA_HOST: one address, as Ollama's own client and server read it. */
export function readOnlyHost(text: string, defaults: Capacity): LlmHost {
  if (/[;,]/.test(text)) throw new Error('takes one address; several hosts, or slots for one, stand in OLLAMA_HOSTS')
  return { url: readAddress(text, 'it'), ...defaults }
}

/** A host as OLLAMA_HOSTS would name it. */
export function hostText({ url, slots, loaded }: LlmHost): string {
  return `${url};slots=${slots};loaded=${loaded}`
}

function readHost(part: string, defaults: Capacity, name: string): LlmHost {
  const [address = '', ...options] = part.split(';').map((piece) => piece.trim())
  const given = new Map<string, number>()
  for (const option of options.filter(Boolean)) {
    const [, key = '', amount = ''] = /^(slots|loaded)=(\d{1,6})$/.exec(option) ?? []
    if (key !== 'slots' && key !== 'loaded')
      throw new Error(`${name}: an option must be slots=N or loaded=N, as in http://gpu-1:11434;slots=4;loaded=1`)
    if (given.has(key)) throw new Error(`${name}: ${key} is given twice`)
    const number = Number(amount)
    if (number < 1 || number > MOST[key]) throw new Error(`${name}: ${key} must be a number from 1 to ${MOST[key]}`)
    given.set(key, number)
  }
  return {
    url: readAddress(address, name),
    slots: given.get('slots') ?? defaults.slots,
    loaded: given.get('loaded') ?? defaults.loaded,
  }
}

/**
 * Without a scheme: http on port 11434; with one: its own port (Ollama's rule, so `http://gpu` is port 80). The addresses that a server
 * listens on everywhere with mean this machine to a client.
 */
function readAddress(text: string, name: string): string {
  const bare = text.replace(/^["']|["']$/g, '').replace(/\/+$/, '')
  const [, scheme = '', rest = bare] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(bare) ?? []
  if (scheme && !/^https?$/i.test(scheme)) throw new Error(`${name}: an address starts with http:// or https://`)
  const withHost = isBareIpv6(rest) ? `[${rest}]` : rest.startsWith(':') ? `127.0.0.1${rest}` : rest
  const full = `${scheme || 'http'}://${withHost}`
  if (withHost === '' || /\s/.test(full) || !URL.canParse(full))
    throw new Error(`${name}: must be an address such as http://gpu-1:11434`)
  const url = new URL(full)
  // It would be shown in logs and messages; Ollama itself knows no passwords.
  if (url.username || url.password) throw new Error(`${name}: an address must not hold a user or a password`)
  if (url.search || url.hash) throw new Error(`${name}: an address ends before ? and #`)
  if (url.port === '0') throw new Error(`${name}: the port must be from 1 to 65535`)
  if (!scheme && !/:\d+$/.test(withHost.split('/')[0] ?? '')) url.port = '11434'
  if (url.hostname === '0.0.0.0') url.hostname = '127.0.0.1'
  if (url.hostname === '[::]') url.hostname = '[::1]'
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`
}

function isBareIpv6(text: string): boolean {
  return /^[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*$/i.test(text)
}

function isSameServer(one: string, other: string): boolean {
  const plain = (url: string) => url.replace(/\/\/(localhost|\[::1\])(?=[:/]|$)/, '//127.0.0.1')
  return plain(one) === plain(other)
}
