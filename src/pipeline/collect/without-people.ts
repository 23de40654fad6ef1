/** Names of fields that hold somebody's name, mail address or telephone. */
const PERSONAL =
  /^(?:e[_-]?mails?|.*e[_-]?mail(?:[_-]?address)?|(?:tele)?(?:phone|fon|fax)(?:[_-]?(?:number|nummer))?|mobile|recruiters?|recruiter[_-].*|hiring[_-]?(?:manager|team).*|contacts?|contact[_-]?(?:name|person|persons|details|info)|ansprech(?:partner|person).*|kontakt(?:person|daten|e)?|creator|author|posted[_-]?by|created[_-]?by)$/i
/** Deeper than any answer; what lies below is left out. */
const DEEPEST = 40

/**
 * A copy of what a source answered without the fields that name people: they did not ask to be kept here. Recruiters' names inside a
 * description stay, as its text is the posting.
 */
export function withoutPeople<T>(value: T, depth = 0): T {
  if (typeof value !== 'object' || value === null) return value
  if (depth > DEEPEST) return (Array.isArray(value) ? [] : {}) as T
  if (Array.isArray(value)) return value.map((entry) => withoutPeople(entry, depth + 1)) as T
  const kept = Object.entries(value).filter(([name]) => !PERSONAL.test(plain(name)))
  return Object.fromEntries(kept.map(([name, entry]) => [name, withoutPeople(entry, depth + 1)])) as T
}

/** "hiringManager" as "hiring_Manager". */
function plain(name: string): string {
  return name.replace(/([a-z])(?=[A-Z])/g, '$1_')
}
