import type { FieldName } from '../extracted-page.ts'
import type { JobContext, Stated } from './job-object.ts'
import { isObject, lineOf, listOf, type Properties } from './job-values.ts'

type Found = readonly [field: FieldName, property: string, stated: Stated]

/**
 * Where to apply: web addresses, absolute, and mail addresses and telephone numbers, whose kind is a part. A mailto: or tel: address
 * where a web address belongs is a contact.
 */
export function applicationOf(job: Properties, { base }: JobContext): Found[] {
  const found: Found[] = []
  const address = (property: string, value: unknown) => {
    const line = lineOf(value)
    const contact = line === null ? null : /^(mailto|tel):(?:\/\/)?([^?]+)/i.exec(line)
    const url = line === null || contact ? null : webAddress(line, base)
    if (contact) found.push(['contacts', property, contactOf(contact[1]?.toLowerCase() === 'tel', contact[2] ?? '')])
    else if (url !== null) found.push(['application_url', property, { raw: url }])
  }
  for (const action of listOf(job.potentialAction)) {
    for (const target of isObject(action) ? listOf(action.target ?? action.url) : listOf(action))
      address('potentialAction', isObject(target) ? (target.urlTemplate ?? target.url ?? target['@id']) : target)
  }
  for (const contact of listOf(job.applicationContact)) {
    if (!isObject(contact)) {
      const line = lineOf(contact)
      if (line !== null && /^\S+@\S+\.\S+$/.test(line))
        found.push(['contacts', 'applicationContact', contactOf(false, line)])
      continue
    }
    for (const url of listOf(contact.url)) address('applicationContact', url)
    for (const mail of listOf(contact.email)) addContact(found, false, mail)
    for (const number of listOf(contact.telephone)) addContact(found, true, number)
  }
  for (const url of listOf(job.url).slice(0, 3)) address('url', isObject(url) ? (url['@id'] ?? url.url) : url)
  return found
}

function addContact(found: Found[], isTelephone: boolean, value: unknown): void {
  const line = lineOf(value)?.replace(/^(?:mailto|tel):/i, '')
  const sound = line !== undefined && (isTelephone ? /\d{3}/ : /^\S+@\S+$/).test(line)
  if (sound) found.push(['contacts', 'applicationContact', contactOf(isTelephone, line)])
}

const contactOf = (isTelephone: boolean, raw: string): Stated => ({
  raw: raw.trim(),
  parts: { kind: isTelephone ? 'telephone' : 'email' },
})

const ADDRESS = /^(?:https?:\/\/|\/|\.{1,2}\/|\?|[\w.-]+\/)/i
/** An address without its scheme: "www.example.org/jobs", "example.org/jobs"; "index.php/jobs" is a path. */
const HOST = /^(?:www\.|(?:[\w-]+\.)+(?!(?:php|html?|aspx?|jsp|do|cgi)\/)[a-z]{2,}\/)/i

/** Absolute http(s) address, or null; a text with blanks is none. */
function webAddress(line: string, base: URL | null): string | null {
  const source = HOST.test(line) ? `https://${line}` : line
  if (/\s/.test(source) || !ADDRESS.test(source) || !URL.canParse(source, base?.href)) return null
  const url = new URL(source, base?.href)
  return /^https?:$/.test(url.protocol) ? url.href : null
}
