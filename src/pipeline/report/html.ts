/** HTML that is safe by construction: what is put into `html` is escaped unless it is HTML made the same way. */
export type Html = { readonly html: string }

type Part = Html | string | number | null | undefined | readonly Part[]

/** A template of HTML. Values are escaped for text and for quoted attributes; lists are joined, null leaves nothing. */
export function html(texts: TemplateStringsArray, ...values: Part[]): Html {
  return { html: texts.reduce((made, text, index) => made + textOf(values[index - 1]) + text) }
}

function textOf(part: Part): string {
  if (part === null || part === undefined) return ''
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  return 'html' in part ? part.html : part.map(textOf).join('')
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text.replaceAll('\u0000', '').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
