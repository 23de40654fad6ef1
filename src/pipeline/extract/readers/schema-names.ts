/** Keys that would reach an object's prototype. */
export const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])
const PREFIX = /^(?:schema:|https?:\/\/(?:www\.)?schema\.org\/?#?)/i

/** "schema:title", "https://schema.org/title" and "Title" are `title`; keywords ("@id") stay. */
export function propertyName(key: string): string {
  const name = key.trim().replace(PREFIX, '')
  const first = name.charCodeAt(0)
  return first >= 0x41 && first <= 0x5a ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

/** "schema:JobPosting" and "http://schema.org/JobPosting" are `JobPosting`. */
export function typeName(type: string): string {
  return /[^/#:]*$/.exec(type.trim().replace(/[/#]+$/, ''))?.[0] ?? ''
}

export function isJobPosting(type: string): boolean {
  return typeName(type).toLowerCase() === 'jobposting'
}
