/** Words for working time, in small letters, all languages together. */

export const HOURS =
  'hours?|hrs?|h|std|stunden?|heures?|horas?|ore|uur|uren|u|hodin|hodiny|hod|godzin|godziny|godz|timer|timers|tim|timmar|t'
/** "37 Stunden-Woche", "40-hour week", "36-urige werkweek", "35h-Woche". */
export const HOURS_COMPOUND =
  '(?:stunden|std\\.?|h)[ -]?woche|hours?[ -](?:work(?:ing)?[ -]?)?week|(?:hrs?|h)[ -](?:work(?:ing)?[ -]?)?week|(?:urige|uur) (?:werk)?week|-?urige werkweek|urenwerkweek|timers (?:arbejds)?uge|timmars? (?:arbets)?vecka|heures hebdo(?:madaires?)?|h hebdo'
export const EACH =
  '\\/|per|pro|je|a|each|every|in der|die|der|par|por|a la|alla|al|à la|p\\.?|om|i|pr\\.?|w|za|na|in|op|ogni|weekly|jede|pro arbeits'
export const WEEK =
  'week|wk|weekly|woche|wöchentlich|semaine|sem|semana|semanais|semanales|settimana|settimanali|týdně|týden|tydzień|tygodniowo|tydz|uge|ugen|ugentligt|vecka|veckan|hebdomadaires?|hebdo'
export const MONTH =
  'month|monthly|monat|monatlich|mois|mes|mese|mensili|mensuales|maand|měsíčně|měsíc|miesiąc|miesięcznie|måned|månad|mês'
export const DAY = 'day|daily|tag|täglich|jour|día|dia|giorno|dag|denně|den|dziennie|dzień'
/** "20 Wochenstunden", "39 Std. wöchentlich". */
export const OF_THE_WEEK = 'wochenstunden|wo\\.?std\\.?|ws|wstd\\.?|semesterwochenstunden'
export const WEEK_NOUN =
  'wochenstunden|wochenarbeitszeit|wöchentliche (?:regel)?arbeitszeit|regelmäßige arbeitszeit|arbeitszeit pro woche|stunden pro woche|std\\.? ?\\/ ?woche|weekly (?:working )?hours|hours per week|working hours per week|durée hebdomadaire|uren per week|aantal uren|orario settimanale|horas semanales|horas por semana|týdenní pracovní doba|timer pr\\.? uge|standard hours|full[- ]?time ?\\(|part[- ]?time ?\\(|vollzeit ?\\(|teilzeit ?\\(|temps plein ?\\(|temps partiel ?\\(|fuldtid ?\\(|heltid ?\\(|úvazek ?\\('
export const WORKLOAD =
  "pensum|arbeitspensum|stellenpensum|beschäftigungsgrad|stellenumfang|anstellungsgrad|arbeitsumfang|umfang|taux d'activité|taux d'occupation|taux de travail|grado di occupazione|percentuale di lavoro|workload|employment level|work percentage|etat|stellenprozente"
