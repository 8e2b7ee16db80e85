import type { Thread } from '#backend/kernel/threads/thread.ts'

/** Threads that do one piece of work each at a time, begun in the order of asking. */
export interface Lane {
  /** @param kind of which no more than `sameKind` run at a time: another kind overtakes those that wait for that */
  run<T>(kind: string, work: (thread: Thread) => Promise<T>): Promise<T>
  /** Waits for what was asked for and releases the threads; what is asked for later is refused. */
  close(): Promise<void>
}

export interface LaneOptions {
  readonly threads: number
  readonly sameKind: number
  createThread(): Thread
  /** A thread that had nothing to do for so long ends, and its memory is the system's again; it starts with its next work. */
  readonly idleMs?: number
  /** The first thread that ends so starts again at once: its next work does not wait for that. */
  readonly restarts?: boolean
}

interface Slot {
  readonly thread: Thread
  /** What the thread does; null while it has nothing to do. */
  doing: string | null
  idle?: NodeJS.Timeout | undefined
}

interface Waiting {
  readonly kind: string
  run(thread: Thread): Promise<unknown>
}

export function createLane(options: LaneOptions): Lane {
  const { threads, sameKind, createThread, idleMs, restarts = false } = options
  const slots = Array.from({ length: threads }, (): Slot => ({ thread: createThread(), doing: null }))
  const waiting: Waiting[] = []
  const asked = new Set<Promise<unknown>>()
  let isClosed = false

  const mayBegin = ({ kind }: Waiting): boolean =>
    slots.filter(({ doing }) => doing === kind).length < sameKind

  const next = (): void => {
    const slot = slots.find(({ doing }) => doing === null)
    const at = slot ? waiting.findIndex(mayBegin) : -1
    const [work] = at >= 0 ? waiting.splice(at, 1) : []
    if (!slot || !work) return
    void begin(slot, work)
    next()
  }

  const occupy = async (slot: Slot, doing: string, work: () => Promise<unknown>): Promise<void> => {
    clearTimeout(slot.idle)
    slot.doing = doing
    await work()
    slot.doing = null
    next()
  }
  const renew = async (slot: Slot): Promise<void> => {
    await slot.thread.close()
    if (!restarts || slot !== slots[0] || isClosed) return
    try {
      slot.thread.warm()
    } catch {
      // The next work starts it, or says why that cannot be.
    }
  }
  const begin = async (slot: Slot, { kind, run }: Waiting): Promise<void> => {
    await occupy(slot, kind, () => run(slot.thread))
    // Busy until it has ended: a message to a thread that ends would be lost.
    const end = () => void occupy(slot, 'ending', () => renew(slot))
    if (idleMs !== undefined && slot.doing === null) slot.idle = setTimeout(end, idleMs).unref()
  }

  return {
    run<T>(kind: string, work: (thread: Thread) => Promise<T>) {
      const promise = new Promise<T>((resolve, reject) => {
        // A thread would start again, and nobody would end it.
        if (isClosed) throw new Error(`${kind} comes after the end of its threads`)
        waiting.push({ kind, run: (thread) => work(thread).then(resolve, reject) })
      })
      asked.add(promise)
      const forget = () => void asked.delete(promise)
      promise.then(forget, forget)
      next()
      return promise
    },
    async close() {
      while (asked.size > 0) await Promise.allSettled(asked)
      isClosed = true
      for (const { idle } of slots) clearTimeout(idle)
      await Promise.all(slots.map(({ thread }) => thread.release()))
    },
  }
}
