import { phrasesOf } from './phrase.ts'

/** Headings of French, Spanish, Italian, Portuguese, Dutch and Polish postings. */
export const otherHeadings = phrasesOf({
  responsibilities: `
    (pracovní|) náplň (práce|pozice|)
    ~(náplň práce|pracovní náplň|popis pozice)
    co (budete|budeš) dělat
    co (vás|tě) čeká
    (vaše|tvoje) (úkoly|hlavní úkoly)
    (dine|vigtigste|primære|) (arbejdsopgaver|opgaver|ansvarsområder)
    (dina|huvudsakliga|) arbetsuppgifter
    (vos|tes|les|) (missions|responsabilités|principales missions|tâches)
    votre (mission|rôle)
    (missions|tâches) principales
    (sus|tus|las|) (responsabilidades|funciones|tareas)
    (funciones|responsabilidades|principales funciones|tareas) (principales|)
    ~(qué harás|tus retos)
    (le|principali|tue|sue|) (responsabilità|attività|mansioni)
    (responsabilità|attività|mansioni) principali
    (a cui affidare le|) seguenti (responsabilità|attività)
    cosa farai
    di cosa ti occuperai
    (as suas|suas|) responsabilidades
    (jouw|je|uw|de) (taken|verantwoordelijkheden|werkzaamheden|functie|rol)
    ~(taken|verantwoordelijkheden|functieomschrijving|werkzaamheden)
    wat ga je doen
    (twoje|główne|twój) (obowiązki|zadania|zakres obowiązków)
    zakres obowiązków
    ~(obowiązki|zadania)
    czym będziesz się zajmować
    (opis|zadania) stanowiska`,
  requirements: `
    (co|) (požadujeme|očekáváme)
    ~(požadujeme|požadavky|očekáváme|kvalifikace)
    (naše|) požadavky (na uchazeče|)
    co od (vás|tebe) (očekáváme|požadujeme)
    (vaše|tvoje) (znalosti|dovednosti|zkušenosti)
    ~(kvalifikationer|profil|din profil|om dig)
    (dine|faglige|) kvalifikationer
    (dina|) kvalifikationer
    (votre|le|ton|) profil (recherché|)
    (compétences|qualifications|expérience) (requises|recherchées|attendues|)
    ~(compétences|formation|profil|prérequis|exigences)
    ce que nous recherchons
    vos compétences
    (requisitos|habilidades|competencias|perfil) (mínimos|requeridos|requeridas|imprescindibles|buscado|)
    ~(requisitos|habilidades|formación|experiencia|perfil|conocimientos|competencias)
    qué buscamos
    (le|) competenze richieste (sono|)
    (requisiti|competenze|esperienza) (richiesti|richieste|richiesta|necessari|minimi|)
    ~(requisiti|competenze|profilo|esperienza|conoscenze)
    il (tuo|suo) profilo
    cosa cerchiamo
    (requisitos|qualificações|competências)
    (jouw|je|het|uw) profiel
    ~(profiel|functie-eisen|vereisten|eisen|kwalificaties)
    wat (vragen wij|breng je mee|wij vragen|verwachten wij)
    (nasze|) (wymagania|oczekiwania)
    ~(wymagania|oczekiwania|kwalifikacje)
    (twój|) profil kandydata
    twoje (umiejętności|kwalifikacje|doświadczenie) (i doświadczenie|)
    czego oczekujemy`,
  preferred: `
    ~(souhaité|atouts|mile widziane|pré|se valorará|valorable|costituisce titolo preferenziale|dodatkowe atuty)`,
  benefits: `
    co (nabízíme|vám nabízíme|ti nabízíme)
    ~(nabízíme|benefity|výhody)
    (zaměstnanecké|nabízené) (výhody|benefity)
    ~(vi tilbyder|vi erbjuder|fördelar)
    vi (tilbyder|erbjuder|tilbyder dig|erbjuder dig)
    (ce que nous|nous vous) offrons
    (nos|vos|) avantages
    ~(avantages|beneficios|vantaggi|benefici|ofrecemos|offriamo|oferujemy|voordelen|benefity|arbeidsvoorwaarden)
    (qué|lo que) (te|) (ofrecemos|ofrecemos)
    bienestar y beneficios
    (cosa|ti) offriamo
    (i|la nostra politica di) (nostri benefit|benefit|well being benefits|welfare)( prevede|)
    wat (bieden wij|wij bieden)
    wij bieden (jou|je|)
    (co|nasza) (oferujemy|oferta)
    to oferujemy
    o que oferecemos`,
  company: `
    (à propos de nous|qui sommes nous|l'entreprise|notre entreprise)
    (sobre nosotros|quiénes somos|sobre la empresa|la empresa)
    (chi siamo|l'azienda|su di noi|la nostra azienda)
    (over ons|wie zijn wij|over het bedrijf)
    (o nas|o firmie|kim jesteśmy|o naszej firmie)
    sobre nós`,
  role: `
    ~(descriptif du poste|description du poste|le poste|descripción del puesto|el puesto|la posizione|il ruolo|descrizione|de functie|opis stanowiska|o stanowisku|o roli|contexte)
    (à propos du poste|sobre el puesto|over de functie)`,
  process: `
    (comment postuler|cómo aplicar|come candidarsi|hoe solliciteren|jak aplikować)
    ~(candidature|candidatura|sollicitatie|aplikuj|contact|contacto|contatti|kontakt)`,
  legal: `
    ~(protection des données|protección de datos|informativa privacy|klauzula informacyjna|rodo)`,
  label: `
    ~(lieu|localisation|type de contrat|ubicación|lugar|tipo de contrato|sede|luogo|locatie|standplaats|lokalizacja|miejsce pracy|rodzaj umowy|salaire|salario|stipendio|wynagrodzenie|duur|contratto)`,
})
