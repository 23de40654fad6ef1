import { HOME_WORK, HYBRID_WORK, OFFICE_WORK } from './arrangement-words.ts'
import { ANYWHERE } from './place-words.ts'

/** A piece of a stated place that speaks of how the work is done, and what is left of it. */
export type PlaceMode = { mode: 'remote' | 'hybrid' | 'office'; anywhere: boolean; rest: string }

const MORE_WORDS =
  'work(?:ing)?|jobs?|position|role|only|possible|possibly|möglich|mogelijk|possibile|posible|ok|okay|friendly|eligible|allowed|option(?:al)?|first|based|location|available|solely|team|candidates?|preferred|arbeit|arbeiten|stelle|status|flexible'
const STRENGTH =
  'fully|full|100 ?%|completely|partially|partly|teilweise|temporarily|permanently|permanent|optional|or|oder|also|auch'
const LINK = '(?:in|within|from|across|aus|innerhalb(?: von)?|dans|en|desde|da|v|z|w|for)'
const opening = (words: string) =>
  new RegExp(
    `^(?:#li-?)?(?:(?:${STRENGTH})[ -]+)*(?:${words})(?![\\p{L}\\p{N}])(?:[ -]+(?:${MORE_WORDS})(?!\\p{L}))*[\\s,:/–—-]*(?:${LINK}\\s+)?(?:the\\s+)?`,
    'iu',
  )
const closing = (words: string) =>
  new RegExp(`[\\s,:/–—-]+(?:${LINK}\\s+)?(?:(?:${STRENGTH})[ -]+)*(?:${words})(?:[ -]+(?:${MORE_WORDS}))*$`, 'iu')

const MODES = (
  [
    ['hybrid', `${HYBRID_WORK}|teilweise (?:${HOME_WORK})`],
    ['remote', `${HOME_WORK}|virtual`],
    ['office', OFFICE_WORK],
  ] as const
).map(([mode, words]) => ({ mode, opens: opening(words), closes: closing(words) }))
const CUE =
  /remot|home|hybri|h[íi]br|ibrid|wfh|tele|t[ée]l[ée]|mobil|hause|distan|smart|agile|thuis|afstand|domova|domu|zdal|hjem|hemi|virtual|site|office|ort|pr[äeé]s|sede|kantoor|locatie|pracovi|m[íi]st|stacjon|biur|plats|kontor|fysisk|person|work/i

/** What a piece says about remote, hybrid or office work at its start or end; null when it says nothing. */
export function readMode(piece: string): PlaceMode | null {
  if (ANYWHERE.test(piece)) return { mode: 'remote', anywhere: true, rest: '' }
  if (!CUE.test(piece)) return null
  for (const { mode, opens, closes } of MODES) {
    const match = opens.exec(piece) ?? closes.exec(piece)
    if (!match) continue
    const rest = `${piece.slice(0, match.index)}${piece.slice(match.index + match[0].length)}`
      .replace(/^[\s&+,/-]+(?:(?:and|und|or|oder)\s+)?/i, '')
      .trim()
    // "Home Office Design" and "Remote Sensing Centre" go on with a small or unknown word that the reader of places drops.
    return { mode, anywhere: ANYWHERE.test(rest), rest: ANYWHERE.test(rest) ? '' : rest }
  }
  return null
}
