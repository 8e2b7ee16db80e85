import type { Clock } from '#backend/parts.ts'
import type { After } from '#backend/process/supervisor.ts'

/** The system's time, for the two hosts. */
export const systemClock: Clock = { now: () => Date.now() }

export const systemAfter: After = (ms, then) => {
  const timer = setTimeout(then, ms)
  return () => clearTimeout(timer)
}
