/**
 * First-level regions of the countries whose postings name them. One entry: GeoNames' code of the region, then its codes in addresses,
 * a colon, and its names; the first name is the one that readers see for a code. A name after ~ is first of all a city's.
 */
import { foldName } from './countries.ts'

export type Region = {
  country: string
  name: string
  /** GeoNames' code within the country. */
  admin: string
}

const US = `AL:Alabama;AK:Alaska;AZ:Arizona;AR:Arkansas;CA:California;CO:Colorado;CT:Connecticut;DE:Delaware;FL:Florida;GA:Georgia;
HI:Hawaii;ID:Idaho;IL:Illinois;IN:Indiana;IA:Iowa;KS:Kansas;KY:Kentucky;LA:Louisiana;ME:Maine;MD:Maryland;MA:Massachusetts;MI:Michigan;
MN:Minnesota;MS:Mississippi;MO:Missouri;MT:Montana;NE:Nebraska;NV:Nevada;NH:New Hampshire;NJ:New Jersey;NM:New Mexico;NY:New York|New York State;
NC:North Carolina;ND:North Dakota;OH:Ohio;OK:Oklahoma;OR:Oregon;PA:Pennsylvania;RI:Rhode Island;SC:South Carolina;SD:South Dakota;
TN:Tennessee;TX:Texas;UT:Utah;VT:Vermont;VA:Virginia;WA:Washington|Washington State;WV:West Virginia;WI:Wisconsin;WY:Wyoming;
DC:District of Columbia`
const CA = `01 AB:Alberta;02 BC:British Columbia;03 MB:Manitoba;04 NB:New Brunswick;05 NL:Newfoundland and Labrador;07 NS:Nova Scotia;
08 ON:Ontario;09 PE:Prince Edward Island;10 QC:Quebec;11 SK:Saskatchewan;13 NT:Northwest Territories;14 NU:Nunavut;12 YT:Yukon`
const AU = `02 NSW:New South Wales;07 VIC:Victoria;04 QLD:Queensland;08 WA:Western Australia;05 SA:South Australia;06 TAS:Tasmania;
01 ACT:Australian Capital Territory;03 NT:Northern Territory`
const DE = `01 BW:Baden-Württemberg|Baden-Wuerttemberg;02 BY:Bayern|Bavaria|Bavière|Bavorsko;16 BE:Berlin;11 BB:Brandenburg;03 HB:Bremen;
04 HH:Hamburg;05 HE:Hessen|Hesse;12 MV:Mecklenburg-Vorpommern|Mecklenburg-Western Pomerania;06 NI:Niedersachsen|Lower Saxony;
07 NW:Nordrhein-Westfalen|North Rhine-Westphalia|NRW|Nordrhein Westfalen;08 RP:Rheinland-Pfalz|Rhineland-Palatinate;09 SL:Saarland;
13 SN:Sachsen|Saxony;14 ST:Sachsen-Anhalt|Saxony-Anhalt;10 SH:Schleswig-Holstein;15 TH:Thüringen|Thuringia`
const AT = `01:Burgenland;02:Kärnten|Carinthia;03 NÖ:Niederösterreich|Lower Austria;04 OÖ:Oberösterreich|Upper Austria;05:~Salzburg;
06:Steiermark|Styria;07:Tirol|Tyrol;08:Vorarlberg;09:Wien|~Vienna`
const IN = `02:Andhra Pradesh;03:Assam;34:Bihar;37:Chhattisgarh;33:Goa;09:Gujarat;10:Haryana;11:Himachal Pradesh;38:Jharkhand;
19 KA:Karnataka;13:Kerala;35:Madhya Pradesh;16 MH:Maharashtra;21:Odisha;24:Rajasthan;25 TN:Tamil Nadu;40 TS:Telangana;36 UP:Uttar Pradesh;
39:Uttarakhand;28 WB:West Bengal;23:Punjab;07:~Delhi|NCT of Delhi`
const GB = `ENG:England;SCT:Scotland;WLS:Wales;NIR:Northern Ireland;ENG:Greater London;ENG:Greater Manchester;ENG:West Midlands;ENG:Kent;
ENG:~Surrey;ENG:Essex;ENG:Hertfordshire;ENG:Berkshire;ENG:Buckinghamshire;ENG:Oxfordshire;ENG:Cambridgeshire;ENG:Hampshire;ENG:Lancashire;
ENG:West Yorkshire;ENG:South Yorkshire;ENG:North Yorkshire;ENG:Merseyside;ENG:Tyne and Wear;ENG:Nottinghamshire;ENG:Leicestershire`
const CH = `AG:Aargau|Argovie;AI:Appenzell Innerrhoden;AR:Appenzell Ausserrhoden;BE:~Bern|~Berne;BL:Basel-Landschaft|Baselland;BS:Basel-Stadt;
FR:~Fribourg;GE:~Genève|~Geneva|~Genf;GL:~Glarus;GR:Graubünden|Grisons;JU:Jura;LU:~Luzern|~Lucerne;NE:~Neuchâtel;NW:Nidwalden;OW:Obwalden;
SG:~St. Gallen|~Sankt Gallen;SH:~Schaffhausen;SO:~Solothurn;SZ:~Schwyz;TG:Thurgau;TI:Ticino|Tessin;UR:Uri;VD:Vaud|Waadt;VS:Valais|Wallis;
ZG:~Zug;ZH:~Zürich|~Zurich`
const ES = `51:Andalucía|Andalusia;52:Aragón|Aragon;34:Asturias;07:Islas Baleares|Illes Balears|Balearic Islands;53:Canarias|Canary Islands;
39:Cantabria;55:Castilla y León;54:Castilla-La Mancha;56:Cataluña|Catalonia|Catalunya;57:Extremadura;58:Galicia;27:La Rioja;
29:Comunidad de Madrid|Community of Madrid|~Madrid;31:Región de Murcia|~Murcia;32:Navarra;59:País Vasco|Basque Country|Euskadi;
60:Comunidad Valenciana|Comunitat Valenciana|Valencian Community|~Valencia;56:~Barcelona;51:~Sevilla|~Málaga;59:Bizkaia|Vizcaya;60:~Alicante`
const IT = `01:Abruzzo;02:Basilicata;03:Calabria;04:Campania;05:Emilia-Romagna;06:Friuli-Venezia Giulia;07:Lazio;08:Liguria;
09:Lombardia|Lombardy;10:Marche;11:Molise;12:Piemonte|Piedmont;13:Puglia|Apulia;14:Sardegna|Sardinia;15:Sicilia|Sicily;16:Toscana|Tuscany;
17:Trentino-Alto Adige;18:Umbria;19:Valle d'Aosta;20:Veneto;09:~Milano|~Milan;07:~Roma|~Rome;12:~Torino|~Turin;05:~Bologna;20:~Verona|~Padova`
const FR = `11:Île-de-France|Ile de France;84:Auvergne-Rhône-Alpes|Auvergne-Rhone-Alpes;76:Occitanie;75:Nouvelle-Aquitaine;
53:Bretagne|Brittany;28:Normandie|Normandy;32:Hauts-de-France;44:Grand Est|Grand-Est|Alsace;93:Provence-Alpes-Côte d'Azur|PACA;
24:Centre-Val de Loire;27:Bourgogne-Franche-Comté;52:Pays de la Loire;94:Corse|Corsica;11:Hauts-de-Seine|Seine-Saint-Denis|Val-de-Marne|
Yvelines|Essonne|Val-d'Oise;84:Rhône|Isère|Haute-Savoie;93:Alpes-Maritimes|Bouches-du-Rhône;76:Haute-Garonne;44:Bas-Rhin|Haut-Rhin`
const CZ = `52:Hlavní město Praha|Hl. m. Praha|~Praha|~Prague|Capital City of Prague;88:Středočeský kraj|Středočeský|Central Bohemia|Central Bohemian Region;
79:Jihočeský kraj|Jihočeský|South Bohemia;87:Plzeňský kraj|Plzeňský|Plzeň Region;81:Karlovarský kraj|Karlovarský;89:Ústecký kraj|Ústecký;
83:Liberecký kraj|Liberecký;82:Královéhradecký kraj|Královéhradecký;86:Pardubický kraj|Pardubický;80:Kraj Vysočina|Vysočina;
78:Jihomoravský kraj|Jihomoravský|South Moravia|South Moravian Region;84:Olomoucký kraj|Olomoucký;90:Zlínský kraj|Zlínský;
85:Moravskoslezský kraj|Moravskoslezský|Moravia-Silesia|Moravian-Silesian Region`
const SK = `02:Bratislavský kraj|~Bratislava|Bratislava Region;07:Trnavský kraj|~Trnava;06:Trenčiansky kraj|~Trenčín;04:Nitriansky kraj|~Nitra;
08:Žilinský kraj|~Žilina;01:Banskobystrický kraj|~Banská Bystrica;05:Prešovský kraj|~Prešov;03:Košický kraj|~Košice`
const PL = `72:Dolnośląskie|Lower Silesia|Dolny Śląsk;73:Kujawsko-Pomorskie;75:Lubelskie;76:Lubuskie;74:Łódzkie;77:Małopolskie|Małopolska|Lesser Poland;
78:Mazowieckie|Mazowsze|Mazovia|Masovian;79:Opolskie;80:Podkarpackie;81:Podlaskie;82:Pomorskie|Pomerania;83:Śląskie|Silesia;
84:Świętokrzyskie;85:Warmińsko-Mazurskie;86:Wielkopolskie|Wielkopolska|Greater Poland;87:Zachodniopomorskie|West Pomerania`
const NL = `01:Drenthe;02:Friesland;03:Gelderland;04:~Groningen;05:~Limburg;06 NB:Noord-Brabant|North Brabant;07 NH:Noord-Holland|North Holland;
09:~Utrecht;10:Zeeland;11 ZH:Zuid-Holland|South Holland;15:Overijssel;16:Flevoland`
const BE = `BRU:Brussels-Capital|~Brussels|~Bruxelles|~Brussel|Région de Bruxelles-Capitale;VLG:Flanders|Vlaanderen|Vlaams-Brabant|Flemish Region|
Oost-Vlaanderen|West-Vlaanderen|~Antwerpen;WAL:Wallonia|Wallonie|Brabant Wallon|Hainaut|~Liège`
const DK = `17:Hovedstaden|Region Hovedstaden|Capital Region of Denmark|Capital Region;18:Midtjylland|Region Midtjylland|Central Denmark Region;
19:Nordjylland|North Denmark Region;20:Sjælland|Region Sjælland|Region Zealand;21:Syddanmark|Region Syddanmark|Region of Southern Denmark`
const SE = `26:Stockholms län|Stockholm County|~Stockholm;28:Västra Götaland|Västra Götalands län;27:Skåne|Skåne län;21:Uppsala län|~Uppsala;
16:Östergötland|Östergötlands län`
const PT = `14:~Lisboa|~Lisbon;17:~Porto;04:~Braga;02:~Aveiro;07:~Coimbra;19:~Setúbal;08:~Évora;09:~Faro`
const BR = `27 SP:~São Paulo|~Sao Paulo;21 RJ:~Rio de Janeiro;15 MG:Minas Gerais;18 PR:Paraná;23 RS:Rio Grande do Sul;26 SC:Santa Catarina;
05:Bahia;30:Pernambuco;06:Ceará;07 DF:Distrito Federal`
const IE = `L:County Dublin|Co. Dublin|Leinster;M:County Cork|Co. Cork;C:County Galway|Connacht`

