export type Column<T> = { title: string; value: (row: T) => string | number | null; align?: 'left' | 'right' }

/** Rows under their titles (if any), columns two blanks apart, numbers to the right; cut at `width` so that a line never wraps. */
export function table<T>(rows: readonly T[], columns: readonly Column<T>[], width = Number.POSITIVE_INFINITY): string {
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ value }) => shown(value(row))))]
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => visibleLength(line[index] ?? ''))))
  const right = columns.map(
    ({ align, value }) =>
      (align ?? (rows.some((row) => typeof value(row) === 'number') ? 'right' : 'left')) === 'right',
  )
  const lines = columns.some(({ title }) => title !== '') ? cells : cells.slice(1)
  return lines
    .map((line) =>
      line
        .map((cell, index) => pad(cell, widths[index] ?? 0, right[index] ?? false))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => cut(line, width))
    .join('\n')
}

/** Text of at most `width` characters, the loss shown by three dots. */
export function cut(text: string, width: number): string {
  return visibleLength(text) <= width
    ? text
    : `${[...text]
        .slice(0, Math.max(0, width - 3))
        .join('')
        .trimEnd()}...`
}

/** A paragraph broken at blanks, each line after `indent`. */
export function wrap(text: string, width: number, indent = '', hanging = indent): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const room = width - (lines.length === 0 ? indent : hanging).length
    if (line && visibleLength(`${line} ${word}`) > room) {
      lines.push(line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  if (line) lines.push(line)
  return lines.map((each, index) => `${index === 0 ? indent : hanging}${each}`).join('\n')
}

function shown(value: string | number | null): string {
  return value === null ? '-' : String(value)
}

function visibleLength(text: string): number {
  return [...text].length
}

function pad(text: string, width: number, right: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - visibleLength(text)))
  return right ? blanks + text : text + blanks
}
