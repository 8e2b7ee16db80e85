import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hide, shownPairs } from '#backend/areas/paypal/http/shown-pairs.ts'

describe('what is shown of an answer', () => {
  it('is what the list has, in its order', () => {
    const fields = new Map([
      ['EMAIL', 'buyer@example.com'],
      ['PNREF', 'V1'],
      ['RESULT', '0'],
    ])
    expect(shownPairs(fields, ['RESULT', 'RESPMSG', 'PNREF'], [])).toEqual([
      { name: 'RESULT', value: '0' },
      { name: 'PNREF', value: 'V1' },
    ])
  })
})

describe('secrets', () => {
  it.each([
    ['card 4111111111111111 bad', [], 'card ••• bad'],
    ['card 4111-1111 1111 1111, bad', [], 'card •••, bad'],
    ['CVV2 123 bad', ['123'], 'CVV2 ••• bad'],
    ['id A123 and 1234 stay', ['123'], 'id A123 and 1234 stay'],
    ['114', ['114'], '114'],
    ['114.00', ['114'], '114.00'],
    ['pass a$&b.* twice a$&b.*', ['a$&b.*'], 'pass ••• twice •••'],
    ['23795f89710e7', [], '23795f89710e7'],
    ['2026-11-20T12:00:00Z', [], '2026-11-20T12:00:00Z'],
    ['V12345678901', [], 'V12345678901'],
  ])('%s', (text, secrets, hidden) => expect(hide(text, secrets)).toBe(hidden))

  it('never come through, wherever they are', () => {
    const secret = fc.string({ minLength: 5, maxLength: 20 })
    fc.assert(
      fc.property(fc.string(), fc.string(), secret, (before, after, password) => {
        fc.pre(!'•••'.includes(password))
        expect(hide(before + password + after, [password])).not.toContain(password)
      }),
    )
  })

  it('nor do card numbers, however they are grouped', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 13, maxLength: 19 })
    const gap = fc.constantFrom('', ' ', '-')
    fc.assert(
      fc.property(digits, gap, (number, between) => {
        expect(hide(`Card ${number.join(between)}.`, [])).toBe('Card •••.')
      }),
    )
  })
})
