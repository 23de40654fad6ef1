/** Pages of lists as applicant systems and boards lay them out, built of made-up openings. */

export type Opening = {
  title: string
  place: string
  path: string
  employer?: string
  date?: string
  deadline?: string
  type?: string
  department?: string
  salary?: string
  grade?: string
}

export const frame = (
  main: string,
  title = 'Example',
  head = '',
): string => `<!doctype html><html><head><title>${title}</title>${head}</head><body>
<header class="site-header"><a href="/">Example</a><nav><ul><li><a href="/about">About us</a></li><li><a href="/products">Products</a></li>
<li><a href="/managers">For managers</a></li><li><a href="/contact">Contact</a></li></ul></nav></header>
<main>${main}</main>
<footer><ul><li><a href="/privacy">Privacy policy</a></li><li><a href="/terms">Terms of use</a></li><li><a href="/imprint">Imprint</a></li></ul></footer></body></html>`

const each = (openings: readonly Opening[], row: (one: Opening, index: number) => string): string =>
  openings.map(row).join('\n')

export const ENGLISH: readonly Opening[] = [
  {
    title: 'Senior Backend Engineer',
    place: 'Berlin, Germany',
    path: '/o/4411',
    department: 'Engineering',
    type: 'Full-time',
    employer: 'Northwind Ltd',
    date: '2026-03-02',
    deadline: '12 May 2026',
    salary: '€70,000 - €85,000',
    grade: 'P-4',
  },
  {
    title: 'Payroll Specialist',
    place: 'London, United Kingdom',
    path: '/o/4412',
    department: 'Finance',
    type: 'Part-time',
    employer: 'Harbour Foods Ltd',
    date: '2026-03-01',
    deadline: '20 May 2026',
    salary: '£38,000',
    grade: 'G-6',
  },
  {
    title: 'Registered Nurse - Night Shift',
    place: 'Dublin, Ireland',
    path: '/o/4420',
    department: 'Care',
    type: 'Full-time',
    employer: 'Hillside Hospital',
    date: '2026-02-27',
    deadline: '1 June 2026',
    salary: '€24 per hour',
    grade: 'G-5',
  },
  {
    title: 'Warehouse Operative',
    place: 'Paris, France',
    path: '/o/4431',
    department: 'Logistics',
    type: 'Temporary',
    employer: 'Cargo Group',
    date: '2026-02-25',
    deadline: '15 May 2026',
    salary: '€2,100',
    grade: 'G-2',
  },
  {
    title: 'Customer Success Lead',
    place: 'Remote',
    path: '/o/4440',
    department: 'Sales',
    type: 'Full-time',
    employer: 'Palimpsest Inc.',
    date: '2026-02-20',
    deadline: '30 May 2026',
    salary: '$90,000',
    grade: 'P-3',
  },
]
export const GERMAN: readonly Opening[] = [
  {
    title: 'Sachbearbeiter*in Finanzen (m/w/d)',
    place: 'Berlin',
    path: '/s/sachbearbeiter-finanzen',
    employer: 'Musterwerk GmbH',
    date: '02.03.2026',
    deadline: '30.04.2026',
    type: 'Vollzeit',
  },
  {
    title: 'Pflegefachkraft (m/w/d) Intensivstation',
    place: 'Hamburg',
    path: '/s/pflegefachkraft',
    employer: 'Klinikum Nord',
    date: '28.02.2026',
    deadline: '15.04.2026',
    type: 'Teilzeit',
  },
  {
    title: 'Wissenschaftliche*r Mitarbeiter*in Physik',
    place: 'Leipzig',
    path: '/s/wimi-physik',
    employer: 'Universität Musterstadt',
    date: '27.02.2026',
    deadline: '01.05.2026',
    type: 'befristet',
  },
  {
    title: 'Auszubildende zum Mechatroniker',
    place: 'Stuttgart',
    path: '/s/azubi',
    employer: 'Anlagenbau AG',
    date: '20.02.2026',
    deadline: '31.05.2026',
    type: 'Ausbildung',
  },
]
export const FRENCH: readonly Opening[] = [
  {
    title: 'Technicien de maintenance H/F',
    place: 'Lyon',
    path: '/offre/1001',
    employer: 'Fonderie Durand SA',
    date: '02/03/2026',
    type: 'CDI',
  },
  {
    title: 'Chargée de communication (F/H)',
    place: 'Paris',
    path: '/offre/1002',
    employer: 'Association Rivage',
    date: '01/03/2026',
    type: 'CDD',
  },
  {
    title: 'Aide-soignant de nuit',
    place: 'Marseille',
    path: '/offre/1003',
    employer: 'Clinique du Parc',
    date: '27/02/2026',
    type: 'CDI',
  },
]
export const CZECH: readonly Opening[] = [
  {
    title: 'Vedoucí skladu',
    place: 'Praha – Libeň',
    path: '/nabidka/501',
    employer: 'Sklady Morava s.r.o.',
    date: '24. října',
    salary: '32 000 – 35 000 Kč',
  },
  {
    title: 'Programátor/ka PLC',
    place: 'Brno – Lesná',
    path: '/nabidka/502',
    employer: 'Automat a.s.',
    date: '23. října',
    salary: '60 000 Kč',
  },
  {
    title: 'Zdravotní sestra',
    place: 'Ostrava – Poruba',
    path: '/nabidka/503',
    employer: 'Nemocnice Východ, a.s.',
    date: '22. října',
    salary: '41 000 Kč',
  },
]

