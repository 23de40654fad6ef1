/** Words around an amount, in small letters, all languages together. */

/** What follows or precedes is pay. */
export const PAY =
  /salar(?:y|ies|is)|(?<!\p{L})(?:pay|payrate|wages?|ctc)(?!\p{L})|compensation|remunerat|earn(?:ings)?(?!\p{L})|gehalt|gehälter|lohn|löhn|vergütung|entgelt|verdien|bezahlung|einkommen|salaire|rémunération|traitement mensuel|salario|sueldo|retribu|stipendio|(?<!\p{L})ral(?!\p{L})|compenso|salaris|(?<!\p{L})loon|brutoloon|uurloon|mzd[aouy]|(?<!\p{L})plat(?:u|em|ové|ový)?(?!\p{L})|odměn|wynagrodzeni|zarobki|pensja|stawka|widełki|(?<!\p{L})løn|(?<!\p{L})lön|årsløn|timlön|månadslön|salário|remunera/gu

/** What follows is money, and not what the person is paid. */
export const NOT_PAY =
  /revenue|turnover|umsatz|chiffre d'affaires|facturaci|fatturato|omzet|obrat|funding|raised|invest|budget|grant|donat|asset|portfolio|loan|kredit|prize|preis(?!gestalt)|preise|price|cost|kosten|fee|tuition|bonus|prämie|prime(?!\p{L})|premie|příplatek|voucher|gutschein|poukaz|bon(?:s)?(?!\p{L})|ticket|referral|empfehlung|allowance|zuschuss|zuschlag|zulage|stipend(?!io)|reimburse|erstattung|příspěvek|benefit|pension|vorsorge|savings|insurance|versicherung|discount|rabatt|sign-?on|relocation|equipment|weiterbildung|learning|training|gym|fitness|cafeteria|jobticket|deutschlandticket|market|deal|contract value|saved|worth|million|capital/gu

/** Money named right after the amount as something else: "€50 voucher", "$5,000 referral bonus"; not "plus bonus". */
export const NOT_PAY_AFTER =
  /^ ?-?(?:(?!(?:plus|zzgl|and|und|et|y|e|with|mit|salary|gehalt|base|brutto|gross)(?!\p{L}))[\p{L}'-]{1,16} ){0,3}(?:bonus(?:es)?|vouchers?|gutschein|poukaz|bons?(?!\p{L})|referral|prämie|budget|zuschuss|zuschlag|zulage|allowance|stipend(?!io)|essenszuschuss|(?:\p{L}{1,20})?(?:zuschuss|gutscheine?|bonus|budget|prämie)|revenue|turnover|umsatz|funding|tuition|discount|příspěvek|jobticket|investment|grants?|assets|portfolio|fee|worth)/u

export const BETWEEN_TWO = /(?:between|zwischen|entre|tra|fra|mezi|między|tussen|mellem|mellan|range of)[^.\n]{0,20}$/u
export const UP_TO =
  /(?<!\p{L})(?:up to|bis(?: zu)?|max\.?|maximum|maximaal|maximal|jusqu'à|hasta|fino a|tot|až|do|upp till|op til|até)(?: ca\.?)? {0,2}$/u

export const GROSS =
  /brutto|(?<!\p{L})gross|(?<!\p{L})bruts?(?!\p{L})|brute|(?<!\p{L})bruto|brutos?(?!\p{L})|lord[oai](?!\p{L})|hrub(?:ého|á|ý|é)|før skat|före skatt|bruttó|(?<!\p{L})ral(?!\p{L})/u
export const NET =
  /(?<![.\p{L}])net(?:s|to|te|ta|ti|tos?)?(?!\p{L})|(?<!\p{L})netto|(?<!\p{L})neto|(?<!\p{L})čist(?:ého|á|ý)|na rękę|líquido|efter skat/u
