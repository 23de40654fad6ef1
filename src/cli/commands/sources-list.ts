import { listSources } from '../../db/sources.ts'
import { command } from '../command.ts'
import { table } from '../table.ts'

export const sourcesList = command({
  name: 'sources list',
  summary: 'The sources that postings may come from.',
  run: async ({ services, answer, output }) => {
    const { database } = await services()
    const sources = await listSources(database.db)
    answer(sources, () =>
      table(
        sources,
        [
          { title: 'source', value: ({ source_name }) => source_name },
          { title: 'kind', value: ({ kind }) => kind },
          { title: 'organization', value: ({ org_name }) => org_name },
          { title: 'status', value: ({ status }) => status },
        ],
        output.columns,
      ),
    )
    return 0
  },
})
