import { expect, it } from 'vitest'
import { show, textOf } from './show.ts'

const ITEM = 'Årsoppgjør & kurs “A” – Røros'
const ID = 'pages/payments/TestFields/other letters for PayPal'
const hint = () => textOf('[data-field=item]')

it('shows what PayPal receives where it takes ASCII only', async () => {
  await show(ID)
  await expect.poll(hint).toContain("PayPal receives the item as “Arsoppgjor & kurs 'A' - Roros”.")
})

it.each([
  ['another product takes every letter', { provider: 'express-checkout-us' }],
  ['nothing has to be changed', { item: 'Sommerkurs' }],
])('shows nothing where %s', async (_where, props) => {
  await show(ID, { props: { item: ITEM, ...props } })
  expect(hint()).not.toContain('PayPal receives')
})
