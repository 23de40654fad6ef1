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
const LANGUAGES: readonly (readonly [language: string, words: ReadonlySet<string>])[] = Object.entries(WORDS).map(
  ([language, words]) => [language, new Set(words.split(' '))],
)
/** So many of them in a sample, and so many times as many as of any other language, leave no doubt. */
const FEWEST = 6
const TIMES = 2

/** Says whether a sample of text is surely in a language; false also where only a closer look can tell. */
export function surelyIn(language: string, sample: string): boolean {
  if (!Object.hasOwn(WORDS, language)) return false
  const words = sample.toLowerCase().split(/[^\p{L}]+/u)
  let own = 0
  let most = 0
  for (const [each, small] of LANGUAGES) {
    let count = 0
    for (const word of words) if (small.has(word)) count++
    if (each === language) own = count
    else if (count > most) most = count
  }
  return own >= FEWEST && own >= TIMES * most
}
