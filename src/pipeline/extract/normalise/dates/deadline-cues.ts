/**
 * Words that make a date the last day to apply, in small letters. A noun may stand some words before the date ("the closing date for this
 * post is"); a verb needs its preposition right before it ("apply ... by").
 */
export const NOUNS: Readonly<Record<string, string>> = {
  en:
    'closing date|close date|(?:application|submission)s? (?:deadline|due date|period (?:ends|closes)|window closes|end date|close)|deadline|apply (?:by|before|until|no later than)|' +
    'applications? (?:close|must be (?:received|submitted)|are due|accepted until|will be accepted until)|(?:vacancy|posting|job|position|advert) (?:closes|expires|ends)|closes on|closing on|last day to apply|last date (?:to apply|for applications|of application)|expir(?:y|ation) date|valid through|apply before',
  de:
    'bewerbungs(?:frist|schluss|ende|deadline|zeitraum bis)|einsendeschluss|annahmeschluss|ausschreibungsfrist|ende der bewerbungsfrist|frist für (?:die|ihre) bewerbung|bewerbungen? (?:ist|sind|werden) (?:möglich )?bis|' +
    'bewerbbar bis|ausgeschrieben bis|anzeige (?:gültig|läuft) bis',
  fr: 'date limite|date de cl[ôo]ture|cl[ôo]ture des candidatures|candidatures? avant|postule[rz]? avant|d[ée]lai de (?:candidature|postulation)|fin de (?:publication|candidature)|limite de d[ée]p[ôo]t|à pourvoir avant',
  es: 'fecha (?:l[íi]mite|de cierre|tope|de vencimiento)|plazo (?:de|para) (?:la )?(?:inscripci[óo]n|presentaci[óo]n|solicitud(?:es)?|candidaturas?|recepci[óo]n)|cierre de (?:la )?(?:convocatoria|recepci[óo]n|inscripci[óo]n)|fecha fin de (?:inscripci[óo]n|solicitud)',
  it: 'scadenza|data di (?:scadenza|chiusura)|termine (?:ultimo|di (?:presentazione|candidatura|scadenza))|candid(?:ati|arsi|ature) entro|entro (?:e non oltre )?il|entro il giorno',
  nl: 'sluitingsdatum|sollicitatie(?:deadline|termijn)|uiterste (?:reactie|sollicitatie|inschrijf)?datum|solliciteer (?:v[óo][óo]r|uiterlijk|t/m|tot)|reageer (?:v[óo][óo]r|uiterlijk)|solliciteren kan (?:tot|t/m)|reageren kan (?:tot|t/m)|vacature sluit',
  cs: 'uzávěrka|termín (?:pro )?(?:podání|odevzdání|zaslání|přihlášek|uzávěrky)|lhůta pro (?:podání|podávání|přihlášky)|přihlášky (?:do|zasílejte|podávejte)|hlaste se do|platnost (?:nabídky|inzerátu)',
  pl: 'termin (?:składania|nadsyłania|aplikowania|zgłoszeń|przyjmowania)|aplikuj do|oferta ważna do|ważn[ae] do|ogłoszenie ważne do|zgłoszenia do|data (?:zakończenia|zamknięcia) (?:rekrutacji|naboru)|rekrutacja trwa do',
  da: 'ansøgningsfrist|frist for ansøgning|søg (?:jobbet )?senest|ansøg senest',
  sv: 'sista (?:ansöknings|ansöknings-)?(?:dag|datum)(?: för ansökan| att ansöka)?|ansök (?:senast|före)|ansökan senast|ansökningstid(?:en)? (?:t\\.?o\\.?m|till)',
  pt: 'data[ -]limite|prazo (?:de|para) (?:as )?(?:candidaturas?|inscri[çc][õo]es|inscri[çc][ãa]o)|candidaturas? at[ée]|inscri[çc][õo]es at[ée]|data de encerramento',
}

/** Somebody applies ... up to the date. */
export const VERBS: Readonly<Record<string, readonly [verb: string, until: string]>> = {
  en: [
    'appl(?:y|ication|ications|icants?)|submit|send (?:us )?your|cv|resume',
    'by|before|until|till|no later than|not later than|latest by|on or before',
  ],
  de: [
    'bewirb|bewerb(?:en|ung|ungen|ungsunterlagen)?|unterlagen',
    'bis(?: spätestens)?(?: zum)?|spätestens(?: bis)?(?: zum| am)?|vor dem',
  ],
  fr: [
    'candidat(?:ure|ures|er|ez)?|postul(?:er|ez|ation)|dossiers?|cv',
    "avant le|jusqu'au|au plus tard le|d'ici le|d'ici au",
  ],
  es: [
    'candidaturas?|solicitud(?:es)?|inscrib\\p{L}{1,8}|inscripciones|postul\\p{L}{1,8}|env[íi]a\\p{L}{0,4}|cv',
    'hasta el(?: d[íi]a)?|antes del?|a m[áa]s tardar el',
  ],
  it: [
    'candidatur[ae]|candidarsi|domand[ae]|inviare|cv|curriculum',
    'entro(?: e non oltre)?(?: il)?(?: giorno)?|fino al',
  ],
  nl: ['sollicit\\p{L}{1,10}|reage\\p{L}{1,8}|reacties?|brief|cv', 'v[óo][óo]r|uiterlijk(?: op)?|t/m|tot(?: en met)?'],
  cs: ['přihlášk\\p{L}{1,4}|životopis\\p{L}{0,4}|žádost\\p{L}{0,4}|cv', '(?:nejpozději )?do(?: dne)?'],
  pl: [
    'aplikacj\\p{L}{1,4}|zgłosze\\p{L}{1,6}|cv|dokument\\p{L}{1,4}|ofert\\p{L}{1,4}',
    '(?:najpóźniej )?do(?: dnia)?',
  ],
  da: ['ansøg\\p{L}{1,8}|søg', 'senest(?: den)?|inden(?: den)?'],
  sv: ['ansök\\p{L}{0,6}|sök', 'senast(?: den)?|före(?: den)?'],
  pt: ['candidat\\p{L}{1,8}|inscri[çc]\\p{L}{1,5}|curr[íi]culo|cv', 'at[ée](?: (?:ao?|o))?(?: dia)?|antes de'],
}
