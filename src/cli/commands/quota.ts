import { type QuotaFigure, readQuota, requestersOf } from '../../db/read-quota.ts'
import { KINDS } from '../../pipeline/collect/kinds.ts'
import { quotaLines } from '../../pipeline/collect/quota-lines.ts'
import { command } from '../command.ts'
import { table } from '../table.ts'

export const quota = command({
  name: 'quota',
  summary: 'What the providers of paid interfaces have counted this month, what is left, and where it is going.',
  options: { 'by-requester': { type: 'flag', summary: 'also who asked for what' } },
  examples: ['quota', 'quota --by-requester'],
  run: async ({ options, services, answer, output }) => {
    const { db } = (await services()).database
    const figures = await readQuota(db, new Date())
    const requesters = options['by-requester'] ? await requestersOf(db, figures) : undefined
    answer({ figures, ...(requesters ? { by_requester: requesters } : {}) }, () =>
      [
        ...(figures.length === 0
          ? ['No quota was used this month.']
          : [
              table(
                figures,
                [
                  { title: 'provider', value: ({ provider }) => provider },
                  { title: 'unit', value: ({ unit }) => unit },
                  { title: 'used', value: ({ used }) => used },
                  { title: 'limit', value: ({ limit }) => limit },
                  { title: 'left', value: ({ left }) => left },
                  { title: '%', value: ({ used_percent }) => used_percent },
                  { title: 'today', value: ({ today }) => today },
                ],
                output.columns,
              ),
              ...figures.flatMap((figure) => ['', ...quotaLines(figure, { plan: planOf(figure) })]),
            ]),
        ...(requesters?.length
          ? [
              '',
              table(
                requesters,
                [
                  { title: 'provider', value: ({ provider }) => provider },
                  { title: 'used', value: ({ used, unit }) => `${used} ${unit}`, align: 'right' },
                  { title: 'calls', value: ({ calls }) => calls },
                  { title: 'by', value: ({ requested_by }) => requested_by },
                  { title: 'source', value: ({ source_name }) => source_name },
                  { title: 'request', value: ({ request }) => request },
                ],
                output.columns,
              ),
            ]
          : []),
      ].join('\n'),
    )
    return 0
  },
})

/** The plan's name stands beside its own limit only. */
function planOf({ provider, unit, limit }: QuotaFigure): string | undefined {
  const rules = KINDS.find(({ quota }) => quota?.provider === provider)?.quota
  return rules?.limits[unit] === limit ? rules?.plan : undefined
}
