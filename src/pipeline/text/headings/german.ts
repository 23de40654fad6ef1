import { phrasesOf } from './phrase.ts'

/** Headings of German postings. */
export const germanHeadings = phrasesOf({
  responsibilities: `
    (ihre|deine|die|unsere|eure) (aufgaben|hauptaufgaben|tätigkeit|tätigkeiten|tätigkeitsschwerpunkte|verantwortung|schwerpunkte|aufgabenschwerpunkte|mission|kernaufgaben|verantwortlichkeiten|aufgabenbereiche)
    (ihr|dein|das) (aufgabengebiet|aufgabenbereich|aufgabenfeld|verantwortungsbereich|wirkungsbereich|job)
    (ihre|deine) (aufgaben|tätigkeiten) (bei uns|im überblick|im detail|und verantwortlichkeiten|umfassen)
    (das|was) (erwartet|wartet auf) (sie|dich|euch) (bei uns|)
    (das|was) (sie|dich|euch) (bei uns|) erwartet (bei uns|)
    was (sie|du) (tun|machen|bewegen) (werden|wirst|können|kannst)
    (das|was) (machen|machst|bewegen|bewegst|tun|tust) (sie|du) (bei uns|)
    (so|hier) bringen sie sich ein
    wofür (wir sie|wir dich|sie verantwortlich sind) (suchen|brauchen|)
    ~(aufgaben|aufgabengebiet|aufgabenbereich|hauptaufgaben|tätigkeiten|verantwortlichkeiten|aufgabenschwerpunkte|tätigkeitsprofil|aufgabenbeschreibung|tätigkeitsbeschreibung)
    wesentliche aufgaben
    was sind (ihre|deine) (neuen|) aufgaben`,
  requirements: `
    (ihr|dein|das|unser|euer) (profil|anforderungsprofil|wunschprofil|know how|hintergrund|background)
    (ihre|deine|unsere|die|fachliche|persönliche|formale) (fähigkeiten|qualifikation|qualifikationen|anforderungen|voraussetzungen|erfahrung|erfahrungen|kenntnisse|stärken|skills|kompetenzen|talente|erwartungen)
    (ihre|deine) (fähigkeiten|kenntnisse|qualifikation|qualifikationen|kompetenzen|fertigkeiten) und (erfahrung|erfahrungen|fähigkeiten|kenntnisse)
    (fähigkeiten|kenntnisse|qualifikation|qualifikationen|kompetenzen|fertigkeiten|erfahrung|erfahrungen) und (erfahrung|erfahrungen|fähigkeiten|kenntnisse|kompetenzen|qualifikation|qualifikationen)
    (fachliche|persönliche) und (persönliche|fachliche) (anforderungen|kompetenzen|voraussetzungen)
    (das|was|dies) (bringen|bringst) (sie|du) (mit|idealerweise mit)
    (das|was) (sie|du) (mitbringen|mitbringst|mitbringen sollten|mitbringen solltest)
    (sie|du) (bringen|bringst) (folgendes|) mit
    (sie|du) (verfügen|verfügst) über
    was (wir erwarten|wir suchen|sie auszeichnet|dich auszeichnet|wir uns wünschen|sie ausmacht|dich ausmacht|zeichnet sie aus|zeichnet dich aus)
    das zeichnet (sie|dich) aus
    (womit|damit) (sie|du) (uns|) (überzeugen|überzeugst|punkten)
    (das wünschen wir uns|wen wir suchen)
    ~(wir erwarten|wir suchen)
    ~(anforderungen|anforderungsprofil|voraussetzungen|profil|qualifikation|qualifikationen|kenntnisse|kompetenzen|erfahrungen|ausbildung|sprachkenntnisse)
    ~(fachlich|persönlich)
    (so|damit|das) passen sie zu uns`,
  preferred: `
    ~(wünschenswert|von vorteil|idealerweise|pluspunkte|optional|nice to have)
    (wünschenswerte|zusätzliche|weitere) (kenntnisse|qualifikationen|erfahrungen|fähigkeiten)
    wünschenswert (sind|ist|wären)
    von vorteil (sind|ist|wären)`,
  benefits: `
    (was|das) (wir|bieten wir) (ihnen|dir|euch|) (auch|) bieten
    was wir (ihnen|dir|euch) (auch|) bieten
    (das|was) bieten wir (ihnen|dir|euch|)
    ~wir bieten (ihnen|dir|euch|)
    (unser|ihr|dein) (angebot|mehrwert|plus)
    (unsere|ihre|deine) (leistungen|vorteile|benefits|zusatzleistungen|angebote)
    ~(benefits|vorteile|leistungen|zusatzleistungen|mitarbeitervorteile|angebot)
    (darauf|hierauf) (können|kannst|dürfen|darfst) (sie|du) (sich|dich) freuen
    (warum wir|gute gründe für|darum wir|wir unterstützen sie|wie wir sie unterstützen)
    deine benefits
    unsere benefits`,
  company: `
    über uns
    über (die|unser|unsere) (unternehmen|bank|gruppe|firma|gesellschaft|kanzlei)
    (wer wir sind|das sind wir|wir über uns|wir stellen uns vor|wer sind wir)
    (unser|das) unternehmen
    unsere (werte|kultur|mission|philosophie|unternehmenskultur)
    ~(unternehmen|unternehmensprofil|unternehmensbeschreibung|firmenprofil|vielfalt)`,
  role: `
    über (den|das|diese|die|unser|unseren|ihr|ihren) (bereich|team|stelle|rolle|position|abteilung|aufgabe|job)
    ~(stellenbeschreibung|rollenbeschreibung|teambeschreibung|positionsbeschreibung|einleitung|stelleninformationen|überblick)
    ~(unser|ihr|dein|das|euer) team
    ~(ihre|deine|die) (rolle|position|stelle)
    (unser|der|ihr|dein) bereich
    ihre rolle im team`,
  process: `
    ~(bewerbung|bewerbungsprozess|kontakt|ansprechpartner|interessiert|interesse|bewerbungsunterlagen|nächste schritte)
    (ihre|deine) bewerbung
    so bewerben sie sich
    (ihr|dein) (kontakt|ansprechpartner|weg zu uns)
    ihre ansprechpartnerin
    haben wir (ihr|dein|ihre|deine) interesse geweckt
    (jetzt|gleich) bewerben
    (konnten wir|haben wir) sie begeistern`,
  legal: `
    ~(datenschutz|datenschutzhinweis|datenschutzhinweise|impressum|hinweis|hinweise|rechtliche hinweise)`,
  details: `
    ~(rahmenbedingungen|konditionen|eckdaten|arbeitszeit|vergütung|arbeitszeiten|gut zu wissen|vertragsdetails)`,
  label: `
    ~(standort|standorte|einsatzort|arbeitsort|dienstort|arbeitsstunden|vertragsart|anstellungsart|beschäftigungsart|befristung|eintrittstermin|eintrittsdatum|eintritt|gehalt|gehaltsspanne|entgelt|entgeltgruppe|eingruppierung|kennziffer|referenznummer|stellennummer|stellen id|beginn|zeitpunkt|startdatum|abteilung|laufzeit|arbeitsmodell|wochenstunden|bewerbungsfrist|ausschreibungszeitraum|stellenumfang|umfang)
    voll teilzeit
    un befristet
    job titel`,
})
