import { type DuplicateGroup, duplicateGroups } from '../../db/read-duplicates.ts'
import { command } from '../command.ts'
import { table } from '../table.ts'

export const duplicatesList = command({
  name: 'duplicates list',
  summary:
    'Openings that several postings advertise, each with how alike their texts are (1: one title at one address).',
  options: {
    source: { type: 'text', value: 'NAME', summary: 'only openings that this source advertises' },
    limit: { type: 'integer', value: 'N', least: 1, most: 10_000, fallback: 100, summary: 'openings at most' },
  },
  run: async ({ options, services, answer, output }) => {
    const { database } = await services()
    answer(await duplicateGroups(database.db, options), (groups) => groupsText(groups, output.columns))
    return 0
  },
})

type Line = { similarity: string; source: string | null; status: string; id: string; title: string | null }

function groupsText(groups: readonly DuplicateGroup[], width: number): string {
  if (groups.length === 0) return 'No posting repeats another one.'
  const lines = groups.flatMap(({ duplicates, ...original }): Line[] => [
    { ...original, similarity: 'original', title: original.job_title },
    ...duplicates.map((one) => ({ ...one, similarity: shown(one.similarity), title: one.job_title })),
  ])
  return table(
    lines,
    [
      { title: 'similarity', value: ({ similarity }) => similarity },
      { title: 'source', value: ({ source }) => source },
      { title: 'status', value: ({ status }) => status },
      { title: 'id', value: ({ id }) => id },
      { title: 'title', value: ({ title }) => title },
    ],
    width,
  )
}

function shown(similarity: number | null): string {
  return similarity === null ? '- by hand' : `- ${similarity.toFixed(2)}`
}