const opening = ([title, place, path]: readonly [string, string, string]): Opening => ({ title, place, path })
export const DUTCH = (
  [
    ['Verpleegkundige nachtdienst', 'Utrecht, Nederland', '/v/1'],
    ['Medewerker klantenservice', 'Rotterdam, Nederland', '/v/2'],
    ['Front-end ontwikkelaar', 'Amsterdam, Nederland', '/v/3'],
  ] as const
).map(opening)
export const POLISH = (
  [
    ['Specjalista ds. księgowości', 'Warszawa', '/p/1'],
    ['Magazynier', 'Łódź', '/p/2'],
    ['Kierowca kat. C+E', 'Poznań', '/p/3'],
  ] as const
).map(opening)
export const SPANISH = (
  [
    ['Enfermero/a de urgencias', 'Madrid', '/e/1'],
    ['Camarero', 'Sevilla', '/e/2'],
    ['Técnico de sistemas', 'Bilbao', '/e/3'],
  ] as const
).map(opening)
export const ITALIAN = (
  [
    ['Ingegnere elettrico', 'Torino', '/i/1'],
    ['Addetto alle vendite', 'Milano', '/i/2'],
  ] as const
).map(opening)

export type Style = {
  openings: readonly Opening[]
  html: string
  /** Fields that each item must have, by rule. */
  has: readonly ('employer' | 'place' | 'date' | 'deadline' | 'type' | 'salary')[]
  /** Without an address of its own. */
  linkless?: boolean
  total?: number
}

