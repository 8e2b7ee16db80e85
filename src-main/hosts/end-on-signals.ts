import { constants } from 'node:os'
import type { Clock } from '#backend/kernel/dependencies.ts'
import { GROUP_SIGNALS, type GroupSignal } from '#backend/kernel/group-signals.ts'

/** `process`, as far as it is needed here. */
export interface SignalSource {
  on(signal: GroupSignal, listener: () => void): unknown
}

export interface Ending {
  /** Ends once what is being written is stored. Called once. */
  end(): void
  /** Ends at once, with this exit code; what is not committed is rolled back. */
  force(exitCode: number): void
}

/** One request arrives several times: from the terminal, from the shell, and passed on by `npm start`. */
const SAME_REQUEST_MS = 1000

/**
 * Ends the host in order at the first signal. One that comes later while it is ending is from somebody who does not want
 * to wait; SIGHUP never is, since no person sends it.
 */
export function endOnSignals(source: SignalSource, clock: Clock, { end, force }: Ending): void {
  let first: number | null = null
  for (const signal of GROUP_SIGNALS)
    source.on(signal, () => {
      if (first === null) {
        first = clock.now()
        return end()
      }
      if (signal !== 'SIGHUP' && clock.now() - first >= SAME_REQUEST_MS)
        force(128 + constants.signals[signal])
    })
}
