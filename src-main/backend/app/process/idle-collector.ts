import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** By then, what a page that has gone had opened is released, and idle threads of the storage have been replaced. */
const IDLE_MS = 30_000

/**
 * Collects garbage once nobody has asked for anything for a while. The memory of reports that were closed is shared by
 * threads, and no weight to the collector: a backend with nothing to do would never give it back.
 * @returns what to call whenever something is asked
 */
export function createIdleCollector(collect: () => void = exposedCollector(), idleMs = IDLE_MS): () => void {
  const timer = setTimeout(collect, idleMs).unref()
  return () => void timer.refresh()
}

function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
