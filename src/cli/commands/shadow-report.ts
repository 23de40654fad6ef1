import { command } from '../command.ts'
import { openShadow } from '../open-shadow.ts'
import { shadowText } from '../render/shadow-text.ts'

export const shadowReport = command({
  name: 'shadow report',
  summary: 'How shadow postings compare with live ones, field by field, and whether they may go live. Changes nothing.',
  options: {
    source: { type: 'text', value: 'NAME', summary: 'only this source' },
    examples: {
      type: 'integer',
      value: 'N',
      least: 0,
      most: 100,
      fallback: 3,
      summary: 'differing values of each field',
    },
  },
  examples: ['shadow report --source deutsche_bank', 'shadow report --json'],
  run: async ({ options: { source, examples }, services, answer, output }) => {
    const shadow = await openShadow(await services())
    const report = await shadow.report(source ?? null, examples)
    answer(report, () => shadowText(report, Math.max(output.columns, 100)))
    return 0
  },
})
