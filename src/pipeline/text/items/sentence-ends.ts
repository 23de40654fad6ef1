const ABBREVIATIONS: ReadonlySet<string> = new Set(
  `e.g i.e eg ie etc inc ltd co corp vs approx appr ca bzw inkl incl exkl excl z.b zb d.h dh u.a ua u.u o.ä oä o.g usw ggf evtl sog
  dr prof mr mrs ms dipl ing nr abs str tel bspw vgl resp abt allg mio mrd jan feb apr jun jul aug sept oct okt nov dec dez
  yrs yr hrs hr wk dept univ bsc msc ph.d m.sc b.sc b.a m.a m.b.a u.s u.k a.m p.m geb gem std wö max v.a i.d.r idr zzgl sen jr sr np itp tzn tj`
    .split(/\s+/)
    .filter(Boolean),
)
/** Abbreviations that are words of their own as well: a number behind them tells. */
const BEFORE_NUMBERS: ReadonlySet<string> = new Set(
  'min max mind no nr st art fig ref est reg mar sep para sec'.split(' '),
)
const LETTER = /\p{L}/u
const UPPER = /\p{Lu}/u
const LOWER = /\p{Ll}/u
const OPENS = /[\p{Lu}\p{N}"'“”„«‘([*•·●▪◦–—-]/u

/**
 * Says whether the sign at `index` (. ! ?) ends a sentence. Abbreviations, initials, ordinals, file names and addresses do not; a
 * full stop fused with a capital ("im Team.Ihre Aufgaben") does.
 */
export function isSentenceEnd(text: string, index: number): boolean {
  const sign = text.charAt(index)
  if (sign !== '.' && sign !== '!' && sign !== '?') return false
  let after = index + 1
  while (after < text.length && /["”“»)\]’*]/.test(text.charAt(after))) after++
  if (after >= text.length) return true
  const next = text.charAt(after)
  if (/\s/.test(next)) {
    let start = after
    while (start < text.length && /\s/.test(text.charAt(start))) start++
    if (start >= text.length || text.slice(after, start).includes('\n'))
      return sign !== '.' || !isNumbering(text, index)
    // "(essential)" behind a full stop still belongs to what precedes it; "eDiscovery" begins a sentence.
    const opening = text.charAt(start)
    if (
      opening === '('
        ? !/[\p{Lu}\d]/u.test(text.charAt(start + 1))
        : !OPENS.test(opening) && !/^\p{Ll}\p{Lu}/u.test(text.slice(start, start + 2))
    )
      return false
    return sign !== '.' || !isAbbreviation(text, index, text.charAt(start))
  }
  // Fused: "Tools.Sie" is an end, "Node.js", "example.com", "ASP.NET" and "U.S" are not.
  if (!UPPER.test(next) || !LOWER.test(text.charAt(after + 1))) return false
  return (
    LOWER.test(text.charAt(index - 1)) &&
    (sign !== '.' || (LOWER.test(text.charAt(index - 2)) && !isAbbreviation(text, index, next)))
  )
}

function isAbbreviation(text: string, index: number, next: string): boolean {
  let start = index
  while (start > 0 && index - start < 12 && /[\p{L}\p{N}.]/u.test(text.charAt(start - 1))) start--
  const token = text.slice(start, index)
  if (token === '') return false
  if (/^\p{L}$/u.test(token) || /(?:^|\.)\p{L}$/u.test(token)) return !/^[IVX]$/.test(token)
  if (ABBREVIATIONS.has(token.toLowerCase())) {
    // "etc." and "usw." close sentences as often as not: only a following capital tells.
    return !(/^(?:etc|usw|Inc|Ltd|Corp|yrs|hrs|itp)$/.test(token) && UPPER.test(next))
  }
  if (BEFORE_NUMBERS.has(token.toLowerCase())) return /[\d(]/.test(next)
  return isNumbering(text, index) || (/^\d{1,2}$/.test(token) && isMonthAhead(text, index + 1))
}

/** "1." that opens a numbered bullet. */
function isNumbering(text: string, index: number): boolean {
  let start = index
  while (start > 0 && index - start < 3 && /\d/.test(text.charAt(start - 1))) start--
  if (start === index) return false
  let before = start - 1
  while (before >= 0 && /[^\S\n]/.test(text.charAt(before))) before--
  return before < 0 || /[\n:.;]/.test(text.charAt(before))
}

function isMonthAhead(text: string, from: number): boolean {
  return /^\s(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)/.test(text.slice(from, from + 5))
}

/** Says whether a character is a letter: used where a quote must not cut a word. */
export const isLetter = (character: string): boolean => LETTER.test(character)
