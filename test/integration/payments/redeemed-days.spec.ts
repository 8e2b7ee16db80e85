import { afterEach, beforeEach, expect, it } from 'vitest'
import type { IsoDate } from '#shared/domain/dates.ts'
import { openShop, type Shop } from '../../support/payments/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await shop.sellWith('payflow-pro')
})
afterEach(() => shop.stop())

const day = (text: string) => text as IsoDate
async function codesRedeemed(from: string | null, to: string | null): Promise<number> {
  const redeemed = { ...(from && { from: day(from) }), ...(to && { to: day(to) }) }
  return (await shop.backend.api.report.open({ filter: { redeemed }, order: [] })).count
}

it('finds codes by the days that they were redeemed on, in the site’s zone; a use given back is none', async () => {
  await shop.backend.api.site.update({ timeZone: 'Europe/Oslo' })
  const [early, late, back] = [await shop.code(), await shop.code(), await shop.code()]
  // Half an hour after midnight in Oslo is the day before in UTC.
  shop.backend.clock.set('2026-11-24T23:30:00Z')
  await shop.payWithCard({ code: early })
  shop.backend.clock.set('2026-11-26T12:00:00Z')
  await shop.payWithCard({ code: late })
  const voided = await shop.payWithCard({ code: back })
  await shop.backend.done(shop.backend.api.payments.reverse({ id: voided.id }))

  expect(await codesRedeemed('2026-11-25', '2026-11-25')).toBe(1)
  expect(await codesRedeemed('2026-11-24', '2026-11-24')).toBe(0)
  expect(await codesRedeemed('2026-11-25', null)).toBe(2)
  expect(await codesRedeemed(null, '2026-11-25')).toBe(1)
  expect(await codesRedeemed('2026-11-27', null)).toBe(0)
})
