/** What the name of an element says of it, in one look-up: each page has thousands of tags. */
export type Tag = {
  /** Lower case. */
  name: string
  /** Bits of the kinds below. */
  kind: number
  /** Open elements that such a tag ends when they are the innermost one. */
  ends: ReadonlySet<string> | null
}

/** Stands on lines of its own. */
export const BLOCK = 1
/** A blank parts it from its neighbours on the same line. */
export const CELL = 2
/** Nobody reads its text. Nothing of it is kept but the text of scripts and of the title. */
export const UNREAD = 4
export const VOID = 8
/** Its content is text up to its own closing tag, in RCDATA with entities. */
export const RAW = 16
export const RCDATA = 32
/** Begins markup with rules of its own, and leads from there back to HTML. */
export const FOREIGN = 64
export const INTEGRATION = 128

const KINDS: readonly (readonly [kind: number, names: string])[] = [
  [
    BLOCK,
    'address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure footer form ' +
      'h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul',
  ],
  [CELL, 'td th button option label img'],
  [
    UNREAD,
    'script style noscript template title iframe object svg math canvas select datalist textarea audio video noframes',
  ],
  [VOID, 'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'],
  [RAW, 'script style title textarea iframe noembed noframes xmp plaintext'],
  [RCDATA, 'title textarea'],
  [FOREIGN, 'svg math'],
  [INTEGRATION, 'mi mo mn ms mtext annotation-xml foreignobject desc title'],
]
const FORM_CONTROLS = 'input option optgroup select button datalist textarea'
const ENDS: readonly (readonly [opened: string, ended: string])[] = [
  ['tr', 'tr th td'],
  ['th', 'th'],
  ['td', 'thead th td'],
  ['body', 'head link script'],
  ['a', 'a'],
  ['li', 'li'],
  ['h1 h2 h3 h4 h5 h6', 'h1 h2 h3 h4 h5 h6 p'],
  ['select input output button datalist textarea', FORM_CONTROLS],
  ['option', 'option'],
  ['optgroup', 'optgroup option'],
  ['dd dt', 'dd dt'],
  ['rt rp', 'rt rp'],
  ['tbody tfoot', 'thead tbody'],
  [
    'p address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul',
    'p',
  ],
]

const TAGS: ReadonlyMap<string, Tag> = table()

/** The tag of a name as written. */
export function tagOf(written: string): Tag {
  const known = TAGS.get(written)
  if (known !== undefined) return known
  const name = written.toLowerCase()
  return TAGS.get(name) ?? { name, kind: 0, ends: null }
}

function table(): Map<string, Tag> {
  const tags = new Map<string, Tag>()
  const tag = (name: string): Tag => {
    const known = tags.get(name) ?? { name, kind: 0, ends: null }
    tags.set(name, known)
    return known
  }
  for (const [kind, names] of KINDS) for (const name of names.split(' ')) tag(name).kind |= kind
  for (const [opened, ended] of ENDS) for (const name of opened.split(' ')) tag(name).ends = new Set(ended.split(' '))
  for (const name of 'a b i u s em strong span small font ins del sup sub code abbr time head'.split(' ')) tag(name)
  // Browsers take one for the other.
  tags.set('image', tag('img'))
  return tags
}
