import {
  countWorkflowRuns,
  findWorkflowRun,
  listWorkflowRuns,
  type WorkflowRunFilter,
  type WorkflowRunRecord,
} from '../../db/read-workflow-runs.ts'
import { errors } from '../../errors.ts'
import { type CamelRow, camelRow } from '../camel.ts'
import { checkFirst, connectionOf } from '../connection.ts'
import { isUuid, nodeId, numberOf } from '../node-id.ts'
import type { Context, FieldResolvers } from '../resolver.ts'
import type { Query, WorkflowRun } from '../schema.generated.ts'
import { selectedFields } from '../selection.ts'
import { interactionRow } from './interaction.ts'
import { columnsFor, postingByKey } from './posting.ts'

export type WorkflowRunRow = CamelRow<WorkflowRunRecord> & { id: string }

export function runRow(record: WorkflowRunRecord): WorkflowRunRow {
  return { ...camelRow(record), id: nodeId('WorkflowRun', record.workflow_run_id) }
}

export async function runByNumber({ services: { database } }: Context, number: number): Promise<WorkflowRunRow | null> {
  const found = await findWorkflowRun(database.db, number)
  return found ? runRow(found) : null
}

export const workflowRun: Query['workflowRun'] = async (_, { id }, context) => {
  const number = numberOf('WorkflowRun', id)
  return number === undefined ? null : runByNumber(context, number)
}

export const workflowRuns: Query['workflowRuns'] = async (_, args, { services, cursors }, info) => {
  const { db } = services.database
  const first = checkFirst(args.first)
  const { status, outcome, batchId, postingId } = args.filter ?? {}
  const filter: WorkflowRunFilter = {
    status: status ?? undefined,
    outcome: outcome ?? undefined,
    batch_id: uuidOf(batchId, 'filter.batchId'),
    posting_uid: uuidOf(postingId, 'filter.postingId'),
  }
  const list = { list: 'runs', ...filter }
  const after = args.after ? cursors.decode(args.after, list) : null
  const [found, total] = await Promise.all([
    listWorkflowRuns(db, filter, { limit: first + 1, after }),
    selectedFields(info).has('totalCount') ? countWorkflowRuns(db, filter) : undefined,
  ])
  return connectionOf(
    found.map(({ row, place }) => ({ row: runRow(row), place })),
    { first, after, total, cursors, list },
  )
}

function uuidOf(id: string | null | undefined, pointer: string): string | undefined {
  if (id === null || id === undefined) return undefined
  if (!isUuid(id)) throw errors.validation([{ pointer, message: 'must be a UUID' }])
  return id
}

export const fields: FieldResolvers<WorkflowRunRow, WorkflowRun> = {
  posting: ({ postingId }, _, context, info) => postingByKey(context, postingId, columnsFor(selectedFields(info))),
  interactions: async ({ workflowRunId }, _, { loaders }, info) => {
    const selected = selectedFields(info)
    const rows = await loaders.interactions({
      run: workflowRunId,
      bodies: selected.has('input') || selected.has('output'),
    })
    return rows.map(interactionRow)
  },
}
