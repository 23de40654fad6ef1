/** Markup that changes nothing a reader sees: comments, attributes, wrapping elements. */

const WRAPPED: ReadonlySet<string> = new Set('article h2 h3 h4 h5 ul table section dl'.split(' '))
/** Parents that allow no wrapping element between them and their children. */
const STRICT: ReadonlySet<string> = new Set('ul ol dl table tr tbody thead p span a'.split(' '))
const VOID: ReadonlySet<string> = new Set('br img meta link input'.split(' '))

/** Adds noise to well-formed markup where `chance` says so. */
export function withNoise(html: string, chance: () => boolean): string {
  const open: { name: string; wrapped: boolean }[] = []
  let out = ''
  for (const token of html.split(/(<[^>]+>)/)) {
    const [, close, name = ''] = /^<(\/?)([a-z][a-z0-9]*)/.exec(token) ?? []
    if (name === '') {
      out += token
      continue
    }
    if (close === '/') {
      const last = open.pop()
      out += token
      if (last?.wrapped) out += '</div>'
      continue
    }
    const wrapped = WRAPPED.has(name) && !STRICT.has(open.at(-1)?.name ?? '') && chance()
    if (wrapped) out += '<div>'
    if (chance()) out += '<!-- note -->'
    out += chance() ? token.replace(/^<([a-z0-9]+)/, '<$1 data-n="1" style="color:red" tabindex="0"') : token
    if (!VOID.has(name)) open.push({ name, wrapped })
    else if (wrapped) out += '</div>'
  }
  return out
}
