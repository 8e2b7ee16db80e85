import { Worker } from 'node:worker_threads'

/**
 * Ends this process as soon as it takes more than `limit` bytes. It looks from a thread of its own, since the main one is
 * busy unpacking just when it matters. The script is a text so that a build has no further file to find.
 */
export function watchMemory(limit: number): void {
  const script = `
    const { workerData } = require('node:worker_threads')
    setInterval(() => {
      if (process.memoryUsage.rss() > workerData.limit) process.kill(process.pid, 'SIGKILL')
    }, 25)`
  new Worker(script, { eval: true, workerData: { limit } }).unref()
}
