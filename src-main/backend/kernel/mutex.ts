/** Work that runs one after another, in the order in which it was given. */
export interface Mutex {
  /** Runs `work` after everything given before it, whether that failed or not. */
  run<T>(work: () => Promise<T>): Promise<T>
  /** Ends when everything given so far has ended. */
  idle(): Promise<void>
}

export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve()
  return {
    run(work) {
      const mine = last.then(work)
      last = mine.catch(() => undefined)
      return mine
    },
    async idle() {
      await last
    },
  }
}
