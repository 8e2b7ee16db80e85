import { fork } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { IsoDate } from '#shared/domain/dates.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize, leftAtKill } from '../../support/campaign.ts'
import { checkDatabase, readSite } from '../../support/redemptions/check-uses.ts'
import {
  type FromShop,
  PLENTY_CODE,
  SCARCE_CODES,
  saleNumber,
} from '../../support/redemptions/kill-orders.ts'
import { codeNamed } from '../../support/redemptions/sales.ts'
import { newFolder, startTestBackend } from '../../support/test-backend.ts'

const KILLS = campaignSize({ small: 3, full: 200 })
const SALES = 60 * (KILLS + 1)
/** Of each scarce code, fewer than its sales ask for. */
const LIMIT = Math.floor(SALES / 27)
const child = fileURLToPath(new URL('../../support/redemptions/redeeming-child.ts', import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await newFolder()
  const backend = await startTestBackend({ folder })
  const expires = '2030-12-31' as IsoDate
  await codeNamed(backend, PLENTY_CODE, { usage: { kind: 'unlimited' }, expires })
  for (const code of SCARCE_CODES)
    await codeNamed(backend, code, { usage: { kind: 'times', times: LIMIT }, expires })
  await backend.backend.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const unsold = new Set(Array.from({ length: SALES }, (_, index) => index))
const ends = new Map<number, 'redeemed' | 'refused'>()

/** Sells until so many are left, and kills the shop then; without `left` it may end. Answers how it ended. */
async function sell(left?: number): Promise<number | null> {
  const shop = fork(child, [folder], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  })
  shop.on('message', (message: FromShop) => {
    if ('ready' in message) return void shop.send({ unsold: [...unsold] })
    unsold.delete(message.ended)
    ends.set(message.ended, message.end)
    if (left !== undefined && unsold.size <= left) shop.kill('SIGKILL')
  })
  return await new Promise((resolve) => shop.once('exit', resolve))
}

it(
  `redeems each of ${SALES} orders once through ${KILLS} kills, and loses none that was answered`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const left = leftAtKill(kill, { kills: KILLS, left: unsold.size })
      expect(await sell(left), 'the shop ended by itself').toBeNull()
      await checkDatabase({ folder })
      const known = new Set(readSite(folder, 'SELECT order_id FROM site_order'))
      for (const [index, end] of ends)
        if (end === 'redeemed' && !known.has(saleNumber(index).order)) throw new Error(`lost ${index}`)
    }
    expect(await sell()).toBe(0)
    expect(unsold.size).toBe(0)
    await checkDatabase({ folder })
    const redeemed = [...ends.values()].filter((end) => end === 'redeemed').length
    expect(readSite(folder, 'SELECT count(*) FROM site_order')).toEqual([redeemed])
    expect(ends.size - redeemed).toBeGreaterThan(0)
    expect(readSite(folder, 'SELECT count(*) FROM site_order WHERE given_back_at IS NOT NULL')).toEqual([
      [...ends].filter(([index, end]) => end === 'redeemed' && index % 7 === 0).length,
    ])
  },
)
