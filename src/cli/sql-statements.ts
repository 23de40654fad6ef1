/** Whether a script holds a statement that ends the transaction around it (commit, rollback, end, abort, prepare transaction). */
export function endsTransaction(script: string): boolean {
  return firstWords(script).some(
    (words) =>
      /^(commit|end|rollback|abort|prepare\s+transaction)\b/i.test(words) &&
      !/^rollback\s+(work\s+|transaction\s+)?to\b/i.test(words),
  )
}

/** Quoted text, quoted names, escape strings, dollar quotes and comments to the line's end. */
const QUOTED =
  /\b[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\$(?<tag>[A-Za-z_]\w*)?\$[\s\S]*?\$\k<tag>\$/y

/** The statements of a script with everything quoted or commented blanked out, so that only keywords are left to look at. */
function firstWords(script: string): string[] {
  let bare = ''
  let index = 0
  while (index < script.length) {
    const end = endOfQuoted(script, index)
    bare += end > index ? ' ' : script[index]
    index = Math.max(end, index + 1)
  }
  return bare.split(';').map((statement) => statement.trim())
}

/** Where the quoted text or comment that starts here ends; the same place when none starts here. */
function endOfQuoted(script: string, index: number): number {
  if (script.startsWith('/*', index)) return endOfComment(script, index)
  QUOTED.lastIndex = index
  return QUOTED.test(script) ? QUOTED.lastIndex : index
}

/** Comments nest in SQL. */
function endOfComment(script: string, start: number): number {
  let depth = 0
  for (let index = start; index < script.length; index++) {
    if (script.startsWith('/*', index)) depth++
    else if (script.startsWith('*/', index) && --depth === 0) return index + 2
  }
  return script.length
}