const TABLES = { US, CA, AU, DE, AT, IN, GB, CH, ES, IT, FR, CZ, SK, PL, NL, BE, DK, SE, PT, BR, IE }
/** Countries whose codes stand alone in addresses; those of others mean a region only where the country is named. */
const WELL_KNOWN: ReadonlySet<string> = new Set(['US', 'CA', 'AU'])

export type RegionOption = {
  region: Region
  /** True when the text is a code, not a name. */
  code: boolean
  /** True for codes that mean a region only where the country is named. */
  needsCountry: boolean
  /** True when the name is first of all that of a city. */
  alsoCity: boolean
}
/** By code in capitals and by folded name. */
const BY_TEXT: ReadonlyMap<string, readonly RegionOption[]> = byText()
const BY_ADMIN: ReadonlyMap<string, string> = firstNames()

/** Regions that a text names, by name in either case or by a code in capitals; within `country` only when it is given. */
export function regionsNamed(text: string, country?: string | null): readonly Region[] {
  return regionOptions(text)
    .filter(({ region, needsCountry, alsoCity }) => !alsoCity && (country ? region.country === country : !needsCountry))
    .map(({ region }) => region)
}

/** Every region that a text may name, names that are first of all a city's included. */
export function regionOptions(text: string): readonly RegionOption[] {
  // "D.C.", "N.Y."
  const key = /^(?:\p{Lu}\.){2,3}$/u.test(text) ? text.replaceAll('.', '') : text
  return BY_TEXT.get(key) ?? BY_TEXT.get(foldName(key)) ?? []
}

