import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileErrorCode } from './files/file-reason.ts'
import type { Clock, Log, LogFields } from './dependencies.ts'

export interface LogFileOptions {
  folder: string
  /** `backend` gives `backend.log`, then `backend.1.log`, … */
  name: string
  clock: Clock
  maxBytes?: number
  /** Older files kept beside the one being written. */
  keep?: number
}

/**
 * A log of JSON lines, one event each, rotated by size. Each line is written before the call returns, so that the last
 * one before a crash is there. A log that cannot be written never stops the program.
 */
export function logFile({ folder, name, clock, maxBytes = 1_000_000, keep = 3 }: LogFileOptions): Log {
  const current = join(folder, `${name}.log`)
  const older = (age: number) => join(folder, `${name}.${age}.log`)
  let bytes = 0

  function rotate(): void {
    rmSync(older(keep), { force: true })
    for (let age = keep - 1; age >= 1; age--) renameIfThere(older(age), older(age + 1))
    renameIfThere(current, older(1))
    bytes = 0
  }

  function write(level: string, event: string, fields: LogFields = {}): void {
    const line = `${JSON.stringify({ at: new Date(clock.now()).toISOString(), level, event, ...fields })}\n`
    try {
      if (bytes > 0 && bytes + Buffer.byteLength(line) > maxBytes) rotate()
      append(line)
      bytes += Buffer.byteLength(line)
    } catch {
      // A full disk is reported to the person by what they were doing, not by the log.
    }
  }

  /** The folder can be deleted while the program runs. One above it is not made again, since it may come back. */
  function append(line: string): void {
    try {
      appendFileSync(current, line, { mode: 0o600 })
    } catch (error) {
      if (fileErrorCode(error) !== 'ENOENT') throw error
      mkdirSync(folder, { mode: 0o700 })
      bytes = 0
      appendFileSync(current, line, { mode: 0o600 })
    }
  }

  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    bytes = statSync(current, { throwIfNoEntry: false })?.size ?? 0
  } catch {
    // As above.
  }
  return {
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields) => write('error', event, fields),
  }
}

function renameIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false })) renameSync(from, to)
}

/** What of an error may be logged: its kind, and where in our code; messages may quote a person's data. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { kind: typeof error }
  const code = (error as NodeJS.ErrnoException).code
  const frame = /at .*?([\w.-]+:\d+:\d+)\)?$/m.exec(error.stack ?? '')?.[1]
  return {
    kind: error.name,
    ...(code === undefined ? {} : { code: String(code) }),
    where: frame ?? 'unknown',
  }
}
