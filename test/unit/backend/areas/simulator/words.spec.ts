import { expect, it } from 'vitest'
import { BACKEND_TEXTS } from '#shared/languages/backend-texts.ts'
import { SCOPES } from '#backend/areas/simulator/permissions/permissions.ts'
import { PERMISSION_SCOPES } from '#backend/areas/paypal/permissions/permissions-types.ts'

const [first, ...others] = Object.values(BACKEND_TEXTS).map(({ simulator }) => simulator)

it('has words for everything that a merchant can allow, in every language', () => {
  expect([...SCOPES]).toEqual([...PERMISSION_SCOPES])
  for (const words of [first, ...others]) expect(Object.keys(words?.grant.scopes ?? {})).toEqual([...SCOPES])
})

it('says the same number of things in every language', () => {
  expect(others.length).toBeGreaterThan(0)
  for (const words of others) {
    expect(words.home.amountRows).toHaveLength(first?.home.amountRows.length ?? -1)
    expect(words.home.accountRows).toHaveLength(first?.home.accountRows.length ?? -1)
    expect(Object.keys(words.card.wrong)).toEqual(Object.keys(first?.card.wrong ?? {}))
  }
})
