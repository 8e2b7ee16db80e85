import { createMutex } from './mutex.ts'

/** A mutex whose work has names, so that what waits can say what it waits for. */
export interface Turns {
  /**
   * Runs `work` after everything given before it. While it waits, `onWaiting` is called with the name of what has its
   * turn, and again as that changes; with null when the turn of `work` has come.
   */
  run<T>(name: string, work: () => Promise<T>, onWaiting?: (name: string | null) => void): Promise<T>
  /** Ends when everything given so far has ended. */
  idle(): Promise<void>
}

export function createTurns(): Turns {
  const mutex = createMutex()
  const waiting = new Set<(name: string) => void>()
  let running: string | null = null
  return {
    run(name, work, onWaiting) {
      const report = (other: string | null) => onWaiting?.(other)
      if (running !== null) report(running)
      waiting.add(report)
      return mutex.run(async () => {
        waiting.delete(report)
        report(null)
        running = name
        for (const others of waiting) others(name)
        try {
          return await work()
        } finally {
          running = null
        }
      })
    },
    idle: mutex.idle,
  }
}
