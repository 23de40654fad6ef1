import { Parser } from 'htmlparser2'

export type PlainText = { text: string; hidden: number }

const BLOCKS: ReadonlySet<string> = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form header hr html main nav pre section summary table tbody tfoot thead tr'.split(
    ' ',
  ),
)
/** Blocks that a blank line parts from what surrounds them. */
const APART: ReadonlySet<string> = new Set('h1 h2 h3 h4 h5 h6 p ul ol'.split(' '))
/** Elements whose text nobody reads. */
const UNREAD: ReadonlySet<string> = new Set(
  'script style noscript template head title iframe object svg math canvas select option textarea button'.split(' '),
)
const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
)
const TAG =
  /<\/?(?:a|abbr|article|b|blockquote|body|br|center|code|dd|div|dl|dt|em|font|footer|form|h[1-6]|header|hr|html|i|img|label|li|main|meta|nav|ol|p|pre|s|script|section|small|span|strong|style|sub|sup|table|tbody|td|template|th|thead|tr|u|ul)(?:\s[^<>]*)?\/?>|<!--/i
const HIDDEN_STYLE =
  /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:\D|$)|opacity\s*:\s*0(?:[;\s]|$)|text-indent\s*:\s*-\d{3,}/i
/** Deeper nesting than this is an attack or a broken page; the text is kept, the nesting is not followed. */
const DEEPEST = 512
/** No description is longer: what follows is dropped. */
export const LONGEST_HTML = 2_000_000

/**
 * Text of an HTML description: blocks become lines, list items "- " lines, cells are parted by blanks. Scripts, styles, comments and
 * hidden elements are left out; `hidden` counts the letters of hidden elements. Text without a real tag passes unchanged but for
 * its entities.
 */
export function htmlToText(html: string): PlainText {
  const source = html.length > LONGEST_HTML ? html.slice(0, LONGEST_HTML) : html
  if (!TAG.test(source)) {
    if (!/&(?:#\w+|\w+);/.test(source)) return { text: source, hidden: 0 }
    const decoded = decodeEntities(source)
    // Escaped HTML ("&lt;p&gt;") is HTML all the same.
    return TAG.test(decoded) ? htmlToText(decoded) : { text: decoded, hidden: 0 }
  }
  return render(source)
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x?[0-9a-f]{1,7}|[a-z]\w{1,30});/gi, (entity) => {
    let decoded = ''
    const parser = new Parser({ ontext: (part) => (decoded += part) }, { decodeEntities: true })
    parser.end(entity)
    return decoded
  })
}

function render(source: string): PlainText {
  const parts: string[] = []
  let hidden = 0
  let depth = 0
  // Depth of the outermost element that is not read; 0 while reading.
  let unreadFrom = 0
  let hiddenFrom = 0
  let preformatted = 0
  const lists: string[] = []
  const line = () => parts.push('\n')
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (VOID.has(name)) {
          if (name === 'br' || name === 'hr') line()
          return
        }
        depth++
        if (depth > DEEPEST || unreadFrom > 0) return
        if (UNREAD.has(name)) {
          unreadFrom = depth
          return
        }
        if (hiddenFrom === 0 && isHidden(attributes)) hiddenFrom = depth
        if (name === 'pre') preformatted++
        if (APART.has(name)) parts.push(name === 'ul' || name === 'ol' ? '\n' : '\n\n')
        else if (BLOCKS.has(name)) line()
        if (name === 'ul' || name === 'ol') lists.push(name)
        if (name === 'li') parts.push('\n- ')
        if (name === 'td' || name === 'th') parts.push(' ')
      },
      onclosetag(name) {
        if (VOID.has(name)) return
        if (depth <= DEEPEST) {
          if (unreadFrom === depth) unreadFrom = 0
          else if (unreadFrom === 0) {
            if (name === 'pre') preformatted--
            if (name === 'ul' || name === 'ol') lists.pop()
            if (APART.has(name)) parts.push('\n\n')
            else if (BLOCKS.has(name) || name === 'li') line()
          }
          if (hiddenFrom === depth) hiddenFrom = 0
        }
        depth--
      },
      ontext(text) {
        if (unreadFrom > 0) return
        if (hiddenFrom > 0) {
          hidden += text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
          return
        }
        parts.push(preformatted > 0 ? text : text.replace(/\s+/g, ' '))
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.end(source)
  return { text: tidy(parts.join('')), hidden }
}

export function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  if ('hidden' in attributes || attributes['aria-hidden'] === 'true') return true
  return attributes.style !== undefined && HIDDEN_STYLE.test(attributes.style)
}

function tidy(text: string): string {
  return text
    .replace(/[^\S\n\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n- \n+/g, '\n- ')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\n\n(?=- )/g, '\n')
    .trim()
}
