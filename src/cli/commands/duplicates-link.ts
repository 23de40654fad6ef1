import type { LinkResult } from '../../pipeline/store/similarity/link-similar.ts'
import { command } from '../command.ts'

export const duplicatesLink = command({
  name: 'duplicates link',
  summary: 'Link postings that advertise one opening. A worker does this by itself, a minute after they came.',
  options: {
    limit: { type: 'integer', value: 'N', least: 1, summary: 'look at so many postings, at most (default: all)' },
  },
  examples: ['duplicates link --limit 1000'],
  run: async ({ options, services, answer, signal }) => {
    const { store } = await services()
    const limit = options.limit ?? Number.MAX_SAFE_INTEGER
    answer(await store.linkSimilar({ limit, signal }), linkText)
    return 0
  },
})

function linkText({ compared, linked, unlinked, done }: LinkResult): string {
  if (compared === 0) return 'Nothing to compare: every posting was compared since it last changed.'
  const rest = done ? '' : ' More wait: run it again.'
  return `${compared} postings compared: ${linked} linked, ${unlinked} links taken back.${rest}`
}
