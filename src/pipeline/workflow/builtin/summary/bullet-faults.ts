import { isFunctionWord } from '../../../text/items/function-words.ts'
import { BOILERPLATE, type PassageKind, passageKind } from '../../../text/passage-kind.ts'
import { secondStatement } from './second-statement.ts'

/** Shorter than this a bullet says nothing (characters). */
const SHORTEST_BULLET = 12

export type BulletFault = {
  rule: 'too_short' | 'unfinished' | 'open_bracket' | 'two_in_one' | 'boilerplate' | 'runs_on'
  message: string
}

/**
 * What is wrong with the wording of one bullet, or null. Nothing but the bullet's text is looked at; `passage` is what `passageKind`
 * says of it, where the caller knows.
 */
export function wordingFault(text: string, passage?: PassageKind): BulletFault | null {
  const bare = text.trim()
  if (bare.length < SHORTEST_BULLET && !/\p{Lu}{2}|\d/u.test(bare))
    return { rule: 'too_short', message: `"${bare}" says too little` }
  if (/[:,;/–-]$/.test(bare))
    return { rule: 'unfinished', message: `"${ending(bare)}" announces something that does not follow` }
  const last = LAST_WORD.exec(bare)?.[1]
  if (
    last &&
    isFunctionWord(last.toLowerCase()) &&
    !/^(?:in|on|up|off|out|over|ab|an|aus|ein|mit|zu|vor|auf|um|durch|bei|nach)$/i.test(last)
  )
    return { rule: 'unfinished', message: `"${ending(bare)}" stops inside a phrase` }
  if (count(bare, '(') !== count(bare, ')'))
    return { rule: 'open_bracket', message: `"${ending(bare)}" leaves a bracket open` }
  const { kind, score } = passage !== undefined && bare === text ? passage : passageKind(bare)
  if (BOILERPLATE.has(kind) && score >= 4)
    return { rule: 'boilerplate', message: `"${opening(bare)}" speaks about ${ABOUT[kind] ?? kind}` }
  const second = secondStatement(bare)
  if (second > 0)
    return { rule: 'two_in_one', message: `"${opening(bare)}" runs into "${opening(bare.slice(second))}"` }
  if (bare.length > 400) return { rule: 'runs_on', message: `"${opening(bare)}" runs on for ${bare.length} characters` }
  return null
}

/** Begins at the end and reads backwards: from each letter onwards, long words would cost their square. */
const LAST_WORD = /$(?<=([\p{L}'’]+))/u

const ABOUT: Partial<Record<string, string>> = {
  company: 'the company',
  benefits: 'benefits',
  process: 'the application',
  legal: 'legal matters',
}
const ending = (text: string): string => (text.length > 60 ? `…${text.slice(-58)}` : text)
const opening = (text: string): string => (text.length > 60 ? `${text.slice(0, 58)}…` : text)
const count = (text: string, sign: string): number => text.split(sign).length - 1
