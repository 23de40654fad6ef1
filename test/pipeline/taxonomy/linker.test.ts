import fc from 'fast-check'
import t from 'tap'
import { createLinker } from '../../../src/pipeline/taxonomy/linker.ts'
import { loadTaxonomy } from '../../../src/pipeline/taxonomy/load-taxonomy.ts'

const taxonomy = loadTaxonomy()
const linker = createLinker(taxonomy)
const idsOf = (text: string) => linker.link(text).map(({ skill_id }) => skill_id)
const quotesOf = (text: string) => linker.link(text).map(({ quote }) => quote)

t.test('every mention quotes the text at its offsets, in order and without overlap, whatever the text', async (t) => {
  const words = fc.constantFrom(
    'Java',
    'SQL',
    'C++',
    'Präzision',
    'â\u0080\u0099',
    'Ã¼',
    'R&D',
    'Node.js',
    ' ',
    '\n',
    ', ',
    '.',
    '😀',
    'Projektmanagement',
    'kenntnisse',
    'Excel',
    'ß',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(words, { maxLength: 30 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(text, (text) => {
      let behind = 0
      for (const { start, end, quote } of linker.link(text)) {
        if (start < behind || end <= start || text.slice(start, end) !== quote) return false
        behind = end
      }
      return true
    }),
    { numRuns: 400 },
  )
  t.pass('no counterexample')
})

t.test('names with punctuation are one skill, never the letter they start with', async (t) => {
  t.same(idsOf('Development in C++, C#, .NET and Node.js'), ['c-plus-plus', 'c-sharp', 'dot-net', 'node-js'])
  t.same(idsOf('Our R&D department'), [])
  t.same(idsOf('Development in C/C++'), ['c', 'c-plus-plus'])
})

t.test('the longest name wins', async (t) => {
  t.same(quotesOf('Experience with Spring Boot and Microsoft SQL Server'), ['Spring Boot', 'Microsoft SQL Server'])
})

t.test('an ambiguous word is a skill only where its surroundings say so', async (t) => {
  t.same(idsOf('You excel at what you do and go the extra mile, in a word: express yourself'), [])
  t.same(idsOf('Excel, Word and PowerPoint'), ['microsoft-excel', 'microsoft-word', 'microsoft-powerpoint'])
  t.same(idsOf('Backend services written in Go, Rust and Python'), ['back-end-development', 'go', 'rust', 'python'])
  t.same(idsOf('The German market and Deutsche Bank'), [])
  t.same(idsOf('Fluent in German'), ['german'])
  t.same(idsOf('a swift response'), [])
  t.same(idsOf('Join us this Spring term'), [])
})

t.test('words that a flattened text has fused are told apart', async (t) => {
  t.same(quotesOf('im UnternehmenProjektmanagement und PythonErfahrung'), ['Projektmanagement', 'Python'])
  t.same(idsOf('JavaFX'), [])
})

t.test('German compounds, inflections and umlaut spellings lead to the skill', async (t) => {
  t.same(idsOf('Projektmanagementerfahrung'), ['project-management'])
  t.same(idsOf('SQL-Kenntnisse, Excelkenntnisse und sehr gute Englischkenntnisse'), [
    'sql',
    'microsoft-excel',
    'english',
  ])
  t.same(idsOf('Konzernrechnungslegung'), ['accounting'])
  t.same(idsOf('ausgeprägte analytische Fähigkeiten'), ['analytical-thinking'])
  t.same(idsOf('ausgepraegte analytische Faehigkeiten'), ['analytical-thinking'])
  t.same(idsOf('Kreditrisikoanalyse'), ['credit-risk'])
})

t.test('mojibake, typographic dashes and quotes make no difference, and offsets stay those of the text', async (t) => {
  t.same(quotesOf('analytische FÃ¤higkeiten'), ['analytische FÃ¤higkeiten'])
  t.same(idsOf('problem\u2011solving skills'), ['problem-solving'])
  t.same(idsOf('bachelorâ\u0080\u0099s degree'), ['bachelors-degree'])
})

t.test('an address names no skill', async (t) => {
  t.same(idsOf('see www.oracle.com or https://python.org'), [])
})

t.test('a plural is quoted whole', async (t) => {
  t.same(quotesOf('design of microservices and REST APIs'), ['microservices', 'REST APIs'])
})

t.test('names are found however they are written, and relations go both ways', async (t) => {
  t.equal(linker.find('golang')?.skill_id, 'go')
  t.equal(linker.find('NODE JS')?.skill_id, 'node-js')
  t.equal(linker.find('no such thing at all'), undefined)
  t.ok(linker.related('spring-boot').includes('java'))
  t.ok(linker.related('java').includes('spring-boot'))
  t.equal(linker.category('know-your-customer'), 'compliance')
})
