import type { Storage, Transaction } from '#backend/storage/storage.ts'

/** Work of several senders in one transaction: a commit reaches the disk, and that takes longer than all the rest. */
export interface Journal {
  /** Runs `work` inside the next transaction; answers once that is committed. */
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
}

interface Waiting {
  run(tx: Transaction): Promise<void>
  resolve(): void
  reject(error: unknown): void
}

export function createJournal(storage: Storage): Journal {
  let waiting: Waiting[] = []
  let isWriting = false

  const writeAll = async (): Promise<void> => {
    if (isWriting) return
    isWriting = true
    while (waiting.length > 0) {
      let mine: Waiting[] = []
      try {
        await storage.transaction('mail.journal', async (tx) => {
          // Only now, when it is its turn: whoever came meanwhile goes along.
          mine = waiting
          waiting = []
          for (const one of mine) await one.run(tx)
        })
        for (const one of mine) one.resolve()
      } catch (error) {
        const failed = mine.length > 0 ? mine : waiting.splice(0)
        for (const one of failed) one.reject(error)
      }
    }
    isWriting = false
  }

  return {
    write: <T>(work: (tx: Transaction) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        let result: T
        waiting.push({
          run: async (tx) => void (result = await work(tx)),
          resolve: () => resolve(result),
          reject,
        })
        void writeAll()
      }),
  }
}
