/** First-level regions of the countries whose postings name them, by the name or the code that stands in addresses. */
import { foldName } from './countries.ts'

export type Region = { country: string; name: string }

const US = `AL Alabama;AK Alaska;AZ Arizona;AR Arkansas;CA California;CO Colorado;CT Connecticut;DE Delaware;FL Florida;GA Georgia;
HI Hawaii;ID Idaho;IL Illinois;IN Indiana;IA Iowa;KS Kansas;KY Kentucky;LA Louisiana;ME Maine;MD Maryland;MA Massachusetts;MI Michigan;
MN Minnesota;MS Mississippi;MO Missouri;MT Montana;NE Nebraska;NV Nevada;NH New Hampshire;NJ New Jersey;NM New Mexico;NY New York;
NC North Carolina;ND North Dakota;OH Ohio;OK Oklahoma;OR Oregon;PA Pennsylvania;RI Rhode Island;SC South Carolina;SD South Dakota;
TN Tennessee;TX Texas;UT Utah;VT Vermont;VA Virginia;WA Washington;WV West Virginia;WI Wisconsin;WY Wyoming;DC District of Columbia`
const CA = `AB Alberta;BC British Columbia;MB Manitoba;NB New Brunswick;NL Newfoundland and Labrador;NS Nova Scotia;ON Ontario;
PE Prince Edward Island;QC Quebec;SK Saskatchewan;NT Northwest Territories;NU Nunavut;YT Yukon`
const AU = `NSW New South Wales;VIC Victoria;QLD Queensland;WA Western Australia;SA South Australia;TAS Tasmania;
ACT Australian Capital Territory;NT Northern Territory`
const DE = `Baden-Württemberg;Bayern;Bavaria;Berlin;Brandenburg;Bremen;Hamburg;Hessen;Hesse;Mecklenburg-Vorpommern;Niedersachsen;
Lower Saxony;Nordrhein-Westfalen;North Rhine-Westphalia;Rheinland-Pfalz;Rhineland-Palatinate;Saarland;Sachsen;Saxony;Sachsen-Anhalt;
Saxony-Anhalt;Schleswig-Holstein;Thüringen;Thuringia;Baden-Wuerttemberg`
const AT = `Burgenland;Kärnten;Niederösterreich;Oberösterreich;Steiermark;Tirol;Tyrol;Vorarlberg;Wien`
const IN = `Andhra Pradesh;Assam;Bihar;Chhattisgarh;Goa;Gujarat;Haryana;Himachal Pradesh;Jharkhand;Karnataka;Kerala;Madhya Pradesh;
Maharashtra;Odisha;Rajasthan;Tamil Nadu;Telangana;Uttar Pradesh;Uttarakhand;West Bengal`
const GB = `England;Scotland;Wales;Northern Ireland;Greater London`
const CH = `Aargau;Basel-Stadt;Basel-Landschaft;Graubünden;Thurgau;Ticino;Vaud;Valais`
const ES = `Andalucía;Andalusia;Aragón;Cataluña;Catalonia;Comunidad de Madrid;Comunidad Valenciana;Galicia;País Vasco;Castilla y León`
const IT = `Lombardia;Lombardy;Piemonte;Piedmont;Toscana;Tuscany;Veneto;Lazio;Emilia-Romagna;Campania;Puglia;Sicilia;Liguria`
const FR = `Île-de-France;Auvergne-Rhône-Alpes;Occitanie;Nouvelle-Aquitaine;Bretagne;Normandie;Hauts-de-France;Grand Est`

/** By code in capitals and by folded name. */
const BY_TEXT: ReadonlyMap<string, readonly Region[]> = byText()

/** Regions that a text names, by name in either case or by a code in capitals; within `country` only when it is given. */
export function regionsNamed(text: string, country?: string | null): readonly Region[] {
  const found = BY_TEXT.get(text) ?? BY_TEXT.get(foldName(text)) ?? []
  return country ? found.filter((region) => region.country === country) : found
}

function byText(): Map<string, Region[]> {
  const regions = new Map<string, Region[]>()
  for (const [country, list] of Object.entries({ US, CA, AU, DE, AT, IN, GB, CH, ES, IT, FR })) {
    for (const entry of list.split(';')) {
      const [, code, name = ''] = /^(?:([A-Z]{2,3}) )?(.+)$/.exec(entry.trim()) ?? []
      for (const key of [code, foldName(name)]) {
        if (key !== undefined) regions.set(key, [...(regions.get(key) ?? []), { country, name }])
      }
    }
  }
  return regions
}
