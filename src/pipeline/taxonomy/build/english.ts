/** What a build knows of ordinary English: names made of it are told from brand names. */
export type English = {
  /** Whether every word of a phrase is an ordinary word. */
  isOrdinary(phrase: string): boolean
  /** Whether a label starts with a verb ("manage staff"): a task, which nobody lists as a skill. */
  startsWithVerb(label: string): boolean
}

/** Verbs that start labels of ESCO but whose gerund it nowhere has. */
const FURTHER_VERBS =
  'accommodate achieve age anticipate appraise approach audit authenticate boil chair delegate detain devise digitise dispense enhance exert express galvanise guide have initiate iron issue lubricate manoeuvre maximise moor officiate park patrol practice present proofread pursue rear reconcile reinforce render resolve restrain revise rinse rotate scout secure seek separate serve shape sharpen skim solder spray stack staple stimulate strive tackle tailor take tan taste tend tie tolerate touch transcribe transfer trim turn understand unload upload vacuum vote wash weave weigh wind withstand wrap'

/** `words` is a list of English words; `labels` are the ESCO labels, whose gerunds ("managing ...") show which first words are verbs. */
export function createEnglish(words: readonly string[], labels: readonly string[]): English {
  const ordinary = new Set(words.map((word) => word.toLowerCase()))
  const gerunds = new Set(labels.map(firstWord).filter((word) => word.endsWith('ing')))
  const verbs = new Set(FURTHER_VERBS.split(' '))
  const gerundsOf = (verb: string) => [`${verb}ing`, `${verb.replace(/e$/, '')}ing`, `${verb}${verb.at(-1)}ing`]
  return {
    isOrdinary: (phrase) => phrase.split(/[\s\-/]+/).every((word) => ordinary.has(word.toLowerCase())),
    startsWithVerb: (label) =>
      verbs.has(firstWord(label)) || gerundsOf(firstWord(label)).some((gerund) => gerunds.has(gerund)),
  }
}

const firstWord = (label: string) => (label.split(' ')[0] ?? '').toLowerCase()
