import t from 'tap'
import { linesOf } from '../../../src/pipeline/extract/document/lines.ts'
import { parseDocument } from '../../../src/pipeline/extract/document/parse-document.ts'
import { closedLine } from '../../../src/pipeline/extract/verdict/closed.ts'

const isClosed = (line: string) => closedLine(linesOf(parseDocument(`<p>Intro of the page</p><p>${line}</p>`))) !== null

t.test('a page that says its opening is closed is heard in its own language', async (t) => {
  const closed = [
    ...[
      'No longer accepting applications',
      'This job is no longer available.',
      'Sorry, this position has been filled.',
    ],
    ...[
      'This job post is closed and the position is probably filled.',
      'The job you are trying to apply for has expired.',
    ],
    ...['Applications for this role are closed', 'Expired', 'The vacancy was archived; this vacancy is archived.'],
    ...[
      'Diese Stelle ist leider bereits besetzt.',
      'Das Stellenangebot ist nicht mehr verfügbar.',
      'Die Anzeige ist abgelaufen',
    ],
    ...[
      "Cette offre n'est plus disponible",
      'Cette annonce a été clôturée',
      'Esta oferta ya no está disponible',
      'La oferta ha caducado',
    ],
    ...[
      "L'annuncio è scaduto",
      "L'offerta non è più disponibile",
      'Deze vacature is helaas gesloten',
      'De vacature is niet meer beschikbaar',
    ],
    ...[
      'Tato nabídka již není aktuální',
      'Pozice byla obsazena',
      'Inzerát byl stažen',
      'Nabídka práce, kterou hledáte, už není aktuální',
    ],
    ...[
      'Oferta pracy wygasła',
      'Ogłoszenie jest nieaktualne',
      'Stillingen er besat',
      'Ansøgningsfristen er overskredet',
    ],
  ]
  for (const line of closed) t.ok(isClosed(line), line)
})

t.test('conditions, promises and other closings do not close an opening', async (t) => {
  const open = [
    ...[
      'If this position has been filled, we keep your application.',
      'Our offices are closed on Sundays.',
      'Closing date: 6 July',
    ],
    ...[
      'We close deals and open markets.',
      'The role is available at once',
      'Applications are reviewed as they come in',
    ],
    ...[
      'Die Stelle ist ab sofort zu besetzen.',
      'Wir besetzen die Position zum 1. Januar',
      'Falls die Stelle nicht mehr verfügbar ist, melden wir uns.',
    ],
    ...[
      'Poste à pourvoir immédiatement',
      'Nabídka platí do 31. prosince',
      'Oferta ważna do końca roku',
      'Vacature sluit op 1 maart',
    ],
    ...['You will work until the position is filled by a successor', 'This job is open to everybody'],
  ]
  for (const line of open) t.notOk(isClosed(line), line)
})
