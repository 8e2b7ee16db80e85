import type { OperationDetails } from '#shared/contract/operations.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { OpenSite } from './open-site.ts'

/** Records that rows were written to a file; null where the site can be read only, which it is for all the same. */
export async function recordExport(
  site: Pick<OpenSite, 'storage' | 'isReadOnly'>,
  { at, emit, details }: { at: number; emit: Emit; details: OperationDetails },
): Promise<number | null> {
  if (site.isReadOnly()) return null
  const operationId = await site.storage.transaction('site.record-export', (tx) =>
    tx.operations.record({ at, details }),
  )
  emit('history.onRecorded', { operationId, kind: details.kind })
  return operationId
}
