import type { WorkArrangement } from '../extracted-page.ts'
import { type ReadArrangement, readArrangement } from './arrangement.ts'
import { HOME_WORK, TRADE } from './arrangement-words.ts'

export type FoundArrangement = ReadArrangement & {
  /** Which of the two texts `start` and `end` count in. */
  where: 'title' | 'text'
}

const JOB = '(?:position|role|job|opportunity|opening|stelle|poste|puesto|posizione|functie|pozice|stanowisko)'
const DAYS = '(?:\\d|one|two|three|four|five|zwei|drei|vier|ein(?:en)?|deux|trois|quatre|dos|tres|due|tre|twee|drie)'

/** Phrases that leave no doubt, per arrangement; of those that stand in one text the most restrictive reading is listed first. */
const PHRASES: readonly (readonly [RegExp, WorkArrangement])[] = [
  ...phrases('On-site', [
    `(?:five|5|fünf) (?:days?|tage) (?:a|per|pro|die) (?:week|woche) (?:in (?:the|our) office|on[- ]?site|im büro|vor ort)`,
  ]),
  ...phrases('Hybrid', [
    `hybrid(?:es?|er)? (?:work(?:ing)?|working model|work model|model|role|position|job|schedule|setup|set-up|arbeiten|arbeitsmodell|arbeitsplatz|stelle|arrangement|environment|basis)`,
    `(?:this|the) (?:${JOB}) (?:is|will be) (?:a )?hybrid`,
    `hybrid(?:ní|ně) (?:model|práce|režim|pracovní)|hybrydow[aey] (?:model|tryb|praca)|(?:model|tryb|praca) hybrydow[aey]`,
    `(?:modèle|travail|mode) hybride|(?:modelo|trabajo|formato) híbrido|(?:modello|lavoro|modalità) ibrid[ao]|hybride? werken`,
    `${DAYS}(?: ?(?:-|–|to|or|bis|oder|/) ?${DAYS})? (?:days?|tage?|jours?|días?|giorni|dagen|dny|dni) (?:(?:a|per|each|pro|in der|par|por|a la|alla|per|týdně|w)\\s?(?:week|woche|semaine|semana|settimana|week|tygodniu)? ?)?(?:in (?:the|our) office|on[- ]?site|im büro|vor ort|au bureau|en la oficina|in ufficio|op kantoor|v kanceláři|w biurze|(?:from|working from) home|remote(?:ly)?|home ?office|(?:de |en )?télétravail|(?:de )?teletrabajo|(?:in )?smart working|thuis ?werken|práce z domova|z domova|zdalnie)`,
    `(?:télétravail|homeoffice|home office)[^.\\n]{0,20} ${DAYS} (?:jours?|tage?)(?: (?:par|pro) (?:semaine|woche))?`,
    `bis zu ${DAYS} tagen? (?:pro woche )?(?:im )?(?:homeoffice|home office|mobil)`,
  ]),
  ...phrases('Remote Solely', [
    `(?:this|the) (?:is an? )?(?:${JOB}) (?:is|will be) (?:a )?(?:(?:fully|100 ?%|completely|entirely) )?(?:remote|home[- ]based)`,
    `this is an? (?:\\p{L}+[ -]){0,3}?(?:fully |100 ?% )?remote ${JOB}`,
    `(?:fully|100 ?(?:%|percent)|completely|entirely) remote(?! (?:team|compan|organi[sz]ation|culture|workforce)\\p{L}*)`,
    `remote[- ]only ${JOB}|work(?:ing)? 100 ?% remote(?:ly)?`,
    `(?:vollständig|komplett|zu 100 ?%|100 ?%|rein|ausschließlich) (?:remote|im home ?office|aus dem home ?office|von zu ?hause)`,
    `100 ?% (?:en )?(?:télétravail|à distance)|(?:full|total) (?:télétravail|remote)|entièrement à distance`,
    `100 ?% (?:teletrabajo|remoto|en remoto|da remoto|zdaln\\p{L}+|z domova|thuiswerken)|totalmente remot[oa]|plně (?:remote|z domova|vzdálen\\p{L}+)|w pełni zdaln\\p{L}+`,
  ]),
  ...phrases('Remote OK', [
    `(?:remote (?:work|working)|(?:working|work) remote(?:ly)?|home ?office|work(?:ing)? from home|telework(?:ing)?) (?:is |are |would be |will be )?(?:also |even |fully |generally )?(?:possible|an option|available|welcome|allowed|offered|optional|okay|ok)`,
    `(?:option|possibility|opportunity|flexibility|ability) (?:of|to|for) (?:work(?:ing)? )?(?:remote(?:ly)?(?: work(?:ing)?)?|from home)`,
    `(?:can|may) (?:also )?(?:work|be done|be performed|be based) remote(?:ly)?|remote (?:candidates|applicants) (?:are )?(?:welcome|considered)|open to remote`,
    `(?:remote|remote-?arbeit|homeoffice|home-office|mobiles arbeiten|arbeit(?:en)? im home ?office) (?:ist |sind )?(?:auch |jederzeit |grundsätzlich )?möglich|möglichkeit (?:zu[mr]?|auf|für|des) (?:mobile[mns]? arbeiten|home ?office|remote)`,
    `télétravail (?:\\p{L}+ )?possible|possibilité de (?:faire du )?télétravail|posibilidad de teletrabajo|possibilità di (?:lavorare in )?(?:smart working|telelavoro|lavoro agile)|mogelijkheid (?:tot|om) thuis ?(?:te )?werken`,
    `možnost (?:\\p{L}+ )?(?:práce z domova|home ?office)|home ?office (?:je )?(?:možný|dle dohody)|możliwość pracy zdalnej|mulighed for hjemmearbejde|möjlighet att arbeta (?:hemifrån|på distans)`,
  ]),
  ...phrases('On-site', [
    `(?:this|the) (?:${JOB}) (?:is|will be|must be)(?: (?:fully|100 ?%|strictly|an?))? (?:on[- ]?site|in[- ]office|in[- ]person|office[- ]based)`,
    `(?:fully|100 ?%|strictly) on[- ]?site|on[- ]?site (?:${JOB})|(?:${HOME_WORK}) (?:is |ist )?(?:not (?:possible|available|an option|offered|permitted)|leider nicht möglich|nicht möglich)`,
  ]),
]
/** Before a phrase these turn it round. */
const DENIED =
  /(?:\bnot?|\bnot an?|n't|\bnever|\bkeine?n?|\bnicht|\bpas|\bsans|\bno|\bsin|\bnon|\bgeen|\bnení|\bnie|\bunable to(?: offer)?)\s+(?:\p{L}+\s+){0,2}$/iu
/** "(Remote)", "- Hybrid", "| 100 % remote" in a title; "Remote Sensing Engineer" says nothing. */
const IN_TITLE =
  /(?:[([{|•·,:–—-]\s*)((?:100 ?% |fully |full )?(?:remote|hybrid|on-?site|home ?office|homeoffice|télétravail|teletrabajo)(?:[ -](?:ok|possible|möglich|only|work|friendly|option|first))?)(?=\s*(?:[)\]}|•·,:/–—-]|$|in\b|within\b|from\b))|^(100 ?% remote|remote|hybrid)(?=\s*[|:–—,-])/iu
const CUES =
  /remote|hybr|h[íi]brid|ibrid|home|office|on-?site|t[ée]l[ée]travail|distance|teletr|zuhause|zu hause|mobiles arb|büro|vor ort|smart work|agile|thuis|kantoor|domova|kancel|zdaln|biurze|hjem|hemifr|distans/g

/**
 * What a title or running text says about where the work is done, by phrases that leave no doubt; null otherwise. Words of the trade
 * ("remote sensing", "remote teams") and denials ("not a remote position") say nothing. The title counts first.
 */
export function findArrangement(title: string, text: string, language?: string | null): FoundArrangement | null {
  const inTitle = IN_TITLE.exec(title)
  const words = inTitle?.[1] ?? inTitle?.[2]
  if (inTitle && words !== undefined) {
    const read = readArrangement(words, language)
    const start = inTitle.index + inTitle[0].indexOf(words)
    if (read) return { arrangement: read.arrangement, raw: words, start, end: start + words.length, where: 'title' }
  }
  const tag = /#li-/i.test(text) && /(?<![\p{L}\p{N}#])#LI-?(?:Remote|Hybrid|On-?site)(?![\p{L}\p{N}])/iu.exec(text)
  if (tag) {
    const read = readArrangement(tag[0], language)
    if (read) return { ...read, raw: tag[0], start: tag.index, end: tag.index + tag[0].length, where: 'text' }
  }
  const windows = windowsOf(text)
  for (const [phrase, arrangement] of PHRASES) {
    for (const [from, to] of windows) {
      for (const match of text.slice(from, to).matchAll(phrase)) {
        const start = from + match.index
        const end = start + match[0].length
        if (arrangement !== 'On-site' && DENIED.test(text.slice(Math.max(0, start - 40), start))) continue
        if (TRADE.test(text.slice(end, end + 20))) continue
        return { arrangement, raw: match[0], start, end, where: 'text' }
      }
    }
  }
  return null
}

/** How far a phrase reaches around the word that gives it away. */
const REACH = 110

/** The stretches of a text where a phrase may stand: most of a posting has no word of the kind, and the phrases cost time. */
function windowsOf(text: string): [from: number, to: number][] {
  const windows: [number, number][] = []
  // Lower case once is several times as fast as a search in either case; the few letters that grow by it shift a window by one.
  for (const { index } of text.toLowerCase().matchAll(CUES)) {
    const from = index < REACH ? 0 : text.indexOf(' ', index - REACH) + 1
    const last = windows.at(-1)
    if (last && from <= last[1]) last[1] = Math.min(text.length, index + REACH)
    else windows.push([Math.min(from, index), Math.min(text.length, index + REACH)])
  }
  return windows
}

function phrases(arrangement: WorkArrangement, patterns: readonly string[]): (readonly [RegExp, WorkArrangement])[] {
  return patterns.map(
    (pattern) => [new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'giu'), arrangement] as const,
  )
}
