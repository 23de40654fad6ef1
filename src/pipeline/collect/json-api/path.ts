/** Simple paths into JSON: `a.b[0].c`, `["odd name"]`, and `tags[].name` for every entry of a list. Nothing is evaluated. */
const NAME = '[^.\\[\\]"{}:\\s][^.\\[\\]"{}:]*'
const STEP = '\\[\\d{1,6}\\]|\\[\\]|\\["[^"]{1,200}"\\]'
/** As a pattern for settings. After "detail:" it reads the detail of the opening instead of its item. */
export const PATH_PATTERN = `^(?:detail:)?(?:${NAME}|${STEP})(?:\\.${NAME}|${STEP})*$`
const STEPS = /\.?([^.[\]"]+)|\[(\d+)\]|\["([^"]+)"\]|\[\]/g
const DETAIL = 'detail:'

export type Scope = { item: unknown; detail: unknown }

/** What stands at the path; undefined when nothing does. Only own properties are seen. */
export function readPath(scope: Scope, path: string): unknown {
  const isDetail = path.startsWith(DETAIL)
  let values: unknown[] = [isDetail ? scope.detail : scope.item]
  let isList = false
  for (const [, name, index, quoted] of (isDetail ? path.slice(DETAIL.length) : path).matchAll(STEPS)) {
    const key = name ?? quoted
    if (key !== undefined) values = values.flatMap((value) => propertyOf(value, key))
    else if (index !== undefined)
      values = values.flatMap((value) => (Array.isArray(value) ? value.slice(+index, +index + 1) : []))
    else {
      isList = true
      values = values.flatMap((value) => (Array.isArray(value) ? value : []))
    }
  }
  return isList ? values : values[0]
}

function propertyOf(value: unknown, key: string): unknown[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key)) return []
  // One more list around a list keeps flatMap from taking it apart.
  return [(value as Record<string, unknown>)[key]]
}
