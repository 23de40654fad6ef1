import type { Candidate } from '../../candidate.ts'
import { type Chrome, inChrome } from '../../document/chrome.ts'
import { MARKS } from '../../document/markup/attributes.ts'
import { type PageDocument, type PageElement, textOf } from '../../document/page-node.ts'

/** Words on the button that leads to the application; at their start or as the whole, in lower case. */
const APPLY =
  /^(?:apply\b(?!.{0,12}\b(?:filter|coupon|code|discount|changes|settings)\b)|easy apply|quick apply|apply|start (?:your )?application|submit (?:your )?(?:application|cv|resume)|i'?m interested|interested\?|jetzt (?:online )?bewerben|online bewerben|bewerben|hier bewerben|direkt bewerben|zur bewerbung|bewerbung starten|bewerbungsformular|(?:online )?application form$|formulaire de candidature|apply online|zum bewerbungsformular|jetzt auf diese stelle bewerben|postuler|je postule|candidater|déposer (?:ma|votre) candidature|envoyer (?:ma|votre) candidature|inscribirme|inscríbete|aplicar|solicitar empleo|postular|enviar candidatura|candidati|candidatura|invia candidatura|invia (?:la tua )?candidatura|solliciteer|solliciteren|direct solliciteren|reageer|odpovědět|odpovědět na inzerát|mám zájem|přihlásit se na pozici|reagovat na|poslat životopis|aplikuj|aplikować|wyślij cv|złóż aplikację|ansøg|søg (?:job|stilling|nu|her)|send ansøgning|ansök|sök (?:jobbet|tjänsten)|søk|candidatar|candidate-se)/iu
/** Parts of class, id and test names that mark such a button. */
const APPLY_NAME =
  /(^|[\s_-])(apply|bewerben|postuler|solliciteer)([\s_-]|$)|applybutton|apply-?link|jobapply|btnapply/i
const NOT_APPLY = /how to apply|apply filter|login|sign in|anmelden|terms|conditions|privacy/i
const NAMING = ['class', 'id', 'data-testid', 'data-automation-id', 'data-qa'] as const
const LONGEST = 60

export type ApplyLinks = {
  candidates: Candidate[]
  contacts: Candidate[] /** Something to press for applying, with or without an address. */
  button: boolean
}

/** Links and buttons by which one applies. Mail and telephone addresses are contacts, never application addresses. */
export function findApplyLinks(page: PageDocument, chrome: Chrome): ApplyLinks {
  const candidates: Candidate[] = []
  const contacts: Candidate[] = []
  let button = false
  for (const element of page.elements) {
    const { name, attributes, marks } = element
    const isPressed = name === 'a' || name === 'button' || name === 'input'
    if (element.hidden || !(isPressed || (marks & MARKS.role && attributes.role === 'button'))) continue
    const href = attributes.href?.trim()
    if (name === 'a' && href && /^(mailto|tel):/i.test(href)) {
      if (!inChrome(chrome, element))
        contacts.push(linkTo(element, 'contacts', 'link.contact', href.split('?', 1)[0] ?? href))
      continue
    }
    if (element.end - element.start > LONGEST) continue
    const text = name === 'input' ? (attributes.value ?? '') : textOf(page, element)
    const says =
      APPLY.test(text) || (text.length < 3 && APPLY.test((attributes['aria-label'] ?? attributes.title ?? '').trim()))
    const marked =
      (marks & MARKS.named) !== 0 &&
      NAMING.some((naming) => attributes[naming] !== undefined && APPLY_NAME.test(attributes[naming]))
    if ((!says && !marked) || inChrome(chrome, element)) continue
    const spoken = `${text} ${attributes['aria-label'] ?? ''} ${attributes.title ?? ''}`
    if (NOT_APPLY.test(spoken)) continue
    button ||= says
    if (name !== 'a' || !href || /^javascript:/i.test(href)) continue
    const rule = says && marked ? 'link.apply.both' : says ? 'link.apply' : 'link.apply.name'
    candidates.push(linkTo(element, 'application_url', href.startsWith('#') ? 'link.apply.fragment' : rule, href))
  }
  return { candidates, contacts, button }
}

function linkTo(
  { start, end }: PageElement,
  field: 'application_url' | 'contacts',
  rule: string,
  raw: string,
): Candidate {
  return { field, reader: 'dom', rule, raw, ...(end > start ? { span: { start, end } } : {}) }
}
