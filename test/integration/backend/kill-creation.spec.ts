import { type ChildProcess, fork } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { openStore } from '#backend/storage/sqlite/store.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newFolder } from '../../support/test-backend.ts'

const CODES = campaignSize({ small: 40_000, full: 100_000 })
const KILLS = campaignSize({ small: 4, full: 50 })
const child = fileURLToPath(new URL('../../support/creating-child.ts', import.meta.url))
const messageSchema = z.object({ at: z.enum(['started', 'progress', 'ended']), done: z.int() })

interface Run {
  /** How many codes had been written, uncommitted, when the process was killed. */
  readonly done: number
  readonly ended: boolean
  readonly ms: number
}

let folder: string
beforeAll(async () => void (folder = await newFolder()))
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Starts a creation and kills the process so many milliseconds after it began; without `killAfter` it may end. */
async function create(seed: number, killAfter?: number): Promise<Run> {
  const process = fork(child, [folder, String(CODES), String(seed)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  let done = 0
  let ended = false
  let began = 0
  process.on('message', (message: unknown) => {
    const { at, done: now } = messageSchema.parse(message)
    done = now
    if (at === 'started') {
      began = performance.now()
      if (killAfter !== undefined) setTimeout(() => process.kill('SIGKILL'), killAfter)
    }
    if (at === 'ended') {
      ended = true
      process.kill('SIGKILL')
    }
  })
  await gone(process)
  return { done, ended, ms: performance.now() - began }
}

const gone = (process: ChildProcess) => new Promise((resolve) => process.once('exit', resolve))

/** What a start after the kill finds. */
async function look() {
  const store = await openStore({ folder: join(folder, 'site'), clock: testClock(), log: testLog() })
  await store.close()
  const connection = openConnection({ path: store.path, readonly: true, cacheKiB: 1024, log: testLog() })
  const count = (table: string) =>
    connection.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
  const found = {
    codes: count('promo_code'),
    batches: count('batch'),
    operations: count('operation'),
    integrity: connection.database.pragma('integrity_check', { simple: true }),
  }
  connection.close()
  return found
}

it(
  `leaves all or none of ${CODES} codes, wherever of ${KILLS} moments it is killed`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    const whole = await create(0)
    expect(whole.ended).toBe(true)
    let creations = 1
    let duringCreation = 0

    for (let kill = 1; kill <= KILLS; kill += 1) {
      // Spread over the whole duration, each at a random moment of its own share.
      const moment = ((kill - 1 + Math.random()) / KILLS) * whole.ms
      const run = await create(kill, moment)
      if (!run.ended && run.done > 0 && run.done < CODES) duringCreation += 1

      const { codes, batches, operations, integrity } = await look()
      expect([creations, creations + 1], `kill ${kill} after ${Math.round(moment)} ms`).toContain(operations)
      if (run.ended) expect(operations).toBe(creations + 1)
      expect({ codes, batches }).toEqual({ codes: operations * CODES, batches: operations })
      expect(integrity).toBe('ok')
      creations = operations
    }
    // Kills that all came too early or too late would prove nothing.
    expect(duringCreation).toBeGreaterThanOrEqual(KILLS / 2)
  },
)
