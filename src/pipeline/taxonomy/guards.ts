/**
 * Conditions under which an ambiguous spelling counts as the skill. A guard is a list of terms, all of which must hold:
 * `case` (written exactly as in the data), `tech` (a technology or a word of the trade stands near), `near:a|b` (one of these word
 * beginnings stands near), `not-before:a|b` and `not-after:a|b` (the neighbouring word is none of these), `list` (it stands in a list:
 * between commas, slashes or brackets), `cue` (introduced as something to know: "experience with", "Kenntnisse in").
 */
export type Guard = {
  matchesCase: boolean
  needsTechnology: boolean
  needsList: boolean
  needsCue: boolean
  near: readonly string[]
  notBefore: readonly string[]
  notAfter: readonly string[]
}

/** Characters to each side within which a word counts as near: half a line of a posting. */
const NEAR = 60
const TRADE =
  /\b(?:program|develop|software|framework|scripting|coding|language|librar|stack|front.?end|back.?end|engineer|entwickl|programm|devops|cloud|database|datenbank|tool)/i
const CUE =
  /(?:\b(?:experience|experienced|knowledge|proficien\w+|expertise|skills?|skilled|familiar\w*|fluen\w+|understanding|exposure|expert|using|use of|background|competen\w+|kenntnisse|erfahrung\w*|umgang|sicher\w*|anwendung)\b[^.;!?\n]{0,60})$/i

/** Reads a guard of the data. Throws RangeError for an unknown term. */
export function parseGuard(source: string): Guard | null {
  if (source === '') return null
  const guard = {
    matchesCase: false,
    needsTechnology: false,
    needsList: false,
    needsCue: false,
    near: [] as string[],
    notBefore: [] as string[],
    notAfter: [] as string[],
  }
  for (const term of source.split(' ')) {
    const [name, words = ''] = term.split(':')
    if (name === 'case') guard.matchesCase = true
    else if (name === 'tech') guard.needsTechnology = true
    else if (name === 'list') guard.needsList = true
    else if (name === 'cue') guard.needsCue = true
    else if (name === 'near') guard.near = words.split('|')
    else if (name === 'not-before') guard.notBefore = words.split('|')
    else if (name === 'not-after') guard.notAfter = words.split('|')
    else throw new RangeError(`taxonomy: unknown guard term "${term}"`)
  }
  return guard
}

/** Whether the words around [start, end) fulfil a guard, leaving aside `case` and other mentions, which the linker knows. */
export function holdsInContext(guard: Guard, text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - NEAR), start)
  const after = text.slice(end, end + NEAR)
  if (guard.notBefore.length > 0 && startsWithAny(after.replace(/^[\s\-–—]+/, ''), guard.notBefore)) return false
  if (guard.notAfter.length > 0 && guard.notAfter.includes(lastWord(before))) return false
  if (guard.near.length > 0 && !guard.near.some((word) => hasWord(before, word) || hasWord(after, word))) return false
  if (guard.needsList && !isListed(before, after)) return false
  if (guard.needsCue && !CUE.test(before)) return false
  return true
}

/** Whether a word of the technical trade stands near [start, end). */
export function hasTradeWord(text: string, start: number, end: number): boolean {
  return TRADE.test(text.slice(Math.max(0, start - NEAR), start)) || TRADE.test(text.slice(end, end + NEAR))
}

function isListed(before: string, after: string): boolean {
  return /[,/(&•|:]\s*$|\b(?:and|or|und|oder)\s$/.test(before) || /^\s*[,/)&|]/.test(after)
}

function hasWord(text: string, beginning: string): boolean {
  const lower = text.toLowerCase()
  for (let at = lower.indexOf(beginning); at >= 0; at = lower.indexOf(beginning, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(lower.charAt(at - 1))) return true
  }
  return false
}

const startsWithAny = (text: string, words: readonly string[]) => {
  const first = /^[\p{L}\p{N}]+/u.exec(text)?.[0].toLowerCase() ?? ''
  return words.includes(first)
}
const lastWord = (text: string) => /([\p{L}\p{N}]+)[\s\-–—]*$/u.exec(text)?.[1]?.toLowerCase() ?? ''
