import { Worker } from 'node:worker_threads'

/** The file that a thread starts with, or one thread that has been started with it already. */
export type ThreadEntry = URL | string | EarlyThread

/** A thread that reads its code before somebody needs it. */
export interface EarlyThread {
  readonly entry: URL | string
  /** The thread, once, for those who would start it with the same data. */
  take(data: unknown): Worker | undefined
}

export function startEarly(entry: URL | string, data: unknown): EarlyThread {
  let worker: Worker | undefined = new Worker(entry, { workerData: data })
  const forget = () => void (worker = undefined)
  // Nobody listens yet: one that fails is started again where it is needed, and says why there.
  worker.on('error', forget)
  worker.on('exit', forget)
  const started = JSON.stringify(data)
  return {
    entry,
    take(wanted) {
      if (JSON.stringify(wanted) !== started) return undefined
      const taken = worker
      forget()
      return taken
    },
  }
}

/** A thread of the entry, with its data. */
export function startThread(
  entry: ThreadEntry,
  data: unknown,
  limits: { readonly maxYoungGenerationSizeMb?: number },
): Worker {
  const isEarly = typeof entry === 'object' && 'take' in entry
  const early = isEarly ? entry.take(data) : undefined
  return early ?? new Worker(isEarly ? entry.entry : entry, { workerData: data, resourceLimits: limits })
}
