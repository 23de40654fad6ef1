/** Pages in the styles of applicant-tracking systems and boards, written for this test: invented companies, towns that exist. */
export type GalleryPage = {
  name: string
  html: string
  expected: {
    title: string
    employer: string | null
    location: string | null
    country?: string | null
    posted_on?: string | null
    deadline?: string | null
    employment_type?: string[]
    application_url?: string | null
    salary?: { min: number | null; max: number | null; currency: string | null; unit: string | null } | null
    remote?: boolean | null
    identifier?: string | null
    description?: [start: string, end: string]
  }
}

const duties = `<ul><li>Plan the work of a small team and keep the promises it makes to others</li><li>Talk to customers and write down what they need</li></ul>`
const body = `<p>We are looking for somebody who likes to build things that last and who can explain why they do. You will work in a team of eight.</p>
<h3>Your responsibilities</h3>${duties}<h3>Requirements</h3><ul><li>Three or more years of experience in a similar role</li><li>Good English, spoken and written</li></ul>
<h3>What we offer</h3><ul><li>30 days of holiday and time for learning</li></ul>`
const german = `<p>Wir sind ein mittelständisches Unternehmen und bauen seit vielen Jahren Anlagen für die Lebensmittelindustrie in ganz Europa.</p>
<h2>Ihre Aufgaben</h2><ul><li>Sie planen und betreuen unsere Anlagen beim Kunden vor Ort</li><li>Sie erstellen Angebote und begleiten die Abnahme</li></ul>
<h2>Ihr Profil</h2><ul><li>Abgeschlossene Ausbildung oder Studium in einem technischen Fach</li><li>Sehr gute Deutschkenntnisse in Wort und Schrift</li></ul>
<h2>Wir bieten</h2><ul><li>Einen sicheren Arbeitsplatz und 30 Tage Urlaub im Jahr</li></ul>`
const page = (title: string, content: string, { lang = 'en', head = '' } = {}) =>
  `<!doctype html><html lang="${lang}"><head><title>${title}</title>${head}</head><body>${content}</body></html>`
const menu = `<header><nav><ul><li><a href="/">Home</a></li><li><a href="/jobs">Jobs</a></li><li><a href="/about">About us</a></li><li><a href="/locations">Locations</a></li></ul></nav></header>`
const foot = `<footer><p>© 2026 All rights reserved. We use cookies to make this page work and to understand how it is used by its visitors.</p><a href="/privacy">Privacy</a></footer>`

