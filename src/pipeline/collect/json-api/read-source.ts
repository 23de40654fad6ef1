import { textOf } from '../json-values.ts'
import type { Source } from './config.ts'
import { readPath, type Scope } from './path.ts'

/** What a field's source yields; undefined or null when the opening lacks it. */
export function readSource(scope: Scope, source: Source): unknown {
  if (typeof source === 'string') return readPath(scope, source)
  if ('value' in source) return source.value
  if ('template' in source) return fill(source.template, scope)
  if ('paths' in source)
    return source.paths.map((path) => textOfMany(readPath(scope, path))).filter((text) => text !== null)
  const found = readPath(scope, source.path)
  const { words } = source
  return words === undefined ? found : translate(found, words)
}

/** One text of whatever a source yields; a list is joined. */
export function textOfMany(value: unknown, separator = '\n'): string | null {
  if (!Array.isArray(value)) return textOf(value)
  const texts = value.flatMap((entry) => textOf(entry) ?? [])
  return texts.join(separator) || null
}

/**
 * A template with its {paths} filled in, each as a part of an address; a template that is one path alone is the address itself. null
 * when one of them is missing, as half an address is none.
 */
export function fill(template: string, scope: Scope): string | null {
  const whole = /^\{([^{}]+)\}$/.exec(template)?.[1]
  if (whole !== undefined) return textOf(readPath(scope, whole))
  let isWhole = true
  const filled = template.replace(/\{([^{}]+)\}/g, (_, path: string) => {
    const text = textOf(readPath(scope, path))
    isWhole &&= text !== null
    return encodeURIComponent(text ?? '')
  })
  return isWhole ? filled : null
}

/** The source's words in winnow's; a word that the settings do not know stays as it is. */
function translate(value: unknown, words: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((entry) => translate(entry, words))
  const text = textOf(value) ?? (typeof value === 'boolean' ? String(value) : null)
  return text !== null && Object.hasOwn(words, text) ? words[text] : value
}
