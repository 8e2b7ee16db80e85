import type { Handlers } from '#shared/contract/index.ts'
import { SERVICES } from '#shared/domain/services.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { currentCall } from '#backend/kernel/current-call.ts'
import { SCRIPT } from '#backend/kernel/current-request.ts'
import type { FileRegistry } from '#backend/kernel/files/file-registry.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import { recordExport } from '#backend/storage/record-export.ts'
import type { StoredOperation } from '#backend/storage/operations.ts'
import type { RequestsUnderWay } from '#backend/kernel/contract/requests-under-way.ts'
import { findUndoRedo } from './undo-redo.ts'
import { exportHistoryTask } from './history-tasks.ts'
import { lookUpRequest } from './request-outcome.ts'
import { searchOf } from './search-of.ts'
import { toOperation, toOperations } from './to-operation.ts'
import { undoHandlerOf } from './undo-handlers.ts'
import { undoOperation } from './undo-operation.ts'

export { undoOperation } from './undo-operation.ts'
export { toOperations } from './to-operation.ts'

export interface HistoryDependencies {
  readonly sites: Sites
  readonly files: FileRegistry
  readonly clock: Clock
  readonly emit: Emit
  readonly underWay: RequestsUnderWay
}

/** Everything that was done, and the way back. */
export function createHistory(parts: HistoryDependencies): Handlers<JobContext>['history'] {
  const { sites, files, clock, emit, underWay } = parts
  return {
    list: ({ before, limit, ...filter }) =>
      sites.use(async (site) => {
        const { timeZone } = await site.settings()
        const { operations } = site.storage
        const search = searchOf(filter, timeZone)
        const page = search
          ? await operations.search(search, { before, limit })
          : { total: await operations.count(), operations: await operations.list({ before, limit }) }
        return {
          total: page.total,
          operations: await toOperations(operations, page.operations, timeZone),
        }
      }),

    authors: () => sites.use((site) => site.storage.operations.authors()),

    export: ({ target, format, ...filter }, { signal, progress }) =>
      sites.use(async (site) => {
        const { timeZone } = await site.settings()
        const { path, name } = files.writing(target)
        const { language } = filter
        const search = searchOf(filter, timeZone) ?? { language }
        const written = await site.exports.run(
          exportHistoryTask,
          { search, timeZone, format, language, path, name },
          { signal, progress },
        )
        const details = { kind: 'export-history', format, rows: written.rows } as const
        return { ...written, operationId: await recordExport(site, { at: clock.now(), emit, details }) }
      }),

    async request({ requestId }) {
      await underWay.ended(requestId)
      return await lookUpRequest(sites, requestId)
    },

    undo: ({ operationId, alsoOthers = false }, job) =>
      sites.use(async (site) => {
        const order = { operationId, alsoOthers, at: clock.now(), onProgress: job.progress }
        // Described inside the transaction: another change is announced after this one, with what it left.
        const { undone, kind, described, ...done } = await site.storage.transaction(
          'history.undo',
          async (tx) => ({ ...(await undoOperation(tx, order)), described: await site.describe(tx) }),
          job.signal,
        )
        emit('history.onRecorded', { operationId: done.operationId, kind })
        const { announces } = undoHandlerOf(undone)
        if (announces.includes('commerce'))
          emit('commerce.onChanged', { services: [...SERVICES], revision: null })
        if (announces.includes('site')) emit('site.onChanged', described)
        return done
      }),

    undoRedo: ({ own }) =>
      sites.use(async (site) => {
        const { timeZone } = await site.settings()
        const { operations } = site.storage
        const call = currentCall()
        const { undo, redo } = await findUndoRedo(operations, {
          client: own ? (call?.clientId ?? SCRIPT) : undefined,
          author: call?.author ?? undefined,
        })
        const shown = (one: StoredOperation | null) => one && toOperation(operations, one, timeZone)
        return { undo: await shown(undo), redo: await shown(redo), redoElsewhere: null }
      }),
  }
}
