import { readPostingText } from '../../../../../src/pipeline/workflow/read-posting-text.ts'

const record = { title: 'Dispatcher', company: 'Nordlicht Kurier', location: 'Leeds', job_id: 'NK-17' }

/** A flattened posting with everything a summary wants. */
export const dispatcher = readPostingText({
  ...record,
  description:
    'Corporate Title: Associate Role Description The depot plans all tours of the north. What we’ll offer you Pension plan for you and your family ' +
    'Generous annual leave and private health insurance for your dependents Your key responsibilities Plan and track the tours of twelve vans ' +
    'Ensure that drivers keep to their legal hours Support the Head of Fleet in weekly meetings Prepare reports on delays for large customers ' +
    'Coordinate repairs of vans with three workshops Your skills and experience At least 3 years of experience in dispatching ' +
    'Experience with Excel and TMS software Fluent in English, basic Polish Ability to stay calm under pressure ' +
    'The salary range for this position is £28,000 to £34,000. About us and our teams We strive for a culture in which people are empowered to excel together.',
})

/** A structured German posting of another employer. */
export const nurse = readPostingText({
  title: 'Pflegefachkraft (m/w/d)',
  company: null,
  location: null,
  job_id: null,
  description:
    'Ihre Aufgaben\n- Pflege und Betreuung von zwanzig Bewohnern\n- Dokumentation der Pflegeplanung\n- Anleitung von Auszubildenden\n' +
    'Ihr Profil\n- Abgeschlossene Ausbildung als Pflegefachkraft\n- Freude an der Arbeit mit älteren Menschen\n- Bereitschaft zum Schichtdienst\n' +
    'Wir bieten\n- 30 Tage Urlaub\n- Betriebliche Altersvorsorge',
})
