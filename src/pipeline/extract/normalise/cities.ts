/** Large cities whose name opens the address of an office ("London 10 Upper Bank Street"): only used to see where the city ends. */
import { foldName } from './countries.ts'

const NAMES = `Amsterdam;Ahmedabad;Athens;Atlanta;Auckland;Austin;Bangalore;Bangkok;Barcelona;Basel;Beijing;Belgrade;Bengaluru;Berlin;
Bielefeld;Bilbao;Birmingham;Bochum;Bologna;Bonn;Boston;Bratislava;Bremen;Brisbane;Bristol;Brussels;Bucharest;Budapest;Buenos Aires;Cairo;
Calgary;Cape Town;Charlotte;Chennai;Chicago;Cologne;Copenhagen;Cracow;Dallas;Delhi;Denver;Dortmund;Dresden;Dubai;Dublin;Duisburg;
Düsseldorf;Edinburgh;Essen;Firenze;Florence;Frankfurt;Frankfurt am Main;Gdansk;Geneva;Genova;Glasgow;Gothenburg;Graz;Gurgaon;Gurugram;
Hamburg;Hannover;Hanoi;Helsinki;Ho Chi Minh City;Hong Kong;Houston;Hyderabad;Istanbul;Jacksonville;Jaipur;Jakarta;Johannesburg;Karlsruhe;
Kiel;Kolkata;Köln;Krakow;Kuala Lumpur;Lagos;Leeds;Leipzig;Leverkusen;Lisbon;Liverpool;London;Los Angeles;Luxembourg;Lyon;Madrid;Mainz;
Manchester;Manila;Mannheim;Marseille;Melbourne;Mexico City;Miami;Milan;Milano;Minneapolis;Montreal;Moscow;Mumbai;München;Munich;Münster;
Nairobi;Naples;Napoli;New Delhi;New York;Noida;Nürnberg;Nuremberg;Osaka;Oslo;Ottawa;Palermo;Paris;Perth;Philadelphia;Phoenix;Porto;
Prague;Pune;Riga;Rio de Janeiro;Riyadh;Roma;Rome;Rotterdam;San Diego;San Francisco;San Jose;Santiago;São Paulo;Seattle;Seoul;Seville;
Shanghai;Shenzhen;Singapore;Sofia;Stockholm;Stuttgart;Sydney;Taipei;Tallinn;Tel Aviv;The Hague;Tokyo;Torino;Toronto;Toulouse;Turin;
Valencia;Vancouver;Venice;Verona;Vienna;Vilnius;Warsaw;Washington;Wien;Wiesbaden;Wroclaw;Würzburg;Zagreb;Zürich;Zurich`

const CITIES: ReadonlySet<string> = new Set(NAMES.split(';').map(foldName))
const LONGEST = 4

/** The large city that a text begins with, as written there; null when it begins with none. */
export function leadingCity(text: string): string | null {
  const words = text.split(' ')
  for (let length = Math.min(LONGEST, words.length); length > 0; length -= 1) {
    const start = words.slice(0, length).join(' ')
    if (CITIES.has(foldName(start))) return start
  }
  return null
}
