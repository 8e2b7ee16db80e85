import { expect, it } from 'vitest'
import { WORDS } from '#backend/areas/simulator/pages/words.ts'
import { SCOPES } from '#backend/areas/simulator/permissions/permissions.ts'
import { PERMISSION_SCOPES } from '#backend/areas/paypal/permissions/permissions-types.ts'

it('has words for everything that a merchant can allow, in both languages', () => {
  expect([...SCOPES]).toEqual([...PERMISSION_SCOPES])
  for (const { grant } of Object.values(WORDS)) expect(Object.keys(grant.scopes)).toEqual([...SCOPES])
})

it('says the same number of things in both languages', () => {
  const { nb, en } = WORDS
  expect(nb.home.amountRows).toHaveLength(en.home.amountRows.length)
  expect(nb.home.accountRows).toHaveLength(en.home.accountRows.length)
  expect(Object.keys(nb.card.wrong)).toEqual(Object.keys(en.card.wrong))
})
