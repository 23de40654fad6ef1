/** Small numbers in words, in small letters, all languages together: "mindestens drei Jahre". */
const WORDS: readonly string[] = [
  'one ein eine einem einer eines einjährige un une uno una um uma een één jeden jednu jednoho jedna et ett',
  'two zwei deux dos due twee dva dvě dvou dwa dwóch dwie to två dois duas',
  'three drei trois tres tre drie tři tří trzy trzech três',
  'four vier quatre cuatro quattro čtyři čtyř cztery czterech fire fyra quatro',
  'five fünf cinq cinco cinque vijf pět pěti pięć pięciu fem',
  'six sechs seis sei zes šest šesti sześć sześciu seks sex',
  'seven sieben sept siete sette zeven sedm siedem syv sju sete',
  'eight acht huit ocho otto osm osiem otte åtta oito',
  'nine neun neuf nueve nove negen devět dziewięć ni nio',
  'ten zehn dix diez dieci tien deset dziesięć ti tio dez',
]
const VALUES: ReadonlyMap<string, number> = new Map(
  WORDS.flatMap((words, index) => words.split(' ').map((word) => [word, index + 1] as const)),
)

/** Source of a pattern for a count: digits or a word. */
export const COUNT = `\\d{1,3}(?:[.,]\\d{1,2})?|${[...VALUES.keys()].sort((a, b) => b.length - a.length).join('|')}`

/** "3", "2,5" or "three"; null for anything else. */
export function readCount(text: string | undefined): number | null {
  if (text === undefined) return null
  if (/^\d/.test(text)) return Number(text.replace(',', '.'))
  return VALUES.get(text) ?? null
}
