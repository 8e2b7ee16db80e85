import { AsyncLocalStorage } from 'node:async_hooks'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import { currentCall } from '#backend/kernel/current-call.ts'
import { currentRequest, noteStored, requestMessage } from '#backend/kernel/current-request.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import { createTurns, type Turns } from '#backend/kernel/turns.ts'
import type { Storage, Transaction } from '../../storage.ts'
import { sendingCalls } from './calls.ts'
import {
  beginTask,
  cancelTask,
  commitTask,
  emptyLogTask,
  openTask,
  rewriteFileTask,
  rollbackTask,
  tryToEmptyLogTask,
  writeTask,
} from './storage-tasks.ts'
import type { ThreadEntry } from '#backend/kernel/threads/thread-source.ts'
import { createEmptying } from './emptying.ts'
import { createLane } from './lane.ts'
import { IDLE_MS, YOUNG_MB } from './thread-memory.ts'
import { createThread } from '#backend/kernel/threads/thread.ts'

/** The one thread that writes, as the main thread leads it. */
export interface WriterThread {
  readonly transaction: Storage['transaction']
  /** @throws Refusal 'storage.locked', 'storage.full', 'storage.unavailable' */
  emptyLog(): Promise<void>
  /** @throws Refusal 'storage.locked', 'storage.full', 'storage.unavailable' */
  rewriteFile(): Promise<void>
  /** Waits for what is being written. */
  close(): Promise<void>
}

export interface WriterThreadOptions {
  readonly entry: ThreadEntry
  readonly folder: string
  /** Whether a database is made where there was never one. */
  readonly mayCreate: boolean
  readonly clock: Clock
  readonly log: Log
  /** How many rows each transaction changed, once it is committed. */
  onCommitted(changed: number): void
}

/** Opens the database in a thread, made and brought to the newest shape as needed. @throws as `openStore` does */
export async function startWriterThread(options: WriterThreadOptions): Promise<WriterThread> {
  const { entry, folder, clock, log } = options
  const thread = createThread({ entry, data: { folder }, log, name: 'writer', youngMB: YOUNG_MB })
  const moment = () => ({ now: clock.now() })
  try {
    await thread.run(openTask, { ...moment(), mayCreate: options.mayCreate })
  } catch (error) {
    await thread.release()
    throw error
  }
  const turns = createTurns()
  let isClosed = false
  /** The turns have the order; the lane ends the thread once it has nothing to do. */
  const lane = createLane({ threads: 1, sameKind: 1, createThread: () => thread, idleMs: IDLE_MS })
  const inTurn: Turns['run'] = (name, work, onWaiting) =>
    turns.run(name, () => lane.run(name, work), onWaiting)
  const tryToEmpty = () => thread.run(tryToEmptyLogTask, moment())
  const emptying = createEmptying(() => inTurn('checkpoint', tryToEmpty))
  // A kill can have come between an erasure and this.
  emptying.want()
  const inside = new AsyncLocalStorage<{ over: boolean }>()

  const cancel = () => void thread.run(cancelTask, {}).catch(() => undefined)
  const run = async <T>(
    name: string,
    work: (tx: Transaction) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> => {
    const checkCancelled = () => {
      if (signal?.aborted) throw new Refusal('job.cancelled', {})
    }
    checkCancelled()
    signal?.addEventListener('abort', cancel, { once: true })
    try {
      const request = currentRequest()
      await thread.run(beginTask, { ...moment(), name, request: request && requestMessage(request) })
      const result = await leadingToEnd(work, checkCancelled)
      await commit()
      return result
    } finally {
      signal?.removeEventListener('abort', cancel)
    }
  }

  const leadingToEnd = async <T>(work: (tx: Transaction) => Promise<T>, check: () => void): Promise<T> => {
    const transaction = { over: false }
    const calls = new Set<Promise<unknown>>()
    const tx = sendingCalls<Transaction>(async (call, taskOptions) => {
      // The thread would carry it out in the transaction that is open by then, if any.
      if (transaction.over)
        throw new Error(`${call.area}.${call.method} comes after the end of its transaction`)
      const answer = thread.run(writeTask, call, taskOptions)
      calls.add(answer)
      return await answer.finally(() => void calls.delete(answer))
    })
    try {
      const result = await inside.run(transaction, () => work(tx))
      if (calls.size > 0) throw new Error('the work of a transaction has not waited for all of its calls')
      check()
      return result
    } catch (error) {
      transaction.over = true
      // What one of several calls at once has left going on would write after the rollback.
      if (calls.size > 0) cancel()
      await Promise.allSettled(calls)
      await thread.run(rollbackTask, {}).catch(() => undefined)
      throw error
    } finally {
      transaction.over = true
    }
  }

  const commit = async (): Promise<void> => {
    try {
      const { changed, erased } = await thread.run(commitTask, {})
      if (changed > 0) noteStored('something')
      options.onCommitted(changed)
      if (erased && !(await tryToEmpty().catch(() => false))) emptying.want()
    } catch (error) {
      // A refusal takes everything back; a thread that ended may have committed.
      if (!isRefusal(error)) noteStored('unclear')
      throw error
    }
  }

  return {
    async transaction(name, work, signal) {
      // The thread would start again, without the folder's lock.
      if (isClosed) throw new Error(`the transaction ${name} comes after the end of the storage`)
      if (inside.getStore()?.over === false) throw new Error(`the transaction ${name} is inside another one`)
      const call = currentCall()
      return await inTurn(call?.method ?? name, () => run(name, work, signal), call?.onWaiting)
    },
    rewriteFile: async () => void (await inTurn('rewrite', () => thread.run(rewriteFileTask, moment()))),
    emptyLog: async () => void (await inTurn('checkpoint', () => thread.run(emptyLogTask, moment()))),
    async close() {
      isClosed = true
      await emptying.stop()
      await turns.idle()
      await lane.close()
    },
  }
}
