import type { Handlers } from '#shared/contract/index.ts'
import { SERVICES } from '#shared/domain/services.ts'
import type { Emit } from '../border/events.ts'
import type { RequestsUnderWay } from '../border/requests-under-way.ts'
import { following } from '../bulk/following.ts'
import type { JobContext } from '../border/jobs.ts'
import { isUndoableCommerce } from '../commerce/undoable.ts'
import type { Clock, Log } from '../parts.ts'
import type { Sites } from '../site/sites.ts'
import { countOperations, listOperations, type StoredOperation } from '../storage/operations.ts'
import { findStanding } from './standing.ts'
import { lookUpRequest } from './request-outcome.ts'
import { toOperation, toOperations } from './to-operation.ts'

export interface HistoryParts {
  readonly sites: Sites
  readonly clock: Clock
  readonly log: Log
  readonly dataFolder: string
  readonly emit: Emit
  readonly underWay: RequestsUnderWay
}

/** Everything that was done, and the way back. */
export function createHistory(parts: HistoryParts): Handlers<JobContext>['history'] {
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
        const { undone, kind, ...done } = await site.bulk.run(
          'undo',
          { operationId, at: clock.now() },
          following(job),
        )
        emit('history.onRecorded', { operationId: done.operationId, kind })
        const isCommerce = isUndoableCommerce(undone)
        if (isCommerce) emit('commerce.onChanged', { services: [...SERVICES], revision: null })
        if (isCommerce || undone === 'change-settings') emit('site.onChanged', await site.describe())
        return done
      }),

    standing: () =>
      sites.use(async (site) => {
        const { timeZone } = await site.settings()
        const { reading } = site.store
        const { undo, redo, redoElsewhere } = await findStanding(reading)
        const shown = (one: StoredOperation | null) => one && toOperation(reading, one, timeZone)
        return {
          undo: await shown(undo),
          redo: await shown(redo),
          redoElsewhere: await shown(redoElsewhere),
        }
      }),
  }
}
