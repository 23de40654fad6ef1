import { backfillLines, unbackedLines } from '../../pipeline/refresh/backfill/backfill-lines.ts'
import type { SourceBackfill } from '../../pipeline/refresh/backfill/backfill-source.ts'
import { type BackfillResult, countUnbacked } from '../../pipeline/refresh/backfill/backfill-user.ts'
import { searchedSources } from '../../pipeline/refresh/searched-sources.ts'
import { askedBaseUrl } from '../asked-search.ts'
import { askedEmail, askedUser } from '../asked-user.ts'
import { command } from '../command.ts'
import { startProgress } from '../progress.ts'
import { quotaLinesOfRun } from '../quota-of-run.ts'
import { runWork } from '../run-work.ts'

export const backfill = command({
  name: 'backfill',
  summary: "Collect the last weeks for those of a user's searches that nobody has had collected yet.",
  options: {
    user: { type: 'text', value: 'EMAIL', summary: 'whose searches' },
    window: { type: 'text', value: 'TIME', choices: ['2w', '1m', '6m'], summary: 'how far back (default: BACKFILL_WINDOW)' }, // biome-ignore format: one a line
    pages: { type: 'integer', value: 'N', least: 1, most: 1_000, summary: 'pages a search (default: BACKFILL_PAGES)' },
    'dry-run': { type: 'flag', summary: 'say what would be asked for; ask and write nothing' },
    'base-url': { type: 'text', value: 'URL', summary: "ask this server instead of the sources' own" },
  },
  examples: ['backfill --user ada@example.org --dry-run', 'backfill --user ada@example.org --window 2w'],
  run: async (context) => {
    const { options, services, config, answer, json, output } = context
    const email = askedEmail(options.user, 'backfill')
    const base_url = askedBaseUrl(options['base-url'])
    const running = await services()
    const { database } = running
    const { user_id: userId } = await askedUser(running, email)
    const { pages, window = config.backfillWindow } = options
    const sources = await searchedSources(database.db)
    const asked = { userId, sources, window, minPriority: config.queryMinPriority }
    const { plan, ...unbacked } = await countUnbacked({ database }, asked)
    if (options['dry-run']) {
      const planned = plan.map(({ source: { source }, window, combinations }) => {
        return { source, window, combinations: combinations.length }
      })
      answer({ ...unbacked, sources: planned, dry_run: true }, () =>
        [
          ...unbackedLines(email, unbacked),
          ...planned.map((one) => `   - ${one.source}: ${one.combinations} combinations, window ${one.window}`),
          'Nobody was asked, and nothing was written.',
        ].join('\n'),
      )
      return 0
    }
    if (!json) output.stdout(`${unbackedLines(email, unbacked).join('\n')}\n`)
    const progress = startProgress(output, 'Asking', 'searches')
    const input = { user_id: userId, window, pages, base_url }
    const result = await runWork<BackfillResult>(running, context, 'backfill', input, (_, { done = 0, total = 0 }) =>
      progress.update(done, total),
    ).finally(progress.stop)
    if (result === undefined) return 1
    const uses = result.sources.map(({ source, quota_used: used }) => ({ source, used }))
    const quota = await quotaLinesOfRun(running, uses)
    answer(result, () => [...backfillLines(email, result), ...(quota.length > 0 ? ['', ...quota] : [])].join('\n'))
    const isAllLeftOut = result.unbacked > 0 && result.sources.every(({ skipped }) => skipped !== null)
    return isAllLeftOut || result.sources.some(isTroubled) ? 1 : 0
  },
})

/** A provider that nobody has a key for is left out by choice. */
function isTroubled({ failed, skipped }: SourceBackfill): boolean {
  return failed > 0 || (skipped !== null && skipped !== 'SOURCE_KEY_MISSING')
}