export const gallery: readonly GalleryPage[] = [
  {
    name: 'title, "at company" and place in a header, text in one div',
    html: page(
      'Job Application for Site Reliability Engineer at Kestrel Systems',
      `<div id="header"><div class="logo"><img src="/l.png" alt="Kestrel Systems Logo"></div><h1 class="app-title">Site Reliability Engineer</h1><span class="company-name">at Kestrel Systems</span><a href="#app" class="apply">Apply Now</a><div class="location">Dublin, Ireland</div></div><div id="content">${body}</div>${foot}`,
    ),
    expected: { title: 'Site Reliability Engineer', employer: 'Kestrel Systems', location: 'Dublin, Ireland', country: 'IE', description: ['We are looking for somebody', 'time for learning'] },
  },
  {
    name: 'headline with categories, company in front of the title in the tab',
    html: page(
      'Kestrel Systems - Data Analyst',
      `${menu}<div class="posting-headline"><h2>Data Analyst</h2><div class="posting-categories"><div class="posting-category location">Lisbon, Portugal</div><div class="posting-category department">Finance</div><div class="posting-category commitment">Full-time</div><div class="posting-category workplaceTypes">Hybrid</div></div></div><a class="postings-btn template-btn-submit" href="https://apply.example/7/apply">Apply for this job</a><div class="section-wrapper"><div class="section">${body}</div></div>${foot}`,
    ),
    expected: { title: 'Data Analyst', employer: 'Kestrel Systems', location: 'Lisbon, Portugal', country: 'PT', employment_type: ['FULL_TIME'], remote: null, application_url: 'https://apply.example/7/apply' },
  },
  {
    name: 'definition list of facts under the heading',
    html: page(
      'Pipe Fitter | Northbank Utilities Careers',
      `${menu}<main><h1>Pipe Fitter</h1><dl><dt>Location</dt><dd>Leeds, United Kingdom</dd><dt>Contract type</dt><dd>Permanent, full time</dd><dt>Closing date</dt><dd>14/12/2026</dd><dt>Date posted</dt><dd>16 November 2026</dd><dt>Salary</dt><dd>£31,500 - £36,000 per annum</dd><dt>Reference</dt><dd>NBU-2231</dd></dl>${body}<a href="https://jobs.example/apply?id=2231">Apply online</a></main>${foot}`,
    ),
    expected: {
      title: 'Pipe Fitter',
      employer: 'Northbank Utilities',
      location: 'Leeds, United Kingdom',
      country: 'GB',
      deadline: '2026-12-14',
      posted_on: '2026-11-16',
      employment_type: ['FULL_TIME'],
      salary: { min: 31500, max: 36000, currency: 'GBP', unit: 'YEAR' },
      identifier: 'NBU-2231',
      application_url: 'https://jobs.example/apply?id=2231',
    },
  },
  {
    name: 'German page with facts in paragraphs',
    html: page(
      'Servicetechniker (m/w/d) - Hallmann Anlagenbau GmbH',
      `${menu}<article><h1>Servicetechniker (m/w/d)</h1><p><strong>Standort:</strong> Kassel</p><p><strong>Arbeitszeit:</strong> Vollzeit</p><p><strong>Bewerbungsfrist:</strong> 31.12.2026</p>${german}<p>Bewerben Sie sich jetzt: <a href="mailto:jobs@hallmann.example">jobs@hallmann.example</a></p></article>${foot}`,
      { lang: 'de' },
    ),
    expected: { title: 'Servicetechniker (m/w/d)', employer: 'Hallmann Anlagenbau GmbH', location: 'Kassel', country: 'DE', deadline: '2026-12-31', employment_type: ['FULL_TIME'], application_url: null },
  },
  {
    name: 'university notice: generic h1, title in h2, number and deadline in the text',
    html: page(
      'Stellenausschreibung - Universität Rostock',
      `${menu}<main><h1>Stellenausschreibung</h1><h2>Wissenschaftliche*r Mitarbeiter*in (m/w/d) am Institut für Informatik</h2><p>An der Universität Rostock ist zum nächstmöglichen Zeitpunkt die folgende Stelle in Vollzeit zu besetzen, befristet auf drei Jahre.</p>${german}<p>Kennziffer: 118/2026</p><p>Ihre Bewerbung richten Sie bitte bis zum 15. Januar 2027 über das <a href="https://bewerbung.example/118">Bewerbungsportal</a>.</p></main>${foot}`,
      { lang: 'de' },
    ),
    expected: { title: 'Wissenschaftliche*r Mitarbeiter*in (m/w/d) am Institut für Informatik', employer: 'Universität Rostock', location: null, deadline: '2027-01-15', identifier: '118/2026' },
  },
  {
    name: 'table of labels, agency style',
    html: page(
      'Vacancy details',
      `${menu}<table><tr><td>Post title:</td><td>Programme Officer</td></tr><tr><td>Organization:</td><td>Relief Alliance</td></tr><tr><td>Duty Station:</td><td>Nairobi, Kenya</td></tr><tr><td>Grade:</td><td>P-3</td></tr><tr><td>Deadline for applications:</td><td>Dec-06-2026</td></tr><tr><td>Vacancy number:</td><td>RA/2026/044</td></tr></table><div class="content">${body}</div><a class="btn" href="https://careers.example/apply/44">Apply now</a>${foot}`,
    ),
    expected: { title: 'Programme Officer', employer: 'Relief Alliance', location: 'Nairobi, Kenya', country: 'KE', deadline: '2026-12-06', identifier: 'RA/2026/044', application_url: 'https://careers.example/apply/44' },
  },
  {
    name: 'job manager of a blog system: list of meta, map link, time element, company box',
    html: page(
      'Head Gardener - Green Board',
      `${menu}<main><article><h1 class="entry-title">Head Gardener</h1><ul class="job-listing-meta meta"><li class="job-type full-time">Full Time</li><li class="location"><a class="google_map_link" href="https://maps.google.com/maps?q=Cork">Cork</a></li><li class="date-posted"><time datetime="2026-11-02">Posted 3 weeks ago</time></li></ul><div class="company"><p class="name"><strong>Ballyvista Estate</strong></p></div><div class="job_description">${body}</div><div class="application"><a class="application_button_link" href="https://forms.example/gardener">Apply for job</a></div></article></main>${foot}`,
    ),
    expected: { title: 'Head Gardener', employer: 'Ballyvista Estate', location: 'Cork', posted_on: '2026-11-02', employment_type: ['FULL_TIME'], application_url: 'https://forms.example/gardener' },
  },
  {
    name: 'structured data in full, other words on the page',
    html: page(
      'Stellenangebot Buchhalter',
      `${menu}<h1>Buchhalter (m/w/d)</h1><div class="listing-content">${german}</div>${foot}`,
      {
        lang: 'de',
        head: `<script type="application/ld+json">{"@context":"https://schema.org","@type":"JobPosting","title":"Buchhalter (m/w/d)","datePosted":"2026-11-20T08:00:00+01:00","validThrough":"2026-12-20","employmentType":["FULL_TIME","PART_TIME"],"hiringOrganization":{"@type":"Organization","name":"Weber &amp; Söhne KG"},"jobLocation":[{"@type":"Place","address":{"@type":"PostalAddress","streetAddress":"Hauptstr. 3","postalCode":"50667","addressLocality":"Köln","addressCountry":{"@type":"Country","name":"DE"}}}],"baseSalary":{"@type":"MonetaryAmount","currency":"EUR","value":{"@type":"QuantitativeValue","minValue":42000,"maxValue":"52.000","unitText":"YEAR"}},"description":"&lt;p&gt;Wir suchen ab sofort Verstärkung für unsere Buchhaltung in Köln und freuen uns auf Ihre Bewerbung.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Kreditoren und Debitoren&lt;/li&gt;&lt;/ul&gt;","identifier":{"@type":"PropertyValue","name":"Weber","value":"W-17"},"directApply":true}</script>`,
      },
    ),
    expected: {
      title: 'Buchhalter (m/w/d)',
      employer: 'Weber & Söhne KG',
      location: 'Köln, DE',
      country: 'DE',
      posted_on: '2026-11-20',
      deadline: '2026-12-20',
      employment_type: ['FULL_TIME', 'PART_TIME'],
      salary: { min: 42000, max: 52000, currency: 'EUR', unit: 'YEAR' },
      identifier: 'W-17',
      application_url: null,
    },
  },
  {
    name: 'microdata',
    html: page(
      'Nurse Manager',
      `${menu}<div itemscope itemtype="http://schema.org/JobPosting"><h1 itemprop="title">Nurse Manager</h1><div itemprop="hiringOrganization" itemscope itemtype="http://schema.org/Organization"><span itemprop="name">Saint Brigid Hospital</span></div><span itemprop="jobLocation" itemscope itemtype="http://schema.org/Place"><span itemprop="address" itemscope itemtype="http://schema.org/PostalAddress"><span itemprop="addressLocality">Galway</span>, <span itemprop="addressCountry">Ireland</span></span></span><meta itemprop="datePosted" content="2026-10-30"><meta itemprop="employmentType" content="FULL_TIME"><div itemprop="description">${body}</div></div>${foot}`,
    ),
    expected: { title: 'Nurse Manager', employer: 'Saint Brigid Hospital', location: 'Galway, Ireland', country: 'IE', posted_on: '2026-10-30', employment_type: ['FULL_TIME'] },
  },
  {
    name: 'French page',
    html: page(
      "Offre d'emploi Comptable H/F - Lyon - Cabinet Morel",
      `${menu}<main><h1>Comptable H/F</h1><ul><li>Type de contrat : CDI</li><li>Temps de travail : Temps plein</li><li>Lieu : Lyon (69)</li><li>Publié le 12/11/2026</li><li>Entreprise : Cabinet Morel</li><li>Salaire : 32 000 € à 36 000 € brut par an</li></ul><h2>Vos missions</h2><ul><li>Tenir la comptabilité d'un portefeuille de clients et préparer les bilans annuels</li><li>Conseiller les clients dans leurs démarches</li></ul><h2>Votre profil</h2><p>Vous êtes titulaire d'un diplôme en comptabilité et vous avez trois ans d'expérience en cabinet.</p><a href="https://emploi.example/postuler/9">Postuler</a></main>${foot}`,
      { lang: 'fr' },
    ),
    expected: {
      title: 'Comptable H/F',
      employer: 'Cabinet Morel',
      location: 'Lyon (69)',
      country: 'FR',
      posted_on: '2026-11-12',
      employment_type: ['FULL_TIME'],
      salary: { min: 32000, max: 36000, currency: 'EUR', unit: 'YEAR' },
      application_url: 'https://emploi.example/postuler/9',
    },
  },
  {
    name: 'Spanish page',
    html: page(
      'Técnico de mantenimiento | Talleres Aranda',
      `${menu}<h1>Técnico de mantenimiento</h1><p>Empresa: Talleres Aranda</p><p>Ubicación: Zaragoza, España</p><p>Jornada: Completa</p><p>Fecha límite: 20 de diciembre de 2026</p><h2>Funciones</h2><ul><li>Mantener y reparar las máquinas de la planta según el plan de trabajo semanal</li></ul><h2>Requisitos</h2><ul><li>Formación profesional y dos años de experiencia en un puesto similar</li></ul><button>Inscribirme</button>${foot}`,
      { lang: 'es' },
    ),
    expected: { title: 'Técnico de mantenimiento', employer: 'Talleres Aranda', location: 'Zaragoza, España', country: 'ES', deadline: '2026-12-20' },
  },
  {
    name: 'Dutch page',
    html: page(
      'Vacature Magazijnmedewerker bij Van Dijk Logistiek',
      `${menu}<main><h1>Magazijnmedewerker</h1><dl><dt>Standplaats</dt><dd>Tilburg</dd><dt>Dienstverband</dt><dd>Fulltime</dd><dt>Uren per week</dt><dd>38</dd><dt>Salaris</dt><dd>€ 2.400 - € 2.800 per maand</dd></dl><h2>Functieomschrijving</h2><p>Je zorgt dat de bestellingen van onze klanten op tijd en compleet het magazijn verlaten, samen met twaalf collega's.</p><h2>Wat vragen wij</h2><ul><li>Je spreekt Nederlands en hebt ervaring in een magazijn</li></ul><a href="/solliciteren/77" class="btn">Direct solliciteren</a></main>${foot}`,
      { lang: 'nl' },
    ),
    expected: { title: 'Magazijnmedewerker', employer: 'Van Dijk Logistiek', location: 'Tilburg', country: 'NL', employment_type: ['FULL_TIME'], salary: { min: 2400, max: 2800, currency: 'EUR', unit: 'MONTH' }, application_url: 'https://pages.example/solliciteren/77' },
  },
  {
    name: 'Polish page',
    html: page(
      'Księgowa / Księgowy - Nordwind Sp. z o.o.',
      `${menu}<main><h1>Księgowa / Księgowy</h1><p>Pracodawca: Nordwind Sp. z o.o.</p><p>Miejsce pracy: Gdańsk</p><p>Wymiar czasu pracy: pełny etat</p><p>Termin składania aplikacji: 31.12.2026</p><h2>Zakres obowiązków</h2><ul><li>Prowadzenie ksiąg rachunkowych spółki oraz sporządzanie sprawozdań finansowych</li></ul><h2>Wymagania</h2><ul><li>Wykształcenie wyższe i trzy lata doświadczenia na podobnym stanowisku</li></ul><a href="https://praca.example/aplikuj/5">Aplikuj teraz</a></main>${foot}`,
      { lang: 'pl' },
    ),
    expected: { title: 'Księgowa / Księgowy', employer: 'Nordwind Sp. z o.o.', location: 'Gdańsk', country: 'PL', deadline: '2026-12-31', employment_type: ['FULL_TIME'], application_url: 'https://praca.example/aplikuj/5' },
  },
  {
    name: 'Czech page',
    html: page(
      'Skladník – Moravská pekárna s.r.o.',
      `${menu}<main><h1>Skladník</h1><dl><dt>Společnost</dt><dd>Moravská pekárna s.r.o.</dd><dt>Místo výkonu práce</dt><dd>Olomouc</dd><dt>Typ úvazku</dt><dd>Práce na plný úvazek</dd><dt>Mzda</dt><dd>28 000 – 32 000 Kč / měsíc</dd></dl><h2>Náplň práce</h2><p>Budete přijímat a vydávat zboží, vést evidenci skladu a spolupracovat s řidiči a s obchodním oddělením.</p><h2>Požadujeme</h2><ul><li>Praxe ve skladu výhodou, spolehlivost a ochota učit se nové věci</li></ul><a href="https://prace.example/odpoved/3">Odpovědět na inzerát</a></main>${foot}`,
      { lang: 'cs' },
    ),
    expected: { title: 'Skladník', employer: 'Moravská pekárna s.r.o.', location: 'Olomouc', country: 'CZ', employment_type: ['FULL_TIME'], salary: { min: 28000, max: 32000, currency: 'CZK', unit: 'MONTH' } },
  },
  {
    name: 'Italian page',
    html: page(
      'Addetto alla logistica - Officine Bellandi S.r.l.',
      `${menu}<main><h1>Addetto alla logistica</h1><p><b>Azienda:</b> Officine Bellandi S.r.l.</p><p><b>Sede di lavoro:</b> Brescia</p><p><b>Contratto:</b> Tempo pieno</p><p><b>Scadenza:</b> 18 dicembre 2026</p><h2>Attività principali</h2><ul><li>Gestione del magazzino e delle spedizioni in Italia e all'estero</li></ul><h2>Requisiti</h2><ul><li>Diploma e almeno due anni di esperienza nello stesso ruolo</li></ul></main>${foot}`,
      { lang: 'it' },
    ),
    expected: { title: 'Addetto alla logistica', employer: 'Officine Bellandi S.r.l.', location: 'Brescia', country: 'IT', deadline: '2026-12-18', employment_type: ['FULL_TIME'] },
  },
  {
    name: 'remote job of a board, company above the title, pay beside',
    html: page(
      'Backend Developer at Tessera Labs | Remote Board',
      `${menu}<div class="job"><div class="company-card"><a href="/companies/tessera-labs">Tessera Labs</a></div><h1>Backend Developer</h1><p>Remote (Europe only)</p><p>$90k – $120k / year</p><div class="job-body">${body}</div><a href="https://tessera.example/jobs/1" class="apply-button">Apply for this position</a></div>${foot}`,
      { head: '<meta property="og:site_name" content="Remote Board">' },
    ),
    expected: { title: 'Backend Developer', employer: 'Tessera Labs', location: null, remote: true, salary: { min: 90000, max: 120000, currency: 'USD', unit: 'YEAR' }, application_url: 'https://tessera.example/jobs/1' },
  },
  {
    name: 'list of similar jobs beside the opening',
    html: page(
      'Forklift Operator in Hamilton, ON - Lakeside Foods Inc.',
      `${menu}<main><h1>Forklift Operator</h1><h2>Lakeside Foods Inc.</h2><p>Hamilton, ON</p>${body}<a href="https://lakeside.example/apply">Apply now</a></main><section class="related-jobs"><h2>Similar jobs</h2><ul>${['Truck Driver|Toronto, ON', 'Warehouse Clerk|Ottawa, ON', 'Machine Operator|London, ON', 'Order Picker|Windsor, ON'].map((each, n) => `<li><a href="/job/${n}">${each.split('|')[0]}</a><p>${each.split('|')[1]}</p><p>Other Foods Ltd.</p></li>`).join('')}</ul></section>${foot}`,
    ),
    expected: { title: 'Forklift Operator', employer: 'Lakeside Foods Inc.', location: 'Hamilton, ON', country: 'CA', application_url: 'https://lakeside.example/apply' },
  },
  {
    name: 'nothing but divs and spans',
    html: page(
      'Careers - Pharmacist',
      `<div><div><div>Acumen Pharmacies Ltd</div></div><div><div class="t1">Pharmacist</div><div><span>Location:</span><span>Bristol, UK</span></div><div><span>Job type:</span><span>Part-time</span></div><div><span>Posted:</span><span>2026-11-01</span></div></div><div>${body.replaceAll('<h3>', '<div><b>').replaceAll('</h3>', '</b></div>')}</div><div><a href="https://acumen.example/a/1">Apply</a></div></div>`,
    ),
    expected: { title: 'Pharmacist', employer: 'Acumen Pharmacies Ltd', location: 'Bristol, UK', country: 'GB', employment_type: ['PART_TIME'], posted_on: '2026-11-01', application_url: 'https://acumen.example/a/1' },
  },
]
