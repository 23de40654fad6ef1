import { opensEnglish, opensGerman } from '../../../text/items/clause-openers.ts'

/** Subjects whose verb tells a duty, and verbs that tell what a role is, has or gets instead. */
const YOU_DO =
  /(?<!\p{L})(?:You|you(?:['’]ll| will)|Sie|Du|du)(?: (?:also|will|then|auch|dabei))? (?!are\b|have\b|can\b|may\b|want\b|know\b|get\b|find\b|bring|sind\b|haben\b|hast\b|bist\b|können\b|kannst\b|verfügen|verfügst|besitzen|möchten|bekommen|erhalten|profitieren|werden Teil|finden|hier)\p{Ll}{3,}/u
/** The verb stands before its subject: "In Ihrer Rolle beraten Sie". */
const DO_YOU =
  /(?:Rolle|Funktion|Position|Aufgabe|Bereich|Tätigkeit)\p{L}*[^.]{0,120}?\p{Ll}{3,}(?:en|ern|eln|st) (?:Sie|du|Du)(?!\p{L})/u
const ROLE_DOES =
  /\b(?:will|involves?|includes?|responsible|role is|accountable|seeks? an? .{3,80}? to \p{Ll}+)|verantwort|unterstütz|umfasst|zuständig|gehören zu|Hauptaufgabe|Zu Ihren Aufgaben|responsabil/iu
/** What the house does, is or hopes is no duty, whatever verb tells it. */
const NO_DUTY =
  /^(?:We|Our|Wir|Unser\p{L}*|Join|Click|Apply|Find|Visit|Learn|Read|Please|Contact|This position is)\b|\b(?:bieten wir|wir bieten|we offer|we provide you|Ihre Chance|your chance)\b/u

/** Says whether a sentence tells something to do, in English or German: by its subject and verb, or by a verb that opens it. */
export function statesDuty(text: string): boolean {
  if (NO_DUTY.test(text)) return false
  if (YOU_DO.test(text) || DO_YOU.test(text) || ROLE_DOES.test(text)) return true
  const first = /^\p{L}+/u.exec(text)?.[0].toLowerCase() ?? ''
  const second = /^\p{L}+ (\p{L}+)/u.exec(text)?.[1] ?? ''
  return VERB_FORM.test(first) || second === ''
    ? opensEnglish(first) === 'strong' && second !== ''
    : /(?:ung|tion|nahme|arbeit)$/.test(first) && opensGerman(first) !== 'none'
}

/** Words of other kinds that also open bullets are no verbs. */
const VERB_FORM =
  /^(?!(?:ability|able|experience|experienced|knowledge|strong|good|excellent|deep|proven|solid|fluent|fluency|familiar|understanding|background|degree|you|we|our|your|they|it|this|these|as|in|on|with|for|to|the|a|an|at|all|any|if|when|where|from|by)$)\p{L}+$/u
