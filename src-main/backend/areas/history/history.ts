import type { Handlers } from '#shared/contract/index.ts'
import { SERVICES } from '#shared/domain/services.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import { countOperations, listOperations, type StoredOperation } from '#backend/storage/sqlite/operations.ts'
import { undoTask } from './history-tasks.ts'
import type { RequestsUnderWay } from '#backend/kernel/contract/requests-under-way.ts'
import { findUndoRedo } from './undo-redo.ts'
import { lookUpRequest } from './request-outcome.ts'
import { toOperation, toOperations } from './to-operation.ts'
import { undoHandlerOf } from './undo-handlers.ts'

export { undoOperation } from './undo-operation.ts'
export { toOperation, toOperations } from './to-operation.ts'

export interface HistoryDependencies {
  readonly sites: Sites
  readonly clock: Clock
  readonly log: Log
  readonly dataFolder: string
  readonly emit: Emit
  readonly underWay: RequestsUnderWay
}

/** Everything that was done, and the way back. */
export function createHistory(parts: HistoryDependencies): Handlers<JobContext>['history'] {
  const { sites, clock, log, dataFolder, emit, underWay } = parts
  return {
    list: ({ before, limit }) =>
      sites.use(async (site) => {
        const { timeZone } = await site.settings()
        const { reading } = site.store
        const operations = await listOperations(reading, { before, limit })
        return {
          total: await countOperations(reading),
          operations: await toOperations(reading, operations, timeZone),
        }
      }),

    async request({ requestId }) {
      await underWay.ended(requestId)
      return await sites.use((site) => lookUpRequest(site, { requestId, dataFolder, log }))
    },

    undo: ({ operationId }, job) =>
      sites.use(async (site) => {
        const { undone, kind, ...done } = await site.bulk.run(undoTask, { operationId, at: clock.now() }, job)
        emit('history.onRecorded', { operationId: done.operationId, kind })
        const { announces } = undoHandlerOf(undone)
        if (announces.includes('commerce'))
          emit('commerce.onChanged', { services: [...SERVICES], revision: null })
        if (announces.includes('site')) emit('site.onChanged', await site.describe())
        return done
      }),

    undoRedo: () =>
      sites.use(async (site) => {
        const { timeZone } = await site.settings()
        const { reading } = site.store
        const { undo, redo, redoElsewhere } = await findUndoRedo(reading)
        const shown = (one: StoredOperation | null) => one && toOperation(reading, one, timeZone)
        return {
          undo: await shown(undo),
          redo: await shown(redo),
          redoElsewhere: await shown(redoElsewhere),
        }
      }),
  }
}
