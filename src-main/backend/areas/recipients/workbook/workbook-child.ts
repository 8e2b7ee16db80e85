import { readFileSync } from 'node:fs'
import { WORKBOOK_LIMITS } from './workbook-limits.ts'
import { watchMemory } from './memory-watch.ts'
import type { WorkbookAnswer, WorkbookAsked } from './workbook-messages.ts'
import { parseWorkbook } from './parse-workbook.ts'

/** A process for one workbook: a file made to harm takes this process down, and nothing else. */
watchMemory(WORKBOOK_LIMITS.memoryBytes)

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
