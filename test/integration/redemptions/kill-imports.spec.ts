import { fork } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { IsoDate } from '#shared/domain/dates.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { checkDatabase, readSite } from '../../support/redemptions/check-uses.ts'
import { codeNamed } from '../../support/redemptions/sales.ts'
import { newFolder, startTestBackend } from '../../support/test-backend.ts'

const KILLS = campaignSize({ small: 3, full: 200 })
const ORDERS = campaignSize({ small: 4000, full: 20_000 })
const child = fileURLToPath(new URL('../../support/redemptions/importing-child.ts', import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await newFolder()
  const backend = await startTestBackend({ folder })
  await codeNamed(backend, 'NOK-1', { usage: { kind: 'unlimited' }, expires: '2030-12-31' as IsoDate })
  await backend.backend.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A file that nothing has brought yet: every tenth order is paid back in it. */
async function fileOf(run: number): Promise<string> {
  const lines = Array.from({ length: ORDERS }, (_, i) => [
    `R${run}-${i},NOK-1,2026-11-23 10:00,360.00,USD,sale`,
    ...(i % 10 === 0 ? [`R${run}-${i},NOK-1,2026-11-23 11:00,360.00,USD,refund`] : []),
  ])
  const path = join(folder, 'orders.csv')
  await writeFile(path, ['order,code,time,amount,currency,type', ...lines.flat()].join('\n'))
  return path
}

/** Imports the file, and kills the process so long after the import began; without `killAfter` it may end. */
async function bring(path: string, killAfter?: number): Promise<{ ms: number; ended: boolean }> {
  const importing = fork(child, [folder, path], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  })
  let began = 0
  let ended = false
  importing.on('message', ({ at }: { at: 'begun' | 'ended' }) => {
    if (at === 'begun') {
      began = performance.now()
      if (killAfter !== undefined) setTimeout(() => importing.kill('SIGKILL'), killAfter)
    } else {
      ended = true
      importing.kill('SIGKILL')
    }
  })
  await new Promise((resolve) => importing.once('exit', resolve))
  return { ms: performance.now() - began, ended }
}

const ordersOf = (run: number) =>
  readSite(folder, `SELECT count(*) FROM site_order WHERE order_id LIKE 'R${run}-%'`)[0]

it(
  `imports all orders of a file or none through ${KILLS} kills`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    const { ms } = await bring(await fileOf(0))
    expect(ordersOf(0)).toBe(ORDERS)
    let cutOff = 0
    for (let run = 1; run <= KILLS; run += 1) {
      const path = await fileOf(run)
      const { ended } = await bring(path, ((run - Math.random()) / KILLS) * ms)
      // What a start after the kill finds, once it has put the log in order.
      const { backend } = await startTestBackend({ folder })
      await backend.close()
      const found = ordersOf(run)
      expect([0, ORDERS]).toContain(found)
      if (ended) expect(found).toBe(ORDERS)
      if (found === 0) {
        cutOff += 1
        await bring(path)
      }
      expect(ordersOf(run)).toBe(ORDERS)
      await checkDatabase({ folder })
    }
    // Kills after the last byte would prove nothing.
    expect(cutOff).toBeGreaterThan(0)
    expect(readSite(folder, 'SELECT used FROM promo_code')).toEqual([(KILLS + 1) * ORDERS * 0.9])
  },
)
