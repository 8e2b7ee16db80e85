import type { Clock } from '#backend/kernel/dependencies.ts'
import type { After } from '#backend/app/process/supervisor.ts'

/** The system's time, for the two hosts. */
export const systemClock: Clock = { now: () => Date.now() }

export const systemAfter: After = (ms, then) => {
  const timer = setTimeout(then, ms)
  return () => clearTimeout(timer)
}
