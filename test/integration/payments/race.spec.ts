import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { beginPayment, type PayRequest } from '#backend/areas/payments/begin.ts'
import { COMPLETED } from '#backend/areas/payments/charge.ts'
import { recordTransition } from '#backend/areas/payments/transition.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { openStore } from '#backend/storage/sqlite/store.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { CodeRefusal } from '#shared/domain/payments/promo-check.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { createCodes, creationOf } from '../../support/creations.ts'
import { seededRandom, testClock, testLog } from '../../support/parts.ts'
import { newRequestId, openShop, purchaseOf, type Shop, VISA } from '../../support/payments/shop.ts'
import { newFolder } from '../../support/test-backend.ts'

const BUYERS = 100
const THROUGH_THE_CONTRACT = campaignSize({ small: 8, full: 25 })
const ROUNDS = campaignSize({ small: 80, full: 1000 })
/** 25 % off 480.00. */
const PAY = 36_000

const requestFor = (code: string): PayRequest => ({
  purchase: purchaseOf({ code }),
  expect: PAY,
  with: { kind: 'card', card: VISA },
  requestId: newRequestId(),
})

let folder: string
let shop: Shop
beforeAll(async () => {
  folder = await newFolder()
  shop = await openShop({ folder })
  await shop.sellWith('payflow-pro')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function manyCodes(count: number): Promise<string[]> {
  await createCodes(shop.backend, creationOf({ usage: { kind: 'once' } }, count))
  const { api } = shop.backend
  const opened = await api.report.open({ filter: { status: ['active'] }, order: [] })
  const { rows } = await api.report.rows({ resultSet: opened.resultSet, offset: 0, limit: 5000 })
  return rows.flatMap((row) => (row ? [row.code] : []))
}

const TAKEN: readonly CodeRefusal[] = ['held', 'used-up']
/** How it ended for each of the buyers: completed, or that the last use was taken, by a payment under way or a redemption. */
const ends = async (buyers: (() => Promise<string>)[]): Promise<Record<string, number>> => {
  const all = await Promise.all(
    buyers.map((buy) =>
      buy().catch((error: unknown) => {
        if (isRefusal(error, 'payments.code-refused') && TAKEN.includes(error.details.refusal)) return 'taken'
        throw error
      }),
    ),
  )
  return Object.fromEntries(
    [...new Set(all)].sort().map((end) => [end, all.filter((one) => one === end).length]),
  )
}
const ONE_GETS_IT = { completed: 1, taken: BUYERS - 1 }

it(`lets one of ${BUYERS} buyers have the last use of a code`, { timeout: 120_000 }, async () => {
  const codes = await manyCodes(THROUGH_THE_CONTRACT)
  const { api, done } = shop.backend
  for (const code of codes) {
    const buy = async () => (await done(api.payments.pay(requestFor(code)))).state
    expect(await ends(Array.from({ length: BUYERS }, () => buy))).toEqual(ONE_GETS_IT)
    expect(await shop.used(code)).toBe(1)
  }
  expect(shop.simulator.ledger.charges()).toHaveLength(codes.length)
})

it(
  `lets one of ${BUYERS} have it in ${ROUNDS} rounds, with the transactions that hold and redeem`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    const codes = await manyCodes(ROUNDS)
    expect(codes).toHaveLength(ROUNDS)
    await shop.backend.backend.close()
    await shop.simulator.close()
    const clock = testClock()
    const { path, writer, close } = await openStore({ folder: join(folder, 'site'), clock, log: testLog() })
    const parts = { clock, random: seededRandom('race') }
    const day = { today: '2026-11-23' as IsoDate, onId: () => undefined }

    const buy = async (code: string) => {
      const request = requestFor(code)
      const { payment } = await writer.transaction('begin', (tx) => beginPayment(tx, parts, request, day))
      const turned = await writer.transaction('redeem', (tx) =>
        recordTransition(
          tx,
          payment,
          { ended: { state: 'done' }, change: COMPLETED, use: 'redeem' },
          clock.now(),
        ),
      )
      return turned.payment.state
    }
    for (const code of codes)
      expect(await ends(Array.from({ length: BUYERS }, () => () => buy(code)))).toEqual(ONE_GETS_IT)
    await close()

    const look = openConnection({ path, readonly: true, cacheKiB: 1024, log: testLog() })
    const count = (what: string) => look.database.prepare(`SELECT count(*) FROM ${what}`).pluck().get()
    expect(count('promo_code WHERE used <> 1')).toBe(0)
    expect(count('redemption WHERE given_back_at IS NULL')).toBe(ROUNDS + THROUGH_THE_CONTRACT)
    expect(count('payment WHERE held = 1')).toBe(0)
    look.close()
  },
)
