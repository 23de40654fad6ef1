/** Bits that tell which attributes an element bears: most elements are passed over by them. */
export const MARKS = {
  /** Names that pages give to their elements. */
  named: 1,
  role: 2,
  microdata: 4,
  rdfa: 8,
  /** State that a page keeps for its own application. */
  state: 16,
  /** Roots of such an application. */
  application: 32,
  /** May say that nobody sees the element. */
  hiding: 64,
} as const

const NAMES = {
  named: ['class', 'id', 'data-testid', 'data-automation-id', 'data-qa', 'data-test'],
  role: ['role'],
  microdata: ['itemtype', 'itemscope', 'itemref', 'itemid'],
  rdfa: ['typeof', 'property', 'about', 'resource'],
  state: ['data-page', 'data-props', 'data-react-props', 'data-state', 'data-initial-state', 'data-job'],
  application: ['ng-app', 'ng-version', 'data-reactroot'],
  hiding: ['hidden', 'aria-hidden', 'style'],
} as const
const UNMARKED = [
  ...(['href', 'src', 'rel', 'type', 'name', 'value', 'content', 'http-equiv', 'lang', 'datetime', 'colspan'] as const),
  ...(['title', 'aria-label', 'headers', 'data-href', 'data-url', 'data-link', 'data-automation', 'data-ui'] as const),
  ...(['data-label', 'data-th', 'data-title', 'data-header', 'data-column'] as const),
]
/** Its itemprop names an element, and makes it a property. */
const ITEMPROP = 'itemprop'

/** Attributes that some reader looks at. No others are kept. */
export type AttributeName = (typeof NAMES)[keyof typeof NAMES][number] | (typeof UNMARKED)[number] | typeof ITEMPROP
export type Attributes = Readonly<Partial<Record<AttributeName, string>>>

export const NO_ATTRIBUTES: Attributes = Object.freeze({})

type Known = { name: AttributeName; mark: number }
const KNOWN: ReadonlyMap<string, Known> = new Map<string, Known>([
  ...(Object.keys(NAMES) as (keyof typeof NAMES)[]).flatMap((kind) =>
    NAMES[kind].map((name) => [name, { name, mark: MARKS[kind] }] as const),
  ),
  ...UNMARKED.map((name) => [name, { name, mark: 0 }] as const),
  [ITEMPROP, { name: ITEMPROP, mark: MARKS.named | MARKS.microdata }],
])

/** The attribute of a name as written; undefined when nobody reads it. */
export function attributeOf(written: string): Known | undefined {
  return KNOWN.get(written) ?? KNOWN.get(written.toLowerCase())
}
