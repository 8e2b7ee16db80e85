import { setTimeout as wait } from 'node:timers/promises'

/** Sees to it that the log, which holds what was erased, is emptied as soon as nobody reads that any more. */
export interface Emptying {
  /** From now on the log holds something that is to be gone. */
  want(): void
  /** Ends the trying: whoever closes the database last empties its log, and a start tries again. */
  stop(): Promise<void>
}

const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 2000

/** @param tryToEmpty answers whether the log is empty; a try that fails is made again, as one that was too early */
export function createEmptying(tryToEmpty: () => Promise<boolean>): Emptying {
  const abort = new AbortController()
  const { signal } = abort
  let wanted = false
  let running: Promise<void> | undefined

  const untilEmpty = async (): Promise<void> => {
    for (
      let pause = FIRST_PAUSE_MS;
      wanted && !signal.aborted;
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS)
    ) {
      wanted = false
      if (await tryToEmpty().catch(() => false)) pause = FIRST_PAUSE_MS
      else wanted = await wait(pause, true, { ref: false, signal }).catch(() => false)
    }
    running = undefined
  }

  return {
    want() {
      wanted = true
      running ??= untilEmpty()
    },
    async stop() {
      abort.abort()
      await running
    },
  }
}
