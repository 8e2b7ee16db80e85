import { isRefusal } from '#shared/contract/refusal.ts'
import { createThread } from '#backend/kernel/threads/thread.ts'
import type { ReaderPoolOptions } from './reader-pool.ts'
import { checkTask } from './storage-tasks.ts'

/** `stopped` where the storage was closed meanwhile, or the database could not be read for another reason than damage. */
export type CheckResult = 'sound' | 'damaged' | 'stopped'

export interface Check {
  run(): Promise<CheckResult>
  /** Ends a check under way between two tables, and waits for that. */
  stop(): Promise<void>
}

/** Checks the database in a thread that exists for as long as that takes: at ten million codes it takes half a minute. */
export function createCheck({ entry, path, log }: ReaderPoolOptions): Check {
  const abort = new AbortController()
  let running: Promise<CheckResult> | undefined

  const check = async (): Promise<CheckResult> => {
    const thread = createThread({ entry, data: { path }, log, name: 'checker' })
    const start = performance.now()
    try {
      // What is damaged in a way that harms further writes is found by the quick one already.
      for (const depth of ['quick', 'full'] as const)
        if (!(await thread.run(checkTask, { depth }, { signal: abort.signal }))) {
          log.error('storage.damage-found', { depth })
          return 'damaged'
        }
      log.info('storage.checked', { ms: Math.round(performance.now() - start) })
      return 'sound'
    } catch (error) {
      if (!isRefusal(error, 'job.cancelled'))
        log.warn('storage.check-failed', { error: isRefusal(error) ? error.code : 'unknown' })
      return 'stopped'
    } finally {
      await thread.close()
    }
  }

  return {
    run: () => (running ??= check().finally(() => void (running = undefined))),
    async stop() {
      abort.abort()
      await running
    },
  }
}
