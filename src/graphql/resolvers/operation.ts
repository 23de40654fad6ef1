import { findOperation } from '../../db/batches.ts'
import { type CamelRow, camelRow } from '../camel.ts'
import type { OperationRecord } from '../loaders.ts'
import { isUuid } from '../node-id.ts'
import type { Context, FieldResolvers } from '../resolver.ts'
import type { Operation, Query } from '../schema.generated.ts'
import { batchRow } from './batch.ts'

export type OperationRow = CamelRow<OperationRecord> & { id: string }

export function operationRow(record: OperationRecord): OperationRow {
  return { ...camelRow(record), id: record.operation_id }
}

export async function operationById(
  { services: { database } }: Pick<Context, 'services'>,
  id: string,
): Promise<OperationRow | null> {
  const found = isUuid(id) ? await findOperation(database.db, id) : undefined
  return found ? operationRow(found) : null
}

export const operation: Query['operation'] = (_, { id }, context) => operationById(context, id)

export const fields: FieldResolvers<OperationRow, Operation> = {
  batch: async (operation, _, { loaders }) => {
    const batch = operation.kind === 'batch' ? await loaders.batch(operation.id) : undefined
    return batch ? batchRow(batch, operation) : null
  },
  eta: ({ state, eta }) => (state === 'running' && eta ? camelRow(eta) : null),
}
