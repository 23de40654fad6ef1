import { type NewSearchQuery, replaceSearchQueries } from '../../db/search-queries.ts'
import { findOrCreateUser, findUserByEmail } from '../../db/users.ts'
import { errors } from '../../errors.ts'
import type { Gazetteer } from '../../pipeline/extract/normalise/gazetteer.ts'
import { countUnbacked } from '../../pipeline/refresh/backfill/backfill-user.ts'
import { percentText } from '../../pipeline/refresh/percent-text.ts'
import { queriesOfPreferences, queriesOfProfile } from '../../pipeline/refresh/queries/queries-of.ts'
import { searchedSources } from '../../pipeline/refresh/searched-sources.ts'
import { askedEmail } from '../asked-user.ts'
import { command, type OptionSpecs, type OptionValues } from '../command.ts'

const OPTIONS = {
  user: { type: 'text', value: 'EMAIL', summary: 'whose searches; a new user is made' },
  title: { type: 'list', value: 'A,B', summary: 'titles, the most wanted first' },
  location: { type: 'list', value: 'P,P', summary: 'places, the most wanted first' },
  arrangement: { type: 'text', value: 'WORD', choices: ['remote', 'hybrid', 'onsite', 'flexible'], summary: 'how to work' }, // biome-ignore format: one a line
  priority: { type: 'integer', value: 'N', least: 0, most: 1_000_000, summary: 'higher ones are asked first', fallback: 10 }, // biome-ignore format: one a line
} as const satisfies OptionSpecs

export const queriesSet = command({
  name: 'queries set',
  summary: 'Say what a user looks for: every title at every place. Searches from before that are not among them end.',
  options: OPTIONS,
  examples: ['queries set --user ada@example.org --title "Data Scientist,ML Engineer" --location "Berlin,Hamburg"'],
  run: async ({ options, services, config, answer, note }) => {
    const email = askedEmail(options.user, 'queries set')
    if (!options.title?.length && !options.location?.length)
      throw errors.missingArgument('--title or --location', 'queries set')
    const { database, collection } = await services()
    const wanted = wantedQueries(options, collection.gazetteer())
    const before = await findUserByEmail(database.db, email)
    const { user, ...replaced } = await database.transaction(async (tx) => {
      const user = await findOrCreateUser(tx, email)
      return { user, ...(await replaceSearchQueries(tx, user.user_id, wanted)) }
    })
    const { plan: _, ...counted } = await countUnbacked(
      { database },
      {
        userId: user.user_id,
        sources: await searchedSources(database.db),
        window: config.backfillWindow,
        minPriority: config.queryMinPriority,
      },
    )
    const cut = leftOut(options, wanted)
    const result = { user_id: user.user_uid, created: before === undefined, ...replaced, ...counted, queries: wanted }
    answer(result, ({ created, added, kept, deactivated, rows, unbacked, saved_percent }) =>
      [
        `${created ? 'New user' : 'User'} ${user.email}: ${added} searches added, ${kept} kept, ${deactivated} ended.`,
        `${rows} rows, ${unbacked} unbacked${saved_percent === null ? '' : `, ${percentText(saved_percent, ' %')} saved`}.`,
        ...(unbacked > 0 ? [`What next: winnow backfill --user ${user.email}`] : []),
      ].join('\n'),
    )
    if (cut !== null) note(cut)
    return 0
  },
})

type Options = OptionValues<typeof OPTIONS>

function wantedQueries(
  { title = [], location = [], arrangement, priority }: Options,
  gazetteer: Gazetteer,
): NewSearchQuery[] {
  const rows =
    arrangement === undefined
      ? queriesOfPreferences({ search_keywords: title, search_locations: location }, gazetteer)
      : queriesOfProfile(
          {
            desired_job_titles: title,
            preferred_work_locations: location,
            current_location: null,
            work_arrangement_preference: arrangement,
            total_years_experience: null,
            industries: [],
          },
          gazetteer,
        )
  return rows.map((row) => ({ ...row, priority }))
}

/** The rules take only the first few titles and places: who typed more must hear it. */
function leftOut({ title = [], location = [] }: Options, rows: readonly NewSearchQuery[]): string | null {
  const taken = (key: 'title_keyword' | 'location') => new Set(rows.map((row) => row[key]))
  const [titles, places] = [taken('title_keyword').size, taken('location').size]
  if (titles >= title.length && places >= location.length) return null
  return `${titles} titles and ${places} places were taken: the first ones, each once.`
}
