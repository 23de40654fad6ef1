import { completeness as readCompleteness } from '../../db/completeness.ts'
import { command } from '../command.ts'
import { completenessText } from '../render/completeness-text.ts'

export const completeness = command({
  name: 'completeness',
  summary: 'How many postings have title, description, URL, summary, skills and IHL score.',
  options: { source: { type: 'text', value: 'NAME', summary: 'only postings of this source' } },
  run: async ({ options, services, answer }) => {
    const { database } = await services()
    answer(await readCompleteness(database.db, options), completenessText)
    return 0
  },
})
