import type { Candidate } from '../../candidate.ts'
import type { PageView } from '../../page-view.ts'

const NAME = String.raw`(?<name>\p{Lu}[\p{L}\p{N}&.'’+-]*(?: (?:\p{Lu}|&|of |and |the |de |für |der |du |des |\p{N})[\p{L}\p{N}&.'’+-]*){0,5})`
/** Sentences that name who offers the opening. Each names the employer in the group `name`. */
const CUES: readonly (readonly [rule: string, pattern: RegExp])[] = [
  [
    'text.seeks',
    new RegExp(
      String.raw`^${NAME},? (?:is (?:currently |now |actively )?(?:looking|searching|hiring|seeking|recruiting)|seeks|sucht|recherche|recrute|busca|cerca|zoekt|hledá|poszukuje|søger|söker)\b`,
      'u',
    ),
  ],
  [
    'text.about',
    new RegExp(
      `^(?:about|über|à propos (?:de |d['’])|sobre|chi è|over|o společnosti|o firmie|om|who is) ${NAME}[:.]?$`,
      'iu',
    ),
  ],
  [
    'text.at',
    new RegExp(String.raw`(?:^|[.!?] )(?:At|Join|Bei|Chez) ${NAME},? (?:we|you|our|and|wir|nous|in )\b`, 'u'),
  ],
]
const COPYRIGHT =
  /(?:©|\(c\)|copyright)\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*(?:by\s+)?(?<name>\p{Lu}[\p{L}\p{N}&.'’ -]{1,50}?)(?:\s*[®™]|\.\s|,|\.?$| all rights| alle rechte| inc\b| \d{4}| \|)/iu
const NOT_A_NAME =
  /^(?:the|us|you|our|this|we|it|he|she|they|he|all|about|company|job|role|team|position|der|die|das|wir|uns|nous|notre)$/i
const isName = (text: string) => /^[\p{Lu}\p{N}]/u.test(text) && !NOT_A_NAME.test(text)
const LONGEST_LINE = 400
const MOST_LINES = 400

/** Names of employers that sentences of the page tell. */
export function readTextCues({ lines }: PageView): Candidate[] {
  const candidates: Candidate[] = []
  for (const line of lines.slice(0, MOST_LINES)) {
    const text = line.text.length > LONGEST_LINE ? line.text.slice(0, LONGEST_LINE) : line.text
    for (const [rule, pattern] of CUES) {
      if (rule === 'text.about' && text.length > 60) continue
      const match = pattern.exec(text)
      const name = match?.groups?.name?.replace(/[.,]$/, '')
      if (!match || !name || name.length < 2 || !isName(name)) continue
      const start = line.start + text.indexOf(name, match.index)
      candidates.push({ field: 'employer', reader: 'text', rule, raw: name, span: { start, end: start + name.length } })
    }
  }
  for (const line of lines.slice(-12)) {
    const name = line.text.length < 200 ? COPYRIGHT.exec(line.text)?.groups?.name?.trim() : undefined
    if (!name || !isName(name)) continue
    const start = line.start + line.text.indexOf(name)
    candidates.push({
      field: 'employer',
      reader: 'text',
      rule: 'text.copyright',
      raw: name,
      span: { start, end: start + name.length },
    })
  }
  return candidates
}
