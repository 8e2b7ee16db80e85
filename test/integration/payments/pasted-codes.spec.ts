import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCodes, creationOf } from '../../support/creations.ts'
import { openShop, purchaseOf, type Shop } from '../../support/payments/shop.ts'

/** What a code looks like once it has been through a message, a web page or a text program. */
const PASTED = {
  'with a zero-width space': 'WEL\u200bCOME-1',
  'with a word joiner': 'WELCOME\u2060-1',
  'with a soft hyphen': 'WEL\u00adCOME-1',
  'with a byte order mark': '\ufeffWELCOME-1',
  'with direction marks': '\u2066welcome-1\u2069\u200e',
  'with a variation selector': 'WELCOME-1\ufe0f',
  'with blanks of all kinds': '\u00a0 WELCOME\u2009-1\u3000\t',
  'with a hyphen that does not break': 'WELCOME\u20111',
  'with an en dash': 'welcome\u20131',
  'in full-width letters': 'ＷＥＬＣＯＭＥ－１',
}

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await shop.sellWith('payflow-pro')
  const custom = (code: string) =>
    creationOf({ codeType: { kind: 'custom', code }, usage: { kind: 'unlimited' }, batchName: code })
  await createCodes(shop.backend, custom('WELCOME-1'))
  await createCodes(shop.backend, custom('ANOTHER'))
})
afterAll(() => shop.stop())

describe.each(Object.entries(PASTED))('a code %s', (_how, pasted) => {
  it('is accepted in a payment', async () => {
    const { code } = await shop.backend.api.payments.quote(purchaseOf({ code: pasted }))
    expect(code).toEqual({ holds: true, code: 'WELCOME-1' })
  })

  it.each(['text', 'code'] as const)('is found in the report by %s', async (key) => {
    const { resultSet } = await shop.backend.api.report.open({ filter: { [key]: pasted }, order: [] })
    const { rows } = await shop.backend.api.report.rows({ resultSet, offset: 0, limit: 9 })
    expect(rows.map((row) => row?.code)).toEqual(['WELCOME-1'])
  })

  it('is found in a pasted list', async () => {
    const pastedList = pasted.trim().replaceAll(/[\u00a0\u2009\u3000\t]/g, '')
    expect(await shop.backend.api.report.keepList({ text: `${pastedList}\nANOTHER` })).toMatchObject({
      found: 2,
      notFound: [],
    })
  })

  it('is found by the search of the window', async () => {
    const found = await shop.backend.api.overview.find({ text: pasted, limit: 9 })
    expect(found.map(({ code }) => code)).toEqual(['WELCOME-1'])
  })

  it('is found in the history', async () => {
    const { operations } = await shop.backend.api.history.list({ code: pasted, limit: 9 })
    expect(operations).toHaveLength(1)
  })
})

it('finds nothing by characters that nobody sees', async () => {
  expect(await shop.backend.api.overview.find({ text: '\u200b', limit: 9 })).toEqual([])
  const { count } = await shop.backend.api.report.open({ filter: { text: '\u200b' }, order: [] })
  expect(count).toBe(0)
})
