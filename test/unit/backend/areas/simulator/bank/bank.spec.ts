import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bank, createBank, type Movement } from '#backend/areas/simulator/bank/bank.ts'
import { testClock } from '../../../../../support/parts.ts'

const operations = fc.array(
  fc.record({
    details: fc.constantFrom('authorize', 'sale', 'decline', 'capture', 'void', 'refund', 'night'),
    on: fc.nat(12),
    minor: fc.option(fc.integer({ min: 0, max: 300 })),
  }),
  { maxLength: 60 },
)

function play(
  bank: Bank,
  clock: { advance(ms: number): void },
  details: string,
  on: Movement,
  minor: number | null,
  id: string,
) {
  switch (details) {
    case 'capture':
      return bank.capture(on, minor, id)
    case 'void':
      return bank.void(on, id)
    case 'refund':
      return bank.refund(on, minor, id)
    default:
      clock.advance(24 * 3600 * 1000)
      return { obstacle: 'settled' } as const
  }
}

describe('whatever is asked of the bank', () => {
  it('takes no more than was authorized, once, and gives no more back than was taken', () => {
    fc.assert(
      fc.property(operations, (asked) => {
        const clock = testClock()
        const bank = createBank({ clock, keep: 1000 })
        const movements: Movement[] = []
        asked.forEach(({ details, on, minor }, index) => {
          const id = `T${index}`
          if (['authorize', 'sale', 'decline'].includes(details)) {
            const kind = details === 'sale' ? 'sale' : 'authorization'
            const declined = details === 'decline' ? '12' : null
            const charge = {
              protocol: 'rest',
              through: 'card',
              kind,
              merchant: 'm',
              reference: id,
              minor: 200,
              currency: 'USD',
              declined,
            } as const
            movements.push(bank.charge(charge, id))
            return
          }
          const target = movements[on % Math.max(movements.length, 1)]
          if (!target) return
          const moved = play(bank, clock, details, target, minor, id)
          if ('movement' in moved) movements.push(moved.movement)
        })
        for (const charge of bank.charges()) {
          const own = bank.movementsOf(charge.id)
          const total = (kind: string) =>
            own.filter((one) => one.kind === kind).reduce((sum, { minor }) => sum + minor, 0)
          expect(own.filter(({ kind }) => kind === 'capture').length).toBeLessThanOrEqual(1)
          expect(own.filter(({ kind }) => kind === 'void').length).toBeLessThanOrEqual(1)
          expect(charge.captured).toBeLessThanOrEqual(charge.minor)
          expect(charge.refunded).toBe(total('refund'))
          expect(charge.refunded).toBeLessThanOrEqual(charge.captured)
          expect(charge.state === 'refunded').toBe(charge.captured > 0 && charge.refunded === charge.captured)
          if (charge.state === 'declined' || charge.state === 'voided' || charge.state === 'authorized')
            expect(charge.captured).toBe(0)
          if (own[0]?.declined !== null) expect(own).toHaveLength(1)
        }
      }),
      { numRuns: 300 },
    )
  })
})

it('finds a movement for its merchant only, and the newest one by reference', () => {
  const bank = createBank({ clock: testClock(), keep: 10 })
  const charge = {
    protocol: 'payflow',
    through: 'card',
    kind: 'sale',
    merchant: 'a',
    minor: 1,
    currency: 'USD',
    declined: null,
  } as const
  bank.charge({ ...charge, reference: 'r' }, 'T1')
  const second = bank.charge({ ...charge, reference: 'r' }, 'T2')
  expect(bank.find('b', 'T1')).toBeNull()
  expect(bank.find('a', 'T2')).toBe(second)
  expect(bank.latest('a', 'r')).toBe(second)
  expect(bank.latest('b', 'r')).toBeNull()
})

describe('what PayPal has and has not completed', () => {
  const clock = testClock()
  const bank = createBank({ clock, keep: 100 })
  const login = { protocol: 'rest', through: 'login', merchant: 'm', minor: 200, currency: 'USD' } as const
  const asked = { ...login, reference: null, declined: null, review: 'ECHECK' }
  const moved = (result: ReturnType<Bank['void']>) => ('obstacle' in result ? result.obstacle : 'done')

  it('can neither be captured nor refunded, and moves its money when it is accepted', () => {
    const reserved = bank.charge({ ...asked, kind: 'authorization' }, 'A1')
    expect(moved(bank.capture(reserved, null, 'C1'))).toBe('pending')
    const sold = bank.charge({ ...asked, kind: 'sale' }, 'S1')
    expect([moved(bank.refund(sold, null, 'R1')), sold.charge.captured]).toEqual(['pending', 0])
    expect(bank.underReview().map(({ id }) => id)).toEqual(['A1', 'S1'])
    for (const movement of bank.underReview()) bank.decideOne(movement, null)
    expect(sold.charge).toMatchObject({ state: 'captured', captured: 200 })
    expect(moved(bank.capture(reserved, null, 'C2'))).toBe('done')
    expect(bank.underReview()).toEqual([])
  })

  it('gives no more back than there is, whatever is on its way already', () => {
    const sold = bank.charge({ ...asked, kind: 'sale', review: null }, 'S2')
    expect(moved(bank.holding('ECHECK', () => bank.refund(sold, 150, 'R2')))).toBe('done')
    expect(moved(bank.refund(sold, 100, 'R3'))).toBe('too-much')
    expect(moved(bank.refund(sold, null, 'R4'))).toBe('done')
    for (const movement of bank.underReview()) bank.decideOne(movement, null)
    expect(sold.charge).toMatchObject({ state: 'refunded', refunded: 200 })
  })

  it('of the PayPal login is voided while it is reserved only', () => {
    const sold = bank.charge({ ...asked, kind: 'sale', review: null }, 'S3')
    expect(moved(bank.void(sold, 'V1'))).toBe('wrong-kind')
    const reserved = bank.charge({ ...asked, kind: 'authorization' }, 'A2')
    expect(moved(bank.void(reserved, 'V2'))).toBe('done')
    // Whoever accepts it afterwards moves nothing.
    bank.decideOne(reserved, null)
    expect(reserved.charge).toMatchObject({ state: 'voided', captured: 0 })
  })

  it('ends: an authorization after 29 days, the time for a refund after 180', () => {
    const reserved = bank.charge({ ...asked, kind: 'authorization', review: null }, 'A3')
    const sold = bank.charge({ ...asked, kind: 'sale', review: null }, 'S4')
    clock.advance(30 * 24 * 3_600_000)
    expect(moved(bank.capture(reserved, null, 'C3'))).toBe('too-late')
    clock.advance(151 * 24 * 3_600_000)
    expect(moved(bank.refund(sold, null, 'R5'))).toBe('too-late')
  })
})