export const STYLES: Readonly<Record<string, Style>> = {
  'table with a header row': {
    openings: ENGLISH,
    has: ['place', 'type', 'deadline'],
    html: frame(`<h1>Vacancies</h1><table><thead><tr><th>Job Title</th><th>Department</th><th>Location</th><th>Type</th><th>Closing date</th></tr></thead><tbody>
    ${each(ENGLISH, (o) => `<tr><td><a href="${o.path}">${o.title}</a></td><td>${o.department}</td><td>${o.place}</td><td>${o.type}</td><td>${o.deadline}</td></tr>`)}</tbody></table>`),
  },
  'departments with openings': {
    openings: ENGLISH,
    has: ['place'],
    html: frame(
      `<h1>Current Job Openings</h1><div id="jobs">${each(
        ENGLISH,
        (o) => `<section class="level-0"><h3 id="d${o.path}">${o.department}</h3>
    <div class="opening" data-department-id="1"><a data-mapped="true" href="${o.path}">${o.title}</a><br><span class="location">${o.place}</span></div></section>`,
      )}</div>`,
    ),
  },
  'postings grouped by team': {
    openings: ENGLISH,
    has: ['place', 'type'],
    html: frame(
      `<div class="postings-wrapper">${each(
        ENGLISH,
        (o) => `<div class="postings-group"><div class="large-category-header">${o.department}</div>
    <div class="posting" data-qa-posting-id="${o.path}"><div class="posting-apply"><a href="${o.path}/apply">Apply</a></div><a class="posting-title" href="${o.path}"><h5 data-qa="posting-name">${o.title}</h5>
    <div class="posting-categories"><span class="sort-by-location posting-category">${o.place}</span><span class="sort-by-commitment posting-category">${o.type}</span></div></a></div></div>`,
      )}</div>`,
    ),
  },
  'results with labelled rows': {
    openings: ENGLISH,
    has: ['place', 'date'],
    total: 134,
    html: frame(
      `<p>Showing 1-5 of 134</p><ul role="list">${each(
        ENGLISH,
        (
          o,
          i,
        ) => `<li class="css-1q2dra3"><div><h3><a data-automation-id="jobTitle" href="/en-US/site/job${o.path}">${o.title}</a></h3></div>
    <div data-automation-id="locations"><dl><dt class="css-y8">locations</dt><dd class="css-129">${o.place}</dd></dl></div>
    <div data-automation-id="postedOn"><dl><dt>posted on</dt><dd>Posted ${i + 2} Days Ago</dd></dl></div><ul><li class="css-h2">R-00${i}12</li></ul></li>`,
      )}</ul>`,
    ),
  },
  'links around whole cards': {
    openings: GERMAN,
    has: ['place', 'type'],
    html: frame(
      `<h2>Offene Stellen</h2><div class="job-list">${each(
        GERMAN,
        (
          o,
        ) => `<a class="job-box-link" href="${o.path}"><div class="job-box"><div class="job-box-title">${o.title}</div>
    <div class="job-box-desc"><span>${o.type}</span><span>•</span><span>${o.place}</span></div></div></a>`,
      )}</div>`,
    ),
  },
  'openings by place': {
    openings: ENGLISH,
    has: ['type'],
    html: frame(
      `<h2>Open positions</h2>${each(
        ENGLISH,
        (
          o,
        ) => `<section class="openings-section"><h3 class="opening-title title">${o.place}</h3><ul class="opening-jobs"><li class="opening-job job">
    <a class="link--block details" href="${o.path}"><h4 class="details-title job-title link--block-target">${o.title}</h4><ul class="job-desc details-desc"><li class="job-list-item">${o.type}</li></ul></a></li></ul></section>`,
      )}`,
    ),
  },
  'table with a second copy for telephones': {
    openings: ENGLISH,
    has: ['place', 'date'],
    total: 66,
    html: frame(`<span>Results <b>1 – 5</b> of <b>66</b></span><table id="searchresults"><thead><tr><th><a href="?sort=title">Title</a></th><th><a href="?sort=loc">Location</a></th><th><a href="?sort=date">Date</a></th></tr></thead><tbody>
    ${each(
      ENGLISH,
      (
        o,
      ) => `<tr class="data-row"><td class="colTitle"><span class="jobTitle hidden-phone"><a class="jobTitle-link" href="${o.path}">${o.title}</a></span><div class="jobdetail-phone visible-phone">
    <span class="jobTitle visible-phone"><a class="jobTitle-link" href="${o.path}">${o.title}</a></span><span class="jobLocation visible-phone">${o.place}</span><span class="jobDate visible-phone">${o.date}</span></div></td>
    <td class="colLocation hidden-phone"><span class="jobLocation">${o.place}</span></td><td class="colDate hidden-phone"><span class="jobDate">${o.date}</span></td></tr>`,
    )}</tbody></table>`),
  },
  'university table without links': {
    openings: GERMAN,
    has: ['place', 'deadline'],
    linkless: true,
    html: frame(`<h1>Stellenausschreibungen</h1><table><tr><th>Stellenbezeichnung</th><th>Einrichtung</th><th>Dienstort</th><th>Bewerbungsfrist</th></tr>
    ${each(GERMAN, (o) => `<tr><td>${o.title}</td><td>${o.employer}</td><td>${o.place}</td><td>${o.deadline}</td></tr>`)}</table>`),
  },
  'vacancies with grade and deadline, each cell labelled': {
    openings: ENGLISH,
    has: ['place', 'deadline'],
    html: frame(
      `<h1>Vacancies</h1><div class="vacanciesTable">${each(
        ENGLISH,
        (o) => `<a class="vacanciesTable__row" href="${o.path}">
    <div class="vacanciesTable__cell"><div class="vacanciesTable__cell__label">Job Title</div><span>${o.title}</span></div>
    <div class="vacanciesTable__cell"><div class="vacanciesTable__cell__label">Post level</div><span>${o.grade}</span></div>
    <div class="vacanciesTable__cell"><div class="vacanciesTable__cell__label">Apply by</div><span>${o.deadline}</span></div>
    <div class="vacanciesTable__cell"><div class="vacanciesTable__cell__label">Location</div><span>${o.place}</span></div></a>`,
      )}</div>`,
    ),
  },
  'plain list of links': {
    openings: ENGLISH,
    has: [],
    html: frame(
      `<article><h1>Join our team</h1><p>We are looking for colleagues:</p><ul>${each(ENGLISH, (o) => `<li><a href="${o.path}">${o.title}</a></li>`)}</ul></article>`,
    ),
  },
  'definition list': {
    openings: GERMAN,
    has: ['place', 'deadline'],
    html: frame(
      `<h2>Stellenangebote</h2><dl>${each(GERMAN, (o) => `<dt><a href="${o.path}">${o.title}</a></dt><dd>Standort: ${o.place}</dd><dd>Bewerbungsfrist: ${o.deadline}</dd>`)}</dl>`,
    ),
  },
  accordion: {
    openings: GERMAN,
    has: [],
    linkless: true,
    html: frame(
      `<h1>Stellenangebote</h1><div class="accordion">${each(
        GERMAN,
        (
          o,
          i,
        ) => `<div class="accordion-item"><h3 class="accordion-header"><button class="accordion-button" aria-controls="c${i}">${o.title}</button></h3>
    <div class="accordion-body"><p>Wir suchen für unser Haus zum nächsten Termin Verstärkung. Es erwarten Sie ein gutes Team und 30 Tage Urlaub.</p></div></div>`,
      )}</div>`,
    ),
  },
  'French cards': {
    openings: FRENCH,
    has: ['employer', 'place', 'type', 'date'],
    total: 48,
    html: frame(
      `<h1>48 offres d'emploi</h1><div class="liste">${each(
        FRENCH,
        (
          o,
        ) => `<article class="carte"><a href="${o.path}" class="image"><img src="l.png" alt=""></a><h2><a href="${o.path}">${o.title}</a></h2>
    <p class="entreprise">${o.employer}</p><p><span class="lieu">${o.place}</span> · <span>${o.type}</span></p><p>Publiée le ${o.date}</p><a href="${o.path}">Voir l'offre</a></article>`,
      )}</div>`,
    ),
  },
  'Czech cards': {
    openings: CZECH,
    has: ['employer', 'place', 'date', 'salary'],
    total: 689,
    html: frame(
      `<p>Našli jsme <strong>689</strong> nabídek</p><div class="Stack">${each(
        CZECH,
        (
          o,
        ) => `<article class="Card"><header class="Card__header"><h2><a href="${o.path}">${o.title}</a></h2><div class="Card__status">${o.date}</div><a href="/prihlasit-se/?ref=${o.path}" title="Uložit"></a></header>
    <div class="Card__body"><span class="Tag">${o.salary}</span><span class="Tag">Odpověď do 2 týdnů</span></div><footer><ul><li class="item"><span translate="no">${o.employer}</span></li><li class="item" data-test="locality">${o.place}</li></ul></footer></article>`,
      )}</div>`,
    ),
  },
  'paragraphs with a link': {
    openings: ENGLISH,
    has: [],
    html: frame(`<h2>Vacancies</h2>${each(ENGLISH, (o) => `<p><a href="${o.path}">${o.title}</a></p>`)}`),
  },
  'headings followed by details': {
    openings: ENGLISH,
    has: ['place', 'deadline'],
    html: frame(
      `<h1>Current vacancies</h1>${each(ENGLISH, (o) => `<h3>${o.title}</h3><p>Location: ${o.place}</p><p>Closing date: ${o.deadline}</p><p><a href="${o.path}">Read more</a></p>`)}`,
    ),
  },
  'one line each': {
    openings: ENGLISH,
    has: ['place'],
    html: frame(
      `<h2>Open roles</h2><ul>${each(ENGLISH, (o) => `<li><strong>${o.title}</strong> · ${o.place} · <a href="${o.path}">Apply</a></li>`)}</ul>`,
    ),
  },
  'rows of roles': {
    openings: ENGLISH,
    has: ['place', 'type'],
    html: frame(`<h1>Jobs</h1><div role="table"><div role="row"><span role="columnheader">Position</span><span role="columnheader">Office</span><span role="columnheader">Contract type</span></div>
    ${each(ENGLISH, (o) => `<div role="row"><span role="cell"><a href="${o.path}">${o.title}</a></span><span role="cell">${o.place}</span><span role="cell">${o.type}</span></div>`)}</div>`),
  },
  'title without a link, buttons beside it': {
    openings: ENGLISH,
    has: ['place', 'salary'],
    html: frame(
      `<h2>We're hiring</h2><div class="grid">${each(
        ENGLISH,
        (
          o,
        ) => `<div class="card"><div class="name">${o.title} <span class="badge">New</span></div><div class="meta"><span class="place">${o.place}</span><span>${o.salary}</span></div>
    <a class="btn" href="${o.path}">View job</a></div>`,
      )}</div>`,
    ),
  },
  'board with employers behind links': {
    openings: ENGLISH,
    has: ['employer', 'place', 'date'],
    total: 25,
    html: frame(
      `<h1>25 Jobs</h1><ul class="results">${each(
        ENGLISH,
        (
          o,
          i,
        ) => `<li><a class="full" href="${o.path}"><span class="sr-only">${o.title}</span></a><div class="info"><h3>${o.title}</h3><h4><a href="/c/${i}">${o.employer}</a></h4>
    <div><span class="job-location">${o.place}</span><time datetime="${o.date}">${i + 1} days ago</time></div></div></li>`,
      )}</ul><ul class="pagination"><li><a href="?p=1">1</a></li><li><a href="?p=2">2</a></li><li><a href="?p=2">Next</a></li></ul>`,
    ),
  },
  'Dutch cards': {
    openings: DUTCH,
    has: ['place'],
    total: 3,
    html: frame(
      `<h1>3 vacatures</h1>${each(DUTCH, (o) => `<div class="vacature"><h3><a href="${o.path}">${o.title}</a></h3><p class="bedrijf">Zorggroep Oost B.V.</p><p>${o.place}</p><p>32 uur per week</p></div>`)}`,
    ),
  },
  'Polish cards with a link around the heading': {
    openings: POLISH,
    has: ['place'],
    html: frame(
      `<h1>Oferty pracy</h1>${each(POLISH, (o) => `<div class="oferta"><a href="${o.path}"><h2>${o.title}</h2></a><span class="miasto">${o.place}</span><span>umowa o pracę</span></div>`)}`,
    ),
  },
  'Spanish list with the place in brackets': {
    openings: SPANISH,
    has: ['place'],
    html: frame(
      `<h2>Ofertas de empleo</h2><ul>${each(SPANISH, (o) => `<li><a href="${o.path}">${o.title}</a> (${o.place})</li>`)}</ul>`,
    ),
  },
  'Italian table of two': {
    openings: ITALIAN,
    has: ['place'],
    html: frame(
      `<h2>Posizioni aperte</h2><table><tr><th>Posizione</th><th>Sede</th><th>Scadenza</th></tr>${each(ITALIAN, (o) => `<tr><td><a href="${o.path}">${o.title}</a></td><td>${o.place}</td><td>30/04/2026</td></tr>`)}</table>`,
    ),
  },
  'job list of a weblog system': {
    openings: ENGLISH,
    has: ['employer', 'place', 'type', 'date'],
    html: frame(
      `<h1>Jobs</h1><ul class="job_listings">${each(
        ENGLISH,
        (
          o,
          i,
        ) => `<li class="post-${i}9 job_listing ${i % 2 ? 'job-type-full-time' : 'job_position_featured'}"><a href="${o.path}"><img class="company_logo" src="x">
    <div class="position"><h3>${o.title}</h3><div class="company"><strong>${o.employer}</strong><span class="tagline">Best of all</span></div></div><div class="location">${o.place}</div>
    <ul class="meta"><li class="job-type full-time">${o.type}</li><li class="date"><time datetime="${o.date}">Posted ${i + 1} days ago</time></li></ul></a></li>`,
      )}</ul>`,
    ),
  },
  'links with level and deadline in their text': {
    openings: ENGLISH,
    has: [],
    html: frame(
      `<h1>Vacancies</h1><ul>${each(ENGLISH, (o) => `<li><a href="${o.path}">${o.title} Post level ${o.grade} Apply by May-02-26</a></li>`)}</ul>`,
    ),
  },
  'paragraphs with a bold title': {
    openings: ENGLISH,
    has: ['place', 'deadline'],
    html: frame(
      `<h1>Work with us</h1><p>We hire all year.</p>${each(ENGLISH, (o) => `<p><strong>${o.title}</strong><br>Location: ${o.place}<br>Deadline: ${o.deadline}<br><a href="${o.path}">Apply here</a></p>`)}`,
    ),
  },
  'lines of one paragraph': {
    openings: ENGLISH,
    has: ['place'],
    html: frame(
      `<h1>Vacancies</h1><p>${each(ENGLISH, (o) => `<a href="${o.path}">${o.title}</a> - ${o.place}<br>`)}</p>`,
    ),
  },
  'nested tables of an old page': {
    openings: ENGLISH,
    has: ['place', 'date'],
    html: `<table width="100%"><tr><td><a href="/">Home</a><br><a href="/a">About</a></td><td><table><tr bgcolor="#ccc"><td><b>Position</b></td><td><b>Location</b></td><td><b>Posted</b></td></tr>
    ${each(ENGLISH, (o) => `<tr><td><font size="2"><a href="${o.path}">${o.title}</a></font></td><td><font size="2">${o.place}</font></td><td>${o.date}</td></tr>`)}</table></td></tr></table>`,
  },
  'filters and news beside the list': {
    openings: ENGLISH,
    has: ['place', 'type'],
    total: 33,
    html: frame(`<div class="filters"><h3>Department</h3><ul><li><a href="?d=1">Engineering (12)</a></li><li><a href="?d=2">Nursing (8)</a></li></ul></div><div class="results"><h2>33 jobs</h2>
    ${each(ENGLISH, (o) => `<div class="result"><a href="${o.path}">${o.title}</a><div>${o.place}</div><div>${o.type}</div></div>`)}<ul class="pages"><li><a href="?p=2">2</a></li><li><a href="?p=2">Next</a></li></ul></div>
    <div class="side"><h3>Latest news</h3><ul><li><a href="/n/1">Company wins award for nurses</a></li><li><a href="/n/2">New driver training opened</a></li><li><a href="/n/3">Engineer of the year named</a></li></ul></div>`),
  },
}
