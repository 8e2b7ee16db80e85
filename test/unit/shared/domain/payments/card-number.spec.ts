import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  acceptedAs,
  brandOf,
  cardDigits,
  cvvLength,
  grouped,
  lengthFits,
  luhnHolds,
  TEST_CARDS,
} from '#shared/domain/payments/card-number.ts'

describe('card numbers', () => {
  it.each(TEST_CARDS)('knows the test card $number of $brand', ({ brand, number }) => {
    expect(brandOf(number)).toBe(brand)
    expect(luhnHolds(number)).toBe(true)
    expect(lengthFits(brand, number)).toBe(true)
  })

  it('knows the brand as soon as the first digits determine it, and not before', () => {
    expect(brandOf('')).toBeNull()
    expect(brandOf('4')).toBe('visa')
    expect(brandOf('5')).toBeNull()
    expect(brandOf('55')).toBe('mastercard')
    expect(brandOf('56')).toBeNull()
    expect(brandOf('2720 99')).toBe('mastercard')
    expect(brandOf('2721')).toBeNull()
    expect(brandOf('601')).toBeNull()
    expect(brandOf('6011')).toBe('discover')
    expect(brandOf('0000 0000 0000 0000')).toBeNull()
  })

  it('takes a Visa as the UK product’s choice, and no card that is not on offer', () => {
    expect(acceptedAs('visa', ['visa', 'amex'])).toBe('visa')
    expect(acceptedAs('visa', ['visa-debit-electron', 'mastercard'])).toBe('visa-debit-electron')
    expect(acceptedAs('amex', ['visa-debit-electron', 'mastercard'])).toBeNull()
  })

  it('groups digits as they are printed on the card', () => {
    expect(grouped('4111111111111111')).toBe('4111 1111 1111 1111')
    expect(grouped('378282246310005')).toBe('3782 822463 10005')
    expect(grouped('30569309025904')).toBe('3056 930902 5904')
    expect(grouped('41111')).toBe('4111 1')
    expect(grouped('3782 8')).toBe('3782 8')
    expect(grouped('')).toBe('')
  })

  it('groups without losing, adding or moving a digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{0,19}$/), (digits) => {
        expect(cardDigits(grouped(digits))).toBe(digits)
      }),
    )
  })

  it('finds every single wrong digit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TEST_CARDS),
        fc.nat(12),
        fc.integer({ min: 1, max: 9 }),
        ({ number }, at, by) => {
          const wrong = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1)
          expect(luhnHolds(wrong)).toBe(false)
        },
      ),
    )
  })

  it('asks four digits of an AMEX, three of all others', () => {
    expect(cvvLength('amex')).toBe(4)
    expect(cvvLength('visa')).toBe(3)
    expect(cvvLength(null)).toBe(3)
  })
})
