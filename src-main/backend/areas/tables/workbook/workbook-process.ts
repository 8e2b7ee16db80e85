import { fork } from 'node:child_process'
import { deserialize } from 'node:v8'
import type { WorkbookAsked } from './workbook-messages.ts'

/** How it ended: `memory` where it took too much of it, an Error where it could not be started. */
export type WorkbookEnd = 'memory' | 'other' | Error

/** A process for one workbook: asked once, it answers once. */
export interface WorkbookProcess {
  ask(asked: WorkbookAsked): void
  /** What it says has not been parsed yet. */
  onAnswer(listener: (answer: unknown) => void): void
  /** Called once, when it is gone. */
  onEnd(listener: (end: WorkbookEnd) => void): void
  /** At once, however far it is. */
  kill(): void
}

export type StartWorkbookProcess = () => WorkbookProcess

/** The signals by which it ends itself, or the engine does for want of memory, and their numbers. */
const OUT_OF_MEMORY: Readonly<Partial<Record<NodeJS.Signals, number>>> = {
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGKILL: 9,
}
/** What a shell and some systems make of a signal. */
const SIGNALLED = 128

/** What an exit code, or a signal, says about the end. Electron gives the number of a signal as the code. */
export function workbookEndBy({
  code,
  signal,
}: {
  code?: number | null
  signal?: string | null
}): WorkbookEnd {
  const numbers = Object.values(OUT_OF_MEMORY)
  const outOfMemory =
    (signal != null && Object.hasOwn(OUT_OF_MEMORY, signal)) ||
    (code != null && (numbers.includes(code) || numbers.includes(code - SIGNALLED)))
  return outOfMemory ? 'memory' : 'other'
}

/** The answer out of what the process sent; undefined for what is none. A process that was taken over may send anything. */
export function answerOfBytes(bytes: unknown): unknown {
  try {
    return bytes instanceof Uint8Array ? deserialize(bytes) : undefined
  } catch {
    return undefined
  }
}

/** Starts it as a child of this process, which has to be a plain Node: Electron’s program would start the application again. */
export const forkedWorkbookProcess =
  (entry: URL | string): StartWorkbookProcess =>
  () => {
    const child = fork(entry, {
      env: { ...process.env, NODE_OPTIONS: '' },
      // Not those of this process, such as a debugger's.
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    return {
      // One that is gone by then says so by its end.
      ask: (asked) => void child.send(asked, () => undefined),
      onAnswer: (listener) => child.once('message', (bytes) => listener(answerOfBytes(bytes))),
      onEnd(listener) {
        child.once('exit', (code, signal) => listener(workbookEndBy({ code, signal })))
        child.once('error', (error) => {
          if (child.pid === undefined) listener(error)
        })
      },
      kill: () => child.kill('SIGKILL'),
    }
  }
