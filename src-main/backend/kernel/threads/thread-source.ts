import { Worker } from 'node:worker_threads'
import type { ThreadRequest } from './messages.ts'

/** The file of a thread, which ends when it is closed, or threads of it that others go on with. */
export type ThreadEntry = URL | string | ThreadSource

/**
 * Threads of one file that whoever needs one goes on with: a new one reads and runs code for 0.2 seconds of the processor,
 * which is most of what opening a small site takes.
 */
export interface ThreadSource {
  readonly entry: URL | string
  /** Starts one before somebody needs it. */
  prepare(youngMB: number): void
  /** One that waits, with such a limit; undefined where there is none. */
  take(youngMB: number | undefined): Worker | undefined
  /** Takes over a thread that has nothing open. It ends where nobody needs one soon. */
  keep(worker: Worker, youngMB: number | undefined): void
}

interface Spare {
  readonly worker: Worker
  readonly youngMB: number | undefined
  /** From now on it is somebody else's. */
  leave(): void
}

/** A site that is closed for another one is followed by that within this time. */
const KEPT_MS = 10_000

/** As many threads as a small site comes to of one file. */
const MOST = 2

/** @param keptMs how long a thread waits for somebody who needs it */
export function createThreadSource(entry: URL | string, keptMs = KEPT_MS): ThreadSource {
  const spares: Spare[] = []

  const add = (worker: Worker, youngMB: number | undefined): void => {
    const leave = (): void => {
      clearTimeout(timer)
      worker.off('error', leave).off('exit', leave)
      const at = spares.findIndex((spare) => spare.worker === worker)
      if (at >= 0) spares.splice(at, 1)
    }
    const end = (): void => {
      leave()
      worker.on('error', () => undefined)
      worker.postMessage({ type: 'close', ends: true } satisfies ThreadRequest)
    }
    // Nobody listens: one that fails is started again where it is needed, and says why there.
    worker.on('error', leave).on('exit', leave)
    const timer = setTimeout(end, keptMs).unref()
    worker.unref()
    spares.push({ worker, youngMB, leave })
    if (spares.length > MOST) end()
  }

  return {
    entry,
    prepare: (youngMB) => add(newThread(entry, youngMB), youngMB),
    take(youngMB) {
      const spare = spares.find((one) => one.youngMB === youngMB)
      if (!spare) return undefined
      spare.leave()
      spare.worker.ref()
      return spare.worker
    },
    keep: add,
  }
}

/** A thread of the file, which knows no data yet. */
export function startThread(entry: ThreadEntry, youngMB: number | undefined): Worker {
  return isSource(entry)
    ? (entry.take(youngMB) ?? newThread(entry.entry, youngMB))
    : newThread(entry, youngMB)
}

export const isSource = (entry: ThreadEntry): entry is ThreadSource =>
  typeof entry === 'object' && 'take' in entry

const newThread = (entry: URL | string, youngMB: number | undefined): Worker =>
  new Worker(entry, { resourceLimits: youngMB === undefined ? {} : { maxYoungGenerationSizeMb: youngMB } })
