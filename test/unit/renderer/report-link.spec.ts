import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LocationQuery } from 'vue-router'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { codeMailSchema } from '#shared/domain/mail/message-states.ts'
import { STATUSES, typedCode } from '#shared/domain/promo-code.ts'
import { filterOf } from '../../../src-renderer/pages/report/read-link.ts'
import { type LinkFilter, reportLink } from '../../../src-renderer/report-link.ts'

const queryOf = (filter: LinkFilter) => (reportLink(filter) as { query: LocationQuery }).query

describe('a link to the report', () => {
  it('carries the parameters in the address', () => {
    const filter = {
      status: ['active'],
      expires: { to: '2026-06-30' as IsoDate },
      text: 'QK7M',
    } satisfies LinkFilter
    expect(queryOf(filter)).toEqual({ status: 'active', expiresTo: '2026-06-30', text: 'QK7M' })
  })

  it('gives back every filter that it was made from', () => {
    const day = fc.integer({ min: 0, max: 5000 }).map((n) => addDays('2026-01-01' as IsoDate, n))
    const text = fc.string({ minLength: 1, maxLength: 40 })
    const days = fc.integer({ min: -400, max: 400 })
    const span = fc.oneof(
      fc.record({ from: day }),
      fc.record({ to: day }),
      fc.record({ from: day, to: day }),
      fc.record({ toDays: days }),
      fc.record({ fromDays: days, toDays: days }),
    )
    const filters = fc.record(
      {
        text,
        code: text.map(typedCode).filter((code) => code !== ''),
        recipient: text,
        email: text,
        service: fc.constantFrom('events' as const, 'training' as const),
        usage: fc.constantFrom('unused' as const, 'unlimited' as const),
        status: fc.shuffledSubarray([...STATUSES], { minLength: 1 }),
        batch: fc.integer({ min: 1, max: 1e6 }),
        message: fc.shuffledSubarray([...codeMailSchema.options], { minLength: 1 }),
        discount: fc.oneof(
          fc.record(
            { kind: fc.constant('percent' as const), hundredths: fc.integer({ min: 1, max: 10_000 }) },
            { requiredKeys: ['kind'] },
          ),
          fc.record(
            {
              kind: fc.constant('amount' as const),
              minor: fc.integer({ min: 1, max: 1e9 }),
              currency: fc.constantFrom('USD' as const, 'CAD' as const, 'GBP' as const),
            },
            { requiredKeys: ['kind'] },
          ),
        ),
        created: span,
        expires: span,
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(filters, (filter) => {
        expect(filterOf(queryOf(filter))).toEqual(filter)
      }),
    )
  })

  it('leaves out what cannot be read and keeps the rest', () => {
    expect(
      filterOf({
        status: 'active,mislaid',
        batch: 'seven',
        expiresTo: '2026-02-30',
        usage: 'unused',
        text: '',
      }),
    ).toEqual({ usage: 'unused' })
  })
})
