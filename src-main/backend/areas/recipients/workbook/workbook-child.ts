import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { leaveSignalsToParent } from '#backend/kernel/group-signals.ts'
import { WORKBOOK_LIMITS } from './workbook-limits.ts'
import type { WorkbookAnswer, WorkbookAsked } from './workbook-messages.ts'
import { parseWorkbook } from './parse-workbook.ts'

/**
 * Ends this process as soon as it takes more than `limit` bytes, or nobody waits for its answer any more: then another
 * process is its parent. It looks from a thread of its own, since the main one is busy unpacking just when it matters. The
 * script is a text so that a build has no further file to find.
 */
function watch(limit: number): void {
  const script = `
    const { workerData } = require('node:worker_threads')
    const { limit, parent } = workerData
    setInterval(() => {
      if (process.memoryUsage.rss() > limit || process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
    }, 25)`
  new Worker(script, { eval: true, workerData: { limit, parent: process.ppid } }).unref()
}

/** A process for one workbook: a file made to harm takes this process down, and nothing else. */
leaveSignalsToParent()
watch(WORKBOOK_LIMITS.memoryBytes)

function answerTo(asked: WorkbookAsked): WorkbookAnswer {
  try {
    return parseWorkbook(readFileSync(asked.path), asked.sheet)
  } catch {
    return { outcome: 'failed', why: 'damaged' }
  }
}

process.once('message', (asked: WorkbookAsked) => {
  process.send?.(answerTo(asked), () => process.exit(0))
})
process.once('disconnect', () => process.exit(0))
