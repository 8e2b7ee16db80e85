import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { serialize } from 'node:v8'
import { isMainThread, parentPort as toMainThread, Worker, workerData } from 'node:worker_threads'
import { leaveSignalsToParent } from '#backend/kernel/group-signals.ts'
import { WORKBOOK_LIMITS } from './workbook-limits.ts'
import type { WorkbookAnswer, WorkbookAsked } from './workbook-messages.ts'

/**
 * A process for one workbook: a file made to harm takes this process down, and nothing else. A thread parses, with a limit
 * on its heap, which Electron gives no utility process. The main thread, never busy, watches over all that the process takes.
 */

/** The other end, whichever way this process was started. */
interface Asker {
  onAsked(listener: (asked: WorkbookAsked) => void): void
  /** The answer as bytes, so that it is written once and not in each thread again. */
  answer(bytes: Uint8Array): void
  onGone(listener: () => void): void
}

interface ElectronPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): void
  on(event: 'close', listener: () => void): void
  start(): void
}

/** In a utility process of Electron: the one who asks is behind a port of its own, and ends this process. */
const utilityAsker = (port: ElectronPort): Asker => ({
  onAsked(listener) {
    port.on('message', ({ data }) => listener(data as WorkbookAsked))
    port.start()
  },
  answer: (bytes) => port.postMessage(bytes),
  onGone: (listener) => port.on('close', listener),
})

/** In a child process of Node. */
const parentAsker: Asker = {
  onAsked: (listener) => process.once('message', listener),
  answer: (bytes) => process.send?.(bytes, () => process.exit(0)),
  onGone: (listener) => process.once('disconnect', listener),
}

function whenAsker(listener: (asker: Asker) => void): void {
  const { parentPort } = process as unknown as { parentPort?: ElectronPort }
  if (!parentPort) return listener(parentAsker)
  parentPort.on('message', ({ ports: [port] }) => {
    if (port) listener(utilityAsker(port))
  })
}

/** Not in order: a thread in the middle of unpacking would be waited for. */
const endAtOnce = () => process.kill(process.pid, 'SIGKILL')

const LOOK_EVERY_MS = 25

function watch(): void {
  leaveSignalsToParent()
  setInterval(() => {
    if (process.memoryUsage.rss() > WORKBOOK_LIMITS.memoryBytes) endAtOnce()
  }, LOOK_EVERY_MS)
  whenAsker((asker) => {
    asker.onGone(endAtOnce)
    asker.onAsked((asked) => parseInThread(asked, asker.answer))
  })
}

function parseInThread(asked: WorkbookAsked, answer: (bytes: Uint8Array) => void): void {
  const thread = new Worker(fileURLToPath(import.meta.url), {
    workerData: asked,
    resourceLimits: { maxOldGenerationSizeMb: WORKBOOK_LIMITS.heapMegabytes },
  })
  let answered = false
  const once = (bytes: Uint8Array) => {
    if (!answered) answer(bytes)
    answered = true
  }
  const fail = (why: 'large' | 'damaged') =>
    once(serialize({ outcome: 'failed', why } satisfies WorkbookAnswer))
  thread.on('message', once)
  thread.on('error', ({ code }: NodeJS.ErrnoException) =>
    fail(code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'large' : 'damaged'),
  )
  thread.on('exit', () => fail('damaged'))
}

async function parse(asked: WorkbookAsked): Promise<WorkbookAnswer> {
  const { parseWorkbook } = await import('./parse-workbook.ts')
  try {
    return parseWorkbook(readFileSync(asked.path), asked.sheet)
  } catch {
    return { outcome: 'failed', why: 'damaged' }
  }
}

if (isMainThread) watch()
else toMainThread?.postMessage(serialize(await parse(workerData as WorkbookAsked)))
