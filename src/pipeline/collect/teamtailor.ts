import Type, { type Static } from 'typebox'
import { errors } from '../../errors.ts'
import { BoardName, listingOf } from './board.ts'
import { objectOf, objectsIn, textOf } from './json-values.ts'
import { type CollectContext, type Cursor, type ListPage, recordKind } from './source-kind.ts'
import { readApiPage } from './teamtailor/api-page.ts'
import { apiIdentity, apiRecord } from './teamtailor/api-record.ts'
import { feedIdentity, feedRecord } from './teamtailor/feed-record.ts'
import { withoutPeople } from './without-people.ts'

export const TeamtailorConfig = Type.Object(
  {
    company: Type.Optional(BoardName),
    host: Type.Optional(
      Type.String({
        pattern: '^[a-zA-Z0-9.-]+$',
        description: 'of a career site with an address of its own, instead of company',
      }),
    ),
    api: Type.Optional(
      Type.Object(
        {
          key: Type.Object({ env: Type.String({ pattern: '^[A-Z][A-Z0-9_]*$' }) }),
          region: Type.Optional(Type.Union([Type.Literal('eu'), Type.Literal('na')])),
        },
        { additionalProperties: false, description: 'the API of the customer instead of the public feed' },
      ),
    ),
  },
  { additionalProperties: false, minProperties: 1 },
)
export type TeamtailorConfig = Static<typeof TeamtailorConfig>

export const teamtailor = recordKind({
  kind: 'teamtailor',
  summary: 'Openings of a career site of Teamtailor, from its public JSON feed or, with a key, from its API.',
  config: TeamtailorConfig,
  secrets: ({ api }) => (api === undefined ? [] : [api.key.env]),
  politeness: { interval_ms: 500, robots: false },
  listing: 'whole',
  reads: 'records',
  mapper: 'teamtailor/1',
  page: (config, context, cursor) =>
    config.api === undefined ? readFeedPage(config, context, cursor) : readApiPage(config.api, context, cursor),
  identity: (item, { api }) => (api === undefined ? feedIdentity(item) : apiIdentity(item)),
  toRecord: (item, _detail, { api }) => (api === undefined ? feedRecord(item) : apiRecord(item)),
})

/** JSON Feed: a page names the next one. */
async function readFeedPage(
  config: TeamtailorConfig,
  { http }: CollectContext,
  cursor: Cursor | null,
): Promise<ListPage<Record<string, unknown>>> {
  const origin = originOf(config)
  const url = typeof cursor === 'string' ? cursor : `${origin}/jobs.json`
  const answer = await http.json({ url })
  const faults: Record<string, number> = {}
  const items = objectsIn(listingOf(answer, 'items'), faults).map((item) => withoutPeople(item))
  const next = textOf(objectOf(answer.data).next_url)
  const nextUrl = next === null ? null : URL.parse(next, url)
  if (next !== null && nextUrl?.origin !== new URL(origin).origin)
    throw errors.sourceAnswerInvalid(new URL(answer.url).host, 'goes on at another host')
  return {
    items,
    next: nextUrl === null || nextUrl.href === url ? null : nextUrl.href,
    ...(Object.keys(faults).length > 0 ? { faults } : {}),
  }
}

function originOf({ company, host }: TeamtailorConfig): string {
  return `https://${host ?? `${company}.teamtailor.com`}`
}
