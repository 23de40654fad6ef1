import type { Chrome } from '../document/chrome.ts'
import { inChrome } from '../document/chrome.ts'
import type { Line } from '../document/lines.ts'
import { MARKS } from '../document/markup/attributes.ts'
import type { PageDocument, PageElement } from '../document/page-node.ts'
import type { LabelIndex } from '../readers/labels/label-index.ts'

/** Sentences that speak to whoever may apply. One for each kind of saying. */
const PHRASES: readonly RegExp[] = [
  /\b(?:we(?:'re| are) (?:looking for|seeking|hiring|recruiting)|is (?:looking for|seeking|hiring|recruiting)|wir suchen|suchen wir|gesucht wird|nous (?:recherchons|recrutons)|(?:recherche|recrute) (?:un|une|des|pour)|buscamos|busca (?:un|una)|cerchiamo|ricerca (?:un|una)|wij zoeken|zijn op zoek naar|hledáme|poszukujemy|søger (?:vi|en)|vi søger|vi söker)\b/,
  /\b(?:you (?:will|'ll) (?:be|have|work|join|lead|support)|the successful candidate|ideal candidate|your (?:role|tasks|profile|mission)|ihre aufgaben|deine aufgaben|ihr profil|dein profil|sie (?:bringen|verfügen)|du bringst|vos missions|votre profil|tus funciones|il candidato|de kandidaat|jouw profiel|náplň práce|vaše úkoly|twoje zadania)\b/,
  /\b(?:years? (?:of )?experience|experience (?:in|with)|degree in|berufserfahrung|abgeschlossene[ns]? (?:studium|ausbildung)|kenntnisse|expérience|diplôme|bac ?\+ ?\d|experiencia|esperienza|werkervaring|praxe|doświadczenie|erfaring|erfarenhet)\b/,
  /\b(?:apply (?:now|today|online|by|via|through)|how to apply|send (?:us )?your (?:cv|resume|application)|your application|ihre bewerbung|deine bewerbung|bewerbungsunterlagen|bewerben sie sich|votre candidature|dossiers? de candidature|envía tu cv|invia(?:re)? (?:il )?(?:tuo )?(?:cv|curriculum)|solliciteer|životopis|wyślij|ansøgning)\b/,
]
const SHOP =
  /\badd to (?:cart|basket|bag)\b|\bin den warenkorb\b|\bajouter au panier\b|\bañadir al carrito\b|\baggiungi al carrello\b|\bin winkelwagen\b|\bdo košíku\b|\bdo koszyka\b|\bisbn(?:-1[03])?\b/
const COMMENTS =
  /^(?:leave a (?:reply|comment)|post a comment|\d+ (?:comments?|replies|kommentare|commentaires)|schreibe? einen kommentar|kommentar verfassen|laisser un commentaire|deja un comentario|lascia un commento|geef een reactie|napsat komentář|gefällt mir)/
/** Elements that an application in the browser fills. */
const APP_ROOT = /^(?:root|app|__next|__nuxt|main-app|react-root|application|app-root|ember\d*|svelte|gatsby)$/i
const MOST_LINES = 800
/** Characters of the main content in which such sentences are looked for, and of the shortest line that may be one. */
const MOST_CHARACTERS = 6_000
const SHORTEST = 12
const LONGEST_LINE = 2_000

export type PageCues = { phrases: number; shop: boolean; comments: boolean; shell: boolean; empty_labels: number }

/** Signs of what kind of page this is, from its words and its build. */
export function readPageCues(
  page: PageDocument,
  lines: readonly Line[],
  main: PageElement | null,
  chrome: Chrome,
  labels: LabelIndex,
): PageCues {
  const found = new Set<number>()
  let shop = false
  let comments = false
  let emptyLabels = 0
  let read = 0
  for (const line of lines.slice(0, MOST_LINES)) {
    const { text } = line
    const told = main === null || (line.end > main.start && line.start < main.end)
    if (told && text.length >= SHORTEST && found.size < PHRASES.length && read < MOST_CHARACTERS) {
      read += text.length
      const folded = (text.length > LONGEST_LINE ? text.slice(0, LONGEST_LINE) : text).toLowerCase()
      PHRASES.forEach((pattern, at) => {
        if (!found.has(at) && pattern.test(folded)) found.add(at)
      })
    }
    if (text.length <= 80) {
      const folded = text.toLowerCase()
      shop ||= SHOP.test(folded)
      comments ||= COMMENTS.test(folded) && !inChrome(chrome, line.texts[0] ?? page.root)
      if (/:\s*$/.test(text) && labels.find(text).length > 0) emptyLabels++
    }
  }
  return { phrases: found.size, shop, comments, shell: isShell(page), empty_labels: emptyLabels }
}

/** Little text, and scripts that will bring more. */
function isShell(page: PageDocument): boolean {
  // Scripts of data fill nothing.
  if (page.scripts.every(({ type }) => type.includes('json'))) return false
  if (page.text.length < 1_500) return true
  return page.elements.some(
    ({ attributes, marks, name }) =>
      (marks & MARKS.application) !== 0 ||
      name.includes('-') ||
      ((marks & MARKS.named) !== 0 && attributes.id !== undefined && APP_ROOT.test(attributes.id)),
  )
}
