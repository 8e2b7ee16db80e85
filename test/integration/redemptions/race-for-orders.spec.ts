import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { redeemOrder } from '#backend/areas/redemptions/redeem-order.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { allRows, createCodes, creationOf } from '../../support/creations.ts'
import { testClock } from '../../support/parts.ts'
import { fillStorage } from '../../support/payments/stored-payments.ts'
import { readSite, WRONG } from '../../support/redemptions/check-uses.ts'
import { saleOf } from '../../support/redemptions/sales.ts'
import { storageEngines } from '../../support/storages.ts'
import { newFolder, startTestBackend, type TestBackend } from '../../support/test-backend.ts'

const BUYERS = 100
const THROUGH_THE_CONTRACT = campaignSize({ small: 8, full: 25 })
const ROUNDS = campaignSize({ small: 80, full: 1000 })

let folder: string
let backend: TestBackend
let codes: string[]
beforeAll(async () => {
  folder = await newFolder()
  backend = await startTestBackend({ folder })
  await createCodes(backend, creationOf({ usage: { kind: 'once' } }, THROUGH_THE_CONTRACT))
  codes = (await allRows(backend)).map(({ code }) => code)
})
afterAll(() => backend.stop())

/** How it ended for each of the buyers, who all have orders of their own. */
async function race(code: string, redeem: (order: string) => Promise<unknown>) {
  const ends = await Promise.all(
    Array.from({ length: BUYERS }, (_, buyer) =>
      redeem(`${code}/${buyer}`).then(
        () => 'redeemed',
        (error: unknown) => {
          if (isRefusal(error, 'payments.code-refused')) return error.details.refusal
          throw error
        },
      ),
    ),
  )
  expect(ends.filter((end) => end === 'redeemed')).toHaveLength(1)
  expect(ends.filter((end) => end === 'used-up')).toHaveLength(BUYERS - 1)
}

it(`lets one of ${BUYERS} orders have the last use of a code, and an order once`, async () => {
  const { api } = backend
  for (const code of codes) {
    await race(code, (order) => api.redemptions.redeem({ ...saleOf({ code }), order }))
    const [won] = readSite(folder, `SELECT order_id FROM site_order WHERE code = '${code}'`) as string[]
    // Whoever reports it again at the same time, counts nothing.
    const again = () => api.redemptions.redeem({ ...saleOf({ code }), order: won ?? '' })
    const answers = await Promise.all(Array.from({ length: 10 }, again))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  }
}, 120_000)

describe.each(storageEngines)('in $engine', ({ engine, open }) => {
  // A server answers each statement by itself.
  const rounds = engine === 'SQLite' ? ROUNDS : ROUNDS / 20

  it(
    `lets one of ${BUYERS} have it in ${rounds} rounds, in the transactions that redeem`,
    { timeout: CAMPAIGN_TIMEOUT_MS },
    async () => {
      const storage = await open()
      await fillStorage(
        storage,
        Array.from({ length: rounds }, () => 1),
      )
      const when = { at: testClock().now(), today: '2026-11-23' as IsoDate }
      for (let id = 1; id <= rounds; id += 1) {
        const code = `CODE-${id}`
        await race(code, (order) =>
          storage.transaction('redeem', (tx) => redeemOrder(tx, { ...saleOf({ code }), order }, when)),
        )
      }
      expect(await storage.run(WRONG)).toEqual([])
      expect(await storage.run('SELECT count(*) AS orders FROM site_order')).toEqual([{ orders: rounds }])
      expect(await storage.run('SELECT code FROM promo_code WHERE used <> 1')).toEqual([])
      await storage.close()
    },
  )
})
