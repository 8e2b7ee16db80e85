import type { Log } from './dependencies.ts'
import { describeError } from './log-file.ts'

/**
 * A listener that never ends its process: what it throws, and what it rejects with, is logged as `event`. Everything that
 * listens to something outside its own process or thread is wrapped in it.
 */
export function guarded<A extends unknown[]>(
  log: Log,
  event: string,
  listener: (...received: A) => unknown,
): (...received: A) => void {
  const failed = (error: unknown): void => log.error(event, describeError(error))
  return (...received) => {
    try {
      const result = listener(...received)
      if (result instanceof Promise) result.catch(failed)
    } catch (error) {
      failed(error)
    }
  }
}
