/** Bytes 0x80-0x9F as Windows-1252 shows them; the undefined ones stay C1 controls. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const CONTINUATION = `\\u0080-\\u00bf${WINDOWS_1252.replace(/[\u0080-\u009f]/g, '')}`
/**
 * A lead byte with the continuation bytes it needs. Two-byte sequences are limited to leads that Latin text yields (C2-C5 and the
 * Greek and Cyrillic ones CE-D1), whose continuation in sound text would be a sign that no word holds.
 */
const SEQUENCE = new RegExp(
  `[\\u00c2-\\u00c5\\u00ce-\\u00d1][${CONTINUATION}]|[\\u00e2][${CONTINUATION}]{2}|\\u00ef[\\u00bb\\u00ac][${CONTINUATION}]|\\u00f0\\u0178?[${CONTINUATION}]{2,3}`,
  'g',
)
/** Rounds of decoding: text may have been encoded twice. */
const ROUNDS = 3
const DECODER = new TextDecoder('utf-8', { fatal: true })

export type Repaired = { text: string; repaired: number }

/**
 * Mends UTF-8 that was read as Latin-1 or Windows-1252, also twice, and the remains where later tools dropped the invisible bytes:
 * "weâll" for "we'll", "DB â a bank" for a dash, "CapacitÃ di" for "Capacità di". `repaired` counts the places. Sound text is
 * returned as it is: a sequence is only replaced when it is valid UTF-8 and no spelling of a Latin language holds it.
 */
export function repairMojibake(text: string): Repaired {
  if (!/[\u00c2-\u00c5\u00ce-\u00d1\u00e2\u00ef\u00f0]/.test(text)) return { text, repaired: 0 }
  let current = text
  let repaired = 0
  for (let round = 0; round < ROUNDS; round++) {
    let found = 0
    current = current.replace(SEQUENCE, (sequence, offset: number, whole: string) => {
      const character = decode(sequence)
      if (character === null || isSpelling(sequence, whole.charAt(offset - 1))) return sequence
      found++
      return character
    })
    repaired += found
    if (found === 0) break
  }
  const mended = mendRemains(current)
  return { text: mended.text, repaired: repaired + mended.repaired }
}

/** The character that a sequence of bytes stands for, or null where they are no UTF-8. */
function decode(sequence: string): string | null {
  const bytes = new Uint8Array(sequence.length)
  for (let index = 0; index < sequence.length; index++) {
    const code = sequence.charCodeAt(index)
    const place = WINDOWS_1252.indexOf(sequence.charAt(index))
    bytes[index] = code < 0x100 ? code : 0x80 + place
  }
  try {
    return DECODER.decode(bytes)
  } catch {
    return null
  }
}

/** Capitals such as Â, Ã and Å at the end of a word before a quotation mark or blank are spelling ("À NOVA MANHÃ »"), not broken bytes. */
function isSpelling(sequence: string, before: string): boolean {
  const second = sequence.charAt(1)
  const lead = sequence.charAt(0)
  if (lead === 'â') return false
  if (/[‘’“”»«›‹…–—•™\u00a0]/.test(second) && /\p{Lu}/u.test(before)) return true
  return second === '\u00a0' && lead === 'Ã' && /\p{Lu}/u.test(before)
}

/** Places where the bytes behind the lead were lost: only what has one reading is mended. */
function mendRemains(text: string): Repaired {
  let repaired = 0
  const count = (replacement: string) => {
    repaired++
    return replacement
  }
  const mended = text
    // English contractions and genitives: no language spells these endings behind a bare "â".
    .replace(/(?<=\p{L})â(?=(?:ll|re|ve|s|t|d|m)\b)/gu, () => count('’'))
    .replace(/(?<=\p{L}s)â(?= \p{Ll})/gu, () => count('’'))
    // A word of its own: a dash between blanks.
    .replace(/(?<=[\p{L}\p{N})] )â(?= [\p{L}\p{N}(])/gu, () => count('–'))
    .replace(/(?<=\d)â(?=\d)/g, () => count('–'))
    // "à" lost its no-break space to a plain one: at a word's end behind a small letter, in words of some length.
    .replace(/(?<=\p{Ll})Ã (?=[\p{Ll}\p{Lu},.;:)]|$)/gu, () => count('à '))
  return { text: mended.replace(/(?<=à) (?=[,.;:)])/g, ''), repaired }
}
