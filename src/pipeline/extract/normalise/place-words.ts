/** Words that stand where places are stated and name none: what is missing, how many there are, how wide a region is, buildings. */

/** A place that is said to be none. */
export const NO_PLACE =
  /^(n\s*\/?\s*a|none|null|undefined|nan|tb[acd]|to be (determined|confirmed|defined)|unknown|not (specified|applicable|stated|provided|available)|keine angabe|k\.? ?a\.?|nicht angegeben|non (précisé|specificato|renseigné)|no especificado|neuvedeno|other|sonstige|blank|unspecified|unbestimmt|any|all|see (?:the )?description|standort|location|[-–—.,*\s]*)$/i

/** "3 Locations", "Multiple locations": more places than are named. The number, when there is one, is group 1. */
export const SEVERAL =
  /^(?:(\d{1,4}) (?:locations?|standorte|orte|sites|offices|places|cities|lieux|villes|sedi|sedes|ciudades|ubicaciones|locaties|lokalit[ay]?|míst[a]?|lokalizacj[ei]|steder|platser)|(?:multiple|various|several|different|many|verschiedene|mehrere|diverse|plusieurs|varias|varie|meerdere|více|různé|wiele|flera|flere)(?: (?:locations?|standorte|orte|places|sites|cities|offices|lieux|villes|sedi|ciudades|ubicaciones|locaties|lokalit[ay]?|míst[a]?|lokalizacj[ei]|orter|steder))?)$/iu

/** "+ 4 další lokality", "and 3 more": further places that are not named. The number is group 1. */
export const MORE =
  /(?:\s*[,;+&]|\s(?:and|und|et|e|y|en|a|i|og|och))\s*(\d{1,4})\s*(?:more|others?|other|weitere|andere|autres?|altr[ei]|más|meer|andere|dalších|další|ďalších|ďalšie|inn(?:e|ych)|więcej|andre|flere|fler|mais)(?:\s+(?:locations?|standorte|orte|sites|offices|lieux|villes|sedi|ciudades|ubicaciones|locaties|lokalit[ay]?|míst[a]?|lokalizacj[ei]|steder|platser))?\s*$/iu

/** Parts of the world larger than a country: where remote work may be done, never a place. */
export const WORLD_PART =
  /^(?:emea|apac|amer|americas?|latam|eu|eea|eu\/eea|e\.u\.|european union|europe|europa|evropa|dach|dach[- ]region|d-a-ch|mea|mena|anz|asean|asia|asia[- ]pacific|africa|middle east|north america|south america|latin america|central europe|eastern europe|western europe|nordics?|benelux|cee|baltics|gcc|us\/canada|(?:(?:cet|cest|est|pst|cst|gmt|utc|edt|et|pt)(?: ?[+-] ?\d{1,2}(?::\d\d)?(?: ?h(?:ours|rs)?)?)?)(?: time ?zones?)?)(?:\s+(?:only|region|time ?zones?))?$/i

/** From wherever the worker likes. */
export const ANYWHERE =
  /^(?:anywhere(?: in the world)?|worldwide|world-?wide|global(?:ly)?|weltweit|(?:ganz )?ortsunabhängig|standortunabhängig|no (?:office )?location|no fixed (?:office|location)|location[- ](?:independent|agnostic|flexible)|distributed|everywhere|überall|partout|n'importe où|desde cualquier lugar|odkudkoli|kdekoli|skądkolwiek|ovunque|qualquer lugar)$/i

/** All over one country. */
export const NATIONWIDE =
  /^(?:nation-?wide|country-?wide|bundesweit|landesweit|landsdækkende|hela landet|celá republika|celá čr|cała polska|france entière|toute la france|todo el país|tutta italia|heel nederland|nationwide travel|across the (?:country|nation))$/iu
/** "Deutschlandweit": the country is group 1. */
export const COUNTRY_WIDE =
  /^(?:(deutschland|österreich|schweiz|europa|uk|us|usa|[a-z]{4,12})-?\s?(?:wide|weit)|(?:all of|all over|across|throughout|anywhere in|ganz|in ganz|toute la|tutta(?: l[a'])?|toda|heel|celá|celé|hela|cała|within|in)(?: the)? (\p{L}[\p{L} .]{2,30}))$/iu

/** The address of a building, not a town. */
export const STREET =
  /(?:stra(?:ss|ß)e|str\.?|weg|allee|platz|gasse|ufer|damm|ring|straat|laan|plein|kade|gade|vej|allé|gatan|vägen|gata|vägen|ulice|náměstí|třída|nábřeží|utca)$/iu
const BUILDING_WORDS = [
  'center|centre|centrum|tower|towers|turm|plaza|building|gebäude|campus|house|haus|office|offices|hq|headquarters?|hub|floor|etage',
  'street|road|avenue|rd|ave|str|strasse|straße|allee|filiale|branch|gate|mall|square|quay|boulevard|blvd|drive|suite|unit|lane|parkway|pkwy',
  'highway|hwy|freeway|rue|calle|via|viale|piazza|corso|avenida|rua|paseo|plac|ulica|ul|al|náměstí|nám|třída|chemin|impasse|quai|park|parc|pk',
  'zone|terminal|airport|flughafen|business|tech|technology|industrial|industriepark|gewerbepark|edificio|torre|postfach|box',
]
export const BUILDING = new RegExp(`(?:^|[^\\p{L}])(?:${BUILDING_WORDS.join('|')})(?![\\p{L}])`, 'iu')

/** What stands before or after the name of a city and is no part of it. */
export const BEFORE_CITY =
  /^(?:greater|großraum|grossraum|raum|region|agglomeration|metro|metropolregion|near|nähe|bei|in der nähe von|around|stadt|city of|city|standort|zentrale|hauptsitz|hq|headquarters|office|büro|werk|in|à|en|a|v|ve|w|i|proche de|près de|downtown|central|okres|powiat|comune di|provincia di|province of|provincia de|gemeinde|landkreis|kreis|kanton|canton of|canton de|canton|ville de)\s+/iu
export const AFTER_CITY =
  /\s+(?:(?:metropolitan |metro |bay |and surrounding )?area|region|metro|metropolitan|city|cedex(?: \d+)?|office|hq|headquarters|campus|und umgebung|& umgebung|and surroundings?|et environs|a okolí|i okolice|en omgeving|stadt|centro|centre|center|centrum|city center|downtown|county|or nearby|based)$/iu

/** Labels that were read with the value. */
export const LABEL =
  /^(?:(?:job |work |office |primary )?locations?|(?:arbeits|einsatz|dienst)?orte?|standorte?|arbeitsplatz|lieu(?: de travail)?|localisation|lugar(?: de trabajo)?|ubicación|sede(?: di lavoro)?|luogo(?: di lavoro)?|locatie|standplaats|místo(?: výkonu)?(?: práce)?|lokalita|pracoviště|lokalizacja|miejsce pracy|arbejdssted|placering|plats|local|based in)\s*[:：]\s*/iu
