import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** What a person says a page holds: `NAME.expected.json` beside `NAME.html`. A field that is absent is not judged; null or [] means that the page does not say. */
export type Expected = {
  is_job_posting: boolean
  /** What a page that is not one opening is instead: job_list, expired_job, js_shell_of_single_job, article, ... */
  kind?: string
  title?: string | null
  employer?: string | null
  locations?: string[]
  /** Further words that the place may hold. */
  location_may?: string[]
  country?: string | null
  posted_date?: string | null
  deadline?: string | null
  employment_type?: string[]
  salary?: { min: number | null; max: number | null; currency: string | null; unit: string | null } | null
  /** "hybrid" and "optional" are not remote. */
  remote?: boolean | string | null
  apply_url?: string | null
  identifier?: string | null
  description_first40?: string
  description_last40?: string
  description_chars?: number
  desc_start_ambiguous?: boolean
  desc_end_ambiguous?: boolean
  /** How many openings a list shows, and some of them. */
  listing_count?: number
  listing_titles?: string[]
  /** `FIELD_alternatives`: further answers that count as right. */
  [alternatives: `${string}_alternatives`]: unknown[] | undefined
}

export type LabelledPage = { name: string; body: Uint8Array; expected: Expected }

const LABELS = '.expected.json'
const PAGES = ['.html', '.htm', '.txt', '.pdf']

/** All labelled pages under a folder, by name. Labels without a page are named in `orphans`. */
export function readLabelledPages(folder: string): { pages: LabelledPage[]; orphans: string[] } {
  const pages: LabelledPage[] = []
  const orphans: string[] = []
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const known = new Set(files)
  for (const file of files.filter((name) => name.endsWith(LABELS))) {
    const stem = file.slice(0, -LABELS.length)
    const page = PAGES.map((extension) => stem + extension).find((name) => known.has(name))
    if (page === undefined) orphans.push(relative(folder, file))
    else
      pages.push({
        name: relative(folder, stem),
        body: readFileSync(page),
        expected: JSON.parse(readFileSync(file, 'utf8')),
      })
  }
  return { pages, orphans }
}
