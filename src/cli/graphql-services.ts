import type { Services as GraphqlServices, PostingSelection } from '../graphql/services.ts'
import { invalidate, type PostingFilter, restore } from '../pipeline/store/lifecycle.ts'
import { editConversation } from '../pipeline/workflow/edit-conversation.ts'
import { folders } from '../routes/index.ts'
import { composeShadow } from '../routes/shadow/compose.ts'
import { WORK_MS } from '../routes/shadow/promote-shadow.ts'
import type { Services } from '../services.ts'

/** The service's parts under the names by which GraphQL asks for them. */
export function graphqlServices(services: Services): GraphqlServices {
  const { config, log, database, batches, store, extraction, collection } = services
  const shadow = composeShadow({ config, database, log, folders: folders(config) })
  return {
    database,
    secretKey: config.secretKey,
    batches,
    runs: { start: batches.startRun, replay: batches.replayRun },
    store: {
      promote: async (options) => {
        const { posting_ids: _internal, errors: _reported, ...counts } = await store.promote(options)
        return counts
      },
      invalidate: async (selection, reason, by) =>
        (await invalidate(database, filterOf(selection), { reason, by })).posting_uids.length,
      restore: async (selection, by) => (await restore(database, filterOf(selection), { by })).posting_uids.length,
    },
    extraction,
    collection: collection.requests,
    shadow: {
      ...shadow,
      promote: (request) => shadow.promote({ ...request, signal: AbortSignal.timeout(WORK_MS) }),
      discard: (request) => shadow.discard({ ...request, signal: AbortSignal.timeout(WORK_MS) }),
      undo: (request) => shadow.undo({ ...request, signal: AbortSignal.timeout(WORK_MS) }),
    },
    conversations: {
      update: (...edit) => editConversation(database, ...edit),
      trial: batches.startTrial,
    },
  }
}

function filterOf({ ids, source, batchId, createdSince, createdBefore }: PostingSelection): PostingFilter {
  return { uids: ids, source, batch_id: batchId, created_since: createdSince, created_before: createdBefore }
}
