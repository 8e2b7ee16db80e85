import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { paypalCodesDocument } from '../../../build/paypal-codes-document.ts'
import { inRoot } from '../../../build/paths.ts'

it('the list of PayPal’s codes is what the program does; else `npm run paypal-codes`', async () => {
  expect(readFileSync(inRoot('docs/paypal-codes.md'), 'utf8')).toBe(await paypalCodesDocument())
})

it.each([
  ['| 12 |', 'declined', '**Banken avslo betalingen.**', '**The bank declined the payment.**'],
  ['| 10422 |', 'buyer-other-method', '**PayPal kan ikke trekke', '**PayPal cannot charge'],
  ['| REFUND_FAILED_INSUFFICIENT_FUNDS |', 'refund-not-covered', 'Sett inn penger', 'Add money'],
  ['| ORDER_ALREADY_CAPTURED |', 'already-captured | asked |', 'trukket', 'captured'],
  ['| echeck |', 'bank-transfer', 'bankkonto', 'bank account'],
])('has a row of %s with its meaning and remedy in both languages', async (code, ...parts) => {
  const row = (await paypalCodesDocument()).split('\n').find((line) => line.startsWith(code))
  for (const part of parts) expect(row).toContain(part)
})
