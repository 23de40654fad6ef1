import { NUMBER, numberOf, YEARS } from '../numbers.ts'
import { phrase } from '../phrase.ts'
import type { FlagCode } from '../rubric.ts'
import type { Found, Rule } from '../rule.ts'

/** Year in which each could first be used outside its makers' house (first public release, or the law's publication). */
const FIRST_YEAR: Readonly<Record<string, number>> = {
  kubernetes: 2014,
  docker: 2013,
  terraform: 2014,
  react: 2013,
  typescript: 2012,
  rust: 2012,
  kotlin: 2011,
  swift: 2014,
  swiftui: 2019,
  flutter: 2017,
  'vue.js': 2014,
  graphql: 2015,
  dbt: 2016,
  snowflake: 2014,
  'next.js': 2016,
  svelte: 2016,
  langchain: 2022,
  chatgpt: 2022,
  fastapi: 2018,
  pytorch: 2016,
  tensorflow: 2015,
  'power bi': 2013,
  's/4hana': 2015,
  airflow: 2015,
  istio: 2017,
  bun: 2022,
  'jetpack compose': 2019,
  blazor: 2018,
  'github actions': 2018,
  'github copilot': 2021,
  solidity: 2015,
  ethereum: 2014,
  databricks: 2013,
  'spring boot': 2013,
  kafka: 2011,
  'apache spark': 2012,
  golang: 2009,
  openshift: 2011,
  helm: 2015,
  prometheus: 2012,
  gdpr: 2016,
  dsgvo: 2016,
  'ifrs 17': 2017,
  'ifrs 9': 2014,
  psd2: 2015,
  'generative ai': 2018,
  bigquery: 2010,
  'vertex ai': 2021,
  argocd: 2018,
  pulumi: 2018,
  duckdb: 2019,
}

/** Year to reckon with when the text names none: raised with each version of the rubric, so that an old rubric errs towards no flag. */
const LATEST_YEAR = 2027

const NAMES = Object.keys(FIRST_YEAR)
  .map((name) => name.replace(/[./]/g, '\\$&'))
  .join('|')

/** More years than the technology has existed. */
export const technologyAge: Rule<FlagCode> = {
  code: 'technology_age',
  cues: Object.keys(FIRST_YEAR)
    .map((name) => /^[a-z\d]+/.exec(name)?.[0] ?? name)
    .map((word) => (word === 's' ? 's' : word)),
  pattern: phrase(
    `(?<years>${NUMBER})(?: ?\\+| plus| or more)? ?\\+?${YEARS}\\W{0,4}(?:(?: of| professional| hands-on| practical| production| commercial| working| solid| deep| experience| in| with| using| on| an?| developing| development| coding| programming| building| berufserfahrung| praktische| erfahrung| mit| im umgang mit)){0,6} (?<name>${NAMES})(?![\\w])`,
  ),
  unless: /combined|in total|insgesamt/,
  judge: judgeAge,
  reasoning: 'The technology has not existed for so many years.',
}

function judgeAge({ match, reading }: Found) {
  const years = numberOf(match.groups?.years)
  const first = FIRST_YEAR[match.groups?.name ?? '']
  if (first === undefined) return null
  const excess = years - (writtenIn(reading.text) - first)
  if (excess <= 0) return null
  return excess >= 3 ? ('HIGH' as const) : ('MEDIUM' as const)
}

/** Latest year that the text names, when it can be the year of writing. */
function writtenIn(text: string): number {
  const years = [...text.matchAll(/\b20[12]\d\b/g)].map(([year]) => Number(year)).filter((year) => year <= LATEST_YEAR)
  return years.length > 0 ? Math.max(...years) : LATEST_YEAR
}
