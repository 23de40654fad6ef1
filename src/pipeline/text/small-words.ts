/** Words that hardly a sentence goes without, by ISO 639-1 code of their language. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'the and of to with for our you your is are that will this be as on we or have from an by in',
  de: 'und der die das mit für von wir sie den zu im ist ein eine auf bei dem oder sind werden des unsere in',
  fr: 'les des et du une pour vous nous dans est avec votre le la au aux sur ou par notre en un',
  es: 'el los las una para con que por del y su en se es al nuestro como la un de',
  it: 'il che della per con una di e gli sono alla nel del è le dei un la in',
  nl: 'het een van en de voor met je wij zijn op ons dat aan te wat ook in of',
  cs: 'a se na v pro je že si s nebo do ve jsme za o po jako k z',
  pl: 'w z i na do się jest oraz dla że od o po lub jako przez',
  da: 'og til at en af er på vi som med den det du for i et de',
  sv: 'och att en av är på vi som för med till det du ett i de',
  pt: 'o os uma para com que do da e em as no na um de a',
}
const LANGUAGES = Object.keys(WORDS)
/** Positions in LANGUAGES by word. */
const SPOKEN: ReadonlyMap<string, readonly number[]> = spoken()
/** So many of them in a sample, and so many times as many as of any other language, leave no doubt. */
const FEWEST = 6
const TIMES = 2
const NOT_LETTERS = /[^\p{L}]+/u

/** The language that the small words of a sample tell for sure; null where only a closer look can tell. */
export function languageOfSmallWords(sample: string): string | null {
  const counts = new Array<number>(LANGUAGES.length).fill(0)
  for (const word of sample.toLowerCase().split(NOT_LETTERS))
    for (const at of SPOKEN.get(word) ?? []) counts[at] = counts[at]! + 1
  let best = 0
  let second = 0
  let language: string | null = null
  counts.forEach((count, at) => {
    if (count > best) [best, second, language] = [count, best, LANGUAGES[at]!]
    else if (count > second) second = count
  })
  return best >= FEWEST && best >= TIMES * second ? language : null
}

function spoken(): Map<string, number[]> {
  const all = new Map<string, number[]>()
  LANGUAGES.forEach((language, at) => {
    for (const word of new Set(WORDS[language]!.split(' '))) all.set(word, [...(all.get(word) ?? []), at])
  })
  return all
}
