import { createHash } from 'node:crypto'
import type { Clock, Log, LogFields, RandomSource } from '#backend/kernel/dependencies.ts'

/** A clock that does not move until a test moves it. */
export interface TestClock extends Clock {
  set(instant: string): void
  advance(milliseconds: number): void
}

/** Noon of a winter day in Oslo. */
export const TEST_NOW = '2026-11-23T11:00:00.000Z'

export function testClock(start: string = TEST_NOW): TestClock {
  let now = Date.parse(start)
  return {
    now: () => now,
    set: (instant) => void (now = Date.parse(instant)),
    advance: (milliseconds) => void (now += milliseconds),
  }
}

/** The same bytes in every run with the same seed. */
export function seededRandom(seed = 'seed'): RandomSource {
  let count = 0
  return {
    bytes(wanted) {
      const parts: Buffer[] = []
      for (let have = 0; have < wanted; have += 64)
        parts.push(createHash('sha512').update(`${seed}:${count++}`).digest())
      return Buffer.concat(parts).subarray(0, wanted)
    },
  }
}

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly fields: LogFields
}

/** A log that a test can look into. */
export interface TestLog extends Log {
  readonly lines: readonly LogLine[]
}

export function testLog(): TestLog {
  const lines: LogLine[] = []
  const at =
    (level: LogLine['level']) =>
    (event: string, fields: LogFields = {}) =>
      void lines.push({ level, event, fields })
  return { lines, info: at('info'), warn: at('warn'), error: at('error') }
}
