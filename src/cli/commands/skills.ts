import { readFile } from 'node:fs/promises'
import { errors } from '../../errors.ts'
import { command } from '../command.ts'
import { table } from '../table.ts'

export const skills = command({
  name: 'skills',
  summary: 'Skills that a text asks for, each with its place in the text. With --json one array a file and line.',
  positionals: [{ name: 'FILE', required: true, many: true, summary: 'text in UTF-8' }],
  examples: ['skills description.txt', 'skills a.txt b.txt --json'],
  run: async ({ positionals, path, answer, output }) => {
    const { createLinker } = await import('../../pipeline/taxonomy/linker.ts')
    const { loadTaxonomy } = await import('../../pipeline/taxonomy/load-taxonomy.ts')
    const { skillsOfText } = await import('../../pipeline/workflow/builtin/skills/skills-of-text.ts')
    const linker = createLinker(loadTaxonomy())
    for (const file of positionals) {
      const text = await readFile(path(file), 'utf8').catch((error) => {
        throw errors.fileUnreadable(file, error)
      })
      const found = skillsOfText(text, linker)
      answer(found, () => {
        const title = positionals.length > 1 ? `${file}\n` : ''
        if (found.length === 0) return `${title}No skill found.`
        const rows = table(
          found,
          [
            { title: 'skill', value: ({ name }) => name },
            { title: 'weight', value: ({ weight }) => weight },
            { title: 'importance', value: ({ importance }) => importance },
            { title: 'years', value: ({ years_required }) => years_required || null, align: 'right' },
            { title: 'at', value: ({ start }) => start },
            { title: 'quote', value: ({ quote }) => quote.replace(/\s+/g, ' ') },
          ],
          output.columns,
        )
        return title + rows
      })
    }
    return 0
  },
})
