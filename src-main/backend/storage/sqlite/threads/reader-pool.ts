import { availableParallelism } from 'node:os'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { Readers } from '../../storage.ts'
import type { FirstReads } from '../first-reads.ts'
import { sendingCalls } from './calls.ts'
import { type Call, checkpointTask, readTask } from './storage-tasks.ts'
import { createLane } from './lane.ts'
import { IDLE_MS, YOUNG_MB } from './thread-memory.ts'
import type { ThreadEntry } from '#backend/kernel/threads/thread-source.ts'
import { createThread, type TaskOptions, type Thread } from '#backend/kernel/threads/thread.ts'

/**
 * Reads that may take long at a million codes. They share some threads, so that the others, which a person waits for
 * while scrolling, always find theirs free.
 */
const LONG: { readonly [Area in keyof Readers]?: readonly (keyof Readers[Area])[] } = {
  overview: ['counts', 'find'],
  privacy: ['search', 'find', 'countExpired'],
  report: [
    'open',
    'compare',
    'summary',
    'sums',
    'spreadsheetValues',
    'countValues',
    'countByBatch',
    'countByDay',
    'ownedAddresses',
  ],
  mail: ['planQueue', 'planFollow', 'findSample'],
}

/** Threads for long reads. One of them is never taken by a method that has the others: it is for another kind of work. */
const LONG_THREADS = Math.min(3, Math.max(2, availableParallelism()))

export interface ReaderPool {
  readonly readers: Readers
  /** Reads in threads from now on. */
  start(): Promise<void>
  /** Moves what was committed into the database file. */
  checkpoint(): Promise<void>
  /** Waits for what is being read. */
  close(): Promise<void>
}

export interface ReaderPoolOptions {
  readonly entry: ThreadEntry
  readonly path: string
  readonly log: Log
  /** What reads until `start`. */
  readonly first?: FirstReads | undefined
}

export function createReaderPool({ entry, path, log, first }: ReaderPoolOptions): ReaderPool {
  const threadNamed = (name: string) => () =>
    createThread({ entry, data: { path }, log, name, youngMB: YOUNG_MB })
  const short = createLane({
    threads: 1,
    sameKind: 1,
    createThread: threadNamed('reader'),
    idleMs: IDLE_MS,
    // A person who has read a page for a while scrolls on without waiting; a plan or a save takes longer than its thread's start.
    restarts: true,
  })
  const long = createLane({
    threads: LONG_THREADS,
    sameKind: LONG_THREADS - 1,
    createThread: threadNamed('long-reader'),
    idleMs: IDLE_MS,
  })
  const inThread = (call: Call, taskOptions: TaskOptions) =>
    (isLong(call) ? long : short).run(`${call.area}.${call.method}`, (thread) =>
      thread.run(readTask, call, taskOptions),
    )
  let present = first
  const send = async (call: Call, taskOptions: TaskOptions) => {
    if (!present || (isLong(call) && !present.isSmall)) return await inThread(call, taskOptions)
    try {
      return await present.run(call, taskOptions)
    } catch (error) {
      // A thread waits until another program gives the database back.
      if (isRefusal(error, 'storage.locked')) return await inThread(call, taskOptions)
      throw error
    }
  }
  return {
    async start() {
      const last = present
      present = undefined
      if (!last) return
      const warm = async (thread: Thread) => thread.warm()
      await Promise.all([last.close(), short.run('start', warm), long.run('start', warm)])
    },
    readers: sendingCalls<Readers>(send),
    checkpoint: async () => void (await long.run('checkpoint', (thread) => thread.run(checkpointTask, {}))),
    close: async () => void (await Promise.all([present?.close(), short.close(), long.close()])),
  }
}

const isLong = ({ area, method }: Call): boolean =>
  (LONG as Record<string, readonly string[] | undefined>)[area]?.includes(method) ?? false
