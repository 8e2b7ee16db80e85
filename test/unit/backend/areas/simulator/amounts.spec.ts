import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  amountText,
  currencyNamed,
  minorUnits,
  signedMinor,
  wholeUnits,
} from '#backend/areas/simulator/amounts.ts'
import { paymentCurrencySchema } from '#shared/domain/commerce/payment-currency.ts'

const currencies = fc.constantFrom(...paymentCurrencySchema.options)

it('reads in every currency what it writes', () => {
  fc.assert(
    fc.property(currencies, fc.integer({ min: 0, max: 999_999_999 }), (currency, minor) => {
      expect(minorUnits(amountText(minor, currency), currency)).toBe(minor)
      expect(signedMinor(`-${amountText(minor, currency)}`, currency)).toBe(-minor)
    }),
  )
})

it.each([
  ['90', 'USD', 9000],
  ['90.5', 'USD', 9050],
  ['0.01', 'USD', 1],
  ['90.005', 'USD', null],
  ['90,00', 'USD', null],
  ['1e3', 'USD', null],
  ['', 'USD', null],
  ['+1', 'USD', null],
  ['1234567890', 'USD', null],
  ['1200', 'JPY', 1200],
  ['1200.00', 'JPY', 1200],
  ['1200.50', 'HUF', null],
] as const)('reads %s %s as %s', (text, currency, minor) => {
  expect(minorUnits(text, currency)).toBe(minor)
})

it('knows PayPal’s currencies, in capitals', () => {
  expect(currencyNamed('NOK')).toBe('NOK')
  expect(currencyNamed('nok')).toBeNull()
  expect(currencyNamed(undefined)).toBeNull()
  expect(wholeUnits(101_299, 'USD')).toBe(1012)
  expect(wholeUnits(1012, 'JPY')).toBe(1012)
})
