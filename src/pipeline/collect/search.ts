/** What users look for, in winnow's words; each kind writes it in its provider's. */
export type Search = {
  /** Alternatives: an opening fits when one of them does. Empty: any. */
  titles: readonly string[]
  /** A city, a region or a country in English; null: anywhere. */
  location: string | null
  /** ISO 3166 alpha-2 of the country that is meant; null: any. */
  country: string | null
  /** On-site, Hybrid, Remote OK, Remote Solely. Empty: any. */
  arrangements: readonly string[]
  /** schema.org's eight. Empty: any. */
  employment_types: readonly string[]
  /** 0-2, 2-5, 5-10, 10+. Empty: any. */
  experience_levels: readonly string[]
  /** Names of the provider's taxonomy of industries. Empty: any. */
  industries: readonly string[]
  /** Pages to read at most; null: to the end. */
  pages: number | null
}
