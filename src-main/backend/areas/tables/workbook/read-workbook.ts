import type { Reading, Sheet } from '#shared/contract/recipients.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { currentCall } from '#backend/kernel/current-call.ts'
import { createTurns, type Turns } from '#backend/kernel/turns.ts'
import { LIMITS } from '../import-limits.ts'
import type { Table } from '../table.ts'
import { WORKBOOK_LIMITS } from './workbook-limits.ts'
import { type WorkbookAnswer, workbookAnswerSchema, type WorkbookAsked } from './workbook-messages.ts'
import type { StartWorkbookProcess, WorkbookEnd, WorkbookProcess } from './workbook-process.ts'

export interface WorkbookRead extends Pick<Reading, 'sheet' | 'sheets' | 'sheetList' | 'sheetReason'> {
  readonly table: Table
  /** Columns with something in them, counted to the last; more than are read where there are too many. */
  readonly columns: number
}

interface Asked extends WorkbookAsked {
  readonly name: string
  readonly signal: AbortSignal
}

/** Reads workbooks in processes with limits, one after another; `close` ends what runs, and what waits. */
export interface WorkbookReader {
  /** @throws Refusal 'file.*' · 'job.cancelled' */
  read(asked: Asked): Promise<WorkbookRead>
  close(): Promise<void>
}

export function createWorkbookReader(start: StartWorkbookProcess): WorkbookReader {
  const turns = createTurns()
  const closing = new AbortController()
  let running: Running | undefined

  async function readNow(asked: Asked): Promise<WorkbookRead> {
    const child = follow(start())
    running = child
    try {
      return tableOf(await answerOf(child, asked), asked.name)
    } finally {
      child.process.kill()
      await child.ended
      running = undefined
    }
  }

  return {
    async read(asked) {
      const signal = AbortSignal.any([asked.signal, closing.signal])
      // Each takes hundreds of megabytes while it is parsed.
      return await inTurn(turns, signal, () => readNow(asked))
    },
    async close() {
      closing.abort()
      running?.process.kill()
      await running?.ended
      await turns.idle()
    },
  }
}

interface Running {
  readonly process: WorkbookProcess
  readonly ended: Promise<WorkbookEnd>
}

const follow = (process: WorkbookProcess): Running => ({
  process,
  ended: new Promise((resolve) => process.onEnd(resolve)),
})

/** As `turns.run`, for a call that says what it waits for, and that can be canceled while it waits. */
function inTurn<T>(turns: Turns, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const call = currentCall()
  return new Promise((resolve, reject) => {
    const cancel = () => reject(new Refusal('job.cancelled', {}))
    if (signal.aborted) return cancel()
    signal.addEventListener('abort', cancel, { once: true })
    const begin = async () => {
      signal.removeEventListener('abort', cancel)
      if (signal.aborted) throw new Refusal('job.cancelled', {})
      return await work()
    }
    turns.run(call?.method ?? 'recipients.read', begin, call?.onWaiting).then(resolve, reject)
  })
}

/** Its one answer, or what its end without one means. */
function answerOf({ process, ended }: Running, { path, sheet, name, signal }: Asked): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const seconds = WORKBOOK_LIMITS.seconds
    const timer = setTimeout(
      () => reject(new Refusal('file.took-too-long', { name, seconds })),
      seconds * 1000,
    )
    const cancel = () => reject(new Refusal('job.cancelled', {}))
    const settle =
      <T>(give: (value: T) => void) =>
      (value: T) => {
        clearTimeout(timer)
        signal.removeEventListener('abort', cancel)
        give(value)
      }
    process.onAnswer(settle(resolve))
    void ended.then((end) => settle(reject)(whyEnded(end, name)))
    signal.addEventListener('abort', cancel, { once: true })
    if (signal.aborted) return cancel()
    process.ask({ path, sheet })
  })
}

/** It took too much memory: too large. Anything else that it did not foresee: damaged. */
function whyEnded(end: WorkbookEnd, name: string): Error {
  if (end instanceof Error) return end
  return end === 'memory' ? tooLarge(name) : new Refusal('file.damaged', { name })
}

const tooLarge = (name: string) =>
  new Refusal('file.unpacks-too-large', { name, limit: WORKBOOK_LIMITS.unpackedBytes })

function tableOf(message: unknown, name: string): WorkbookRead {
  const { data: answer } = workbookAnswerSchema.safeParse(message)
  if (!answer) throw new Refusal('file.damaged', { name })
  if (answer.outcome === 'columns')
    throw new Refusal('file.too-many-columns', { name, columns: answer.columns, limit: LIMITS.columns })
  if (answer.outcome === 'failed') throw refusalFor(answer, name)
  const { rows, sheet, sheetList, reason, columns } = answer
  const sheets = sheetList.map((it) => it.name)
  return { table: rows, columns, sheet, sheets, sheetList, sheetReason: reason }
}

function refusalFor(
  { why, sheet, sheetList = [] }: Extract<WorkbookAnswer, { outcome: 'failed' }>,
  name: string,
): Refusal {
  switch (why) {
    case 'password':
      return new Refusal('file.password-protected', { name })
    case 'damaged':
      return new Refusal('file.damaged', { name, ...(sheet !== undefined && damagedSheet(sheet, sheetList)) })
    case 'empty':
      return new Refusal('file.empty', { name })
    case 'rows':
      return new Refusal('file.too-many-rows', { name, limit: LIMITS.recipients })
    case 'large':
      return tooLarge(name)
  }
}

/** The sheets that can be chosen in place of a damaged one; where it is the only one, the file is damaged. */
function damagedSheet(sheet: string, all: readonly Sheet[]): { sheet: string; others: string[] } | undefined {
  const others = all.filter((it) => it.name !== sheet && it.addresses !== null && it.addresses > 0)
  return all.length > 1 ? { sheet, others: others.map((it) => it.name) } : undefined
}