/** Name of a region by its country and GeoNames code; null for countries whose regions are not listed. */
export function regionOfAdmin(country: string, admin: string): string | null {
  return BY_ADMIN.get(`${country}${admin}`) ?? null
}

function byText(): Map<string, RegionOption[]> {
  const regions = new Map<string, RegionOption[]>()
  const add = (key: string, option: RegionOption) => regions.set(key, [...(regions.get(key) ?? []), option])
  for (const [country, list] of Object.entries(TABLES)) {
    for (const entry of list.replace(/\n/g, '').split(';')) {
      const [codes = '', names = ''] = entry.split(':')
      const [admin = '', code = admin] = codes.split(' ')
      for (const [index, listed] of names.split('|').entries()) {
        const alsoCity = listed.startsWith('~')
        const name = alsoCity ? listed.slice(1) : listed
        const region = { country, name, admin }
        add(foldName(name), { region, code: false, needsCountry: false, alsoCity })
        // The codes of GeoNames for these two are no codes of addresses.
        if (index > 0 || !/^\p{Lu}{2,3}$/u.test(code) || country === 'GB' || country === 'BE' || country === 'IE')
          continue
        add(code, { region, code: true, needsCountry: !WELL_KNOWN.has(country), alsoCity: false })
      }
    }
  }
  return regions
}

function firstNames(): Map<string, string> {
  const names = new Map<string, string>()
  for (const { region, alsoCity } of [...BY_TEXT.values()].flat()) {
    const key = `${region.country}${region.admin}`
    if (!alsoCity && !names.has(key)) names.set(key, region.name)
  }
  return names
}
