import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readEntries } from './read-entries.ts'
import { createTaxonomy, type Taxonomy } from './taxonomy.ts'

/** Files made from published lists: read last, so that what was written by hand keeps a spelling that both have. */
export const GENERATED_FILES = ['technologies.tsv', 'occupations.tsv'] as const

/** The taxonomy that ships with the project. Reads its data files each time it is called: call it once per process or thread. */
export function loadTaxonomy(folder = join(import.meta.dirname, 'data')): Taxonomy {
  const generated: readonly string[] = GENERATED_FILES
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.tsv'))
    .sort()
  const ordered = [
    ...files.filter((file) => !generated.includes(file)),
    ...files.filter((file) => generated.includes(file)),
  ]
  return createTaxonomy(
    ordered.flatMap((file) => readEntries(readFileSync(join(folder, file), 'utf8'), file.replace(/\.tsv$/, ''))),
  )
}
