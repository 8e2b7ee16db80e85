import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Filter, filterSchema } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { STATUSES } from '#shared/domain/promo-code.ts'
import {
  applied,
  type ChipWords,
  chipText,
  CODE_MAIL,
  type Draft,
  draftOf,
  isUnfiltered,
  type Parameter,
  PARAMETERS,
  setParameters,
  without,
} from '../../../../src-renderer/pages/report/parameters.ts'

const day = (text: string) => text as IsoDate
const words: ChipWords = {
  usages: { unused: 'ubrukt', used: 'brukt', once: 'én gang', times: 'flere', unlimited: 'ubegrenset' },
  relative: (when, days) => `${when} ${days}`,
  from: (text) => `fra ${text}`,
  to: (text) => `til ${text}`,
  percent: 'prosentandel',
  amount: 'fast beløp',
  batch: (batch) => `nr. ${batch}`,
}
const chip = (filter: Filter, parameter: Parameter, language: 'nb' | 'en' = 'nb') =>
  chipText(filter, parameter, language, words).replaceAll('\u00a0', ' ')
const apply = (parameter: Parameter, change: Partial<Draft>, filter: Filter = {}) =>
  applied(filter, parameter, { ...draftOf(filter, parameter, 'nb'), ...change }, 'nb')

const FILTERS: [Parameter, Filter][] = [
  ['expires', { expires: { from: day('2026-03-13'), to: day('2026-04-30') } }],
  ['created', { created: { to: day('2026-04-30') } }],
  ['expires', { expires: { fromDays: 0, toDays: 30 } }],
  ['created', { created: { fromDays: -7, toDays: 0 } }],
  ['redeemed', { redeemed: { toDays: -30 } }],
  ['status', { status: ['active', 'deleted'] }],
  ['service', { service: 'training' }],
  ['recipient', { recipient: 'Nordvik' }],
  ['email', { email: '@nordvik.example' }],
  ['code', { code: 'QK7' }],
  ['discount', { discount: { kind: 'percent', hundredths: 1250 } }],
  ['discount', { discount: { kind: 'amount', minor: 123_450, currency: 'CAD' } }],
  ['discount', { discount: { kind: 'amount', currency: 'USD' } }],
  ['usage', { usage: 'unlimited' }],
  ['batch', { batch: 12 }],
]

describe('a parameter of the report', () => {
  it.each(FILTERS)('%s opens in its form as it is: %j', (parameter, filter) => {
    for (const language of ['nb', 'en'] as const)
      expect(applied(filter, parameter, draftOf(filter, parameter, language), language)).toEqual({ filter })
  })

  it.each(PARAMETERS)(
    '%s does not narrow while its form is empty, but for the kind of discount',
    (parameter) => {
      const result = applied({ text: 'x' }, parameter, draftOf({}, parameter, 'nb'), 'nb')
      expect(result).toEqual({
        filter: parameter === 'discount' ? { text: 'x', discount: { kind: 'percent' } } : { text: 'x' },
      })
    },
  )

  it('takes the place of what it was, and leaves the others alone', () => {
    const filter: Filter = { text: 'kari', status: ['active'], batch: 3 }
    expect(apply('status', { statuses: ['deleted', 'expired'] }, filter)).toEqual({
      filter: { text: 'kari', status: ['expired', 'deleted'], batch: 3 },
    })
    expect(apply('status', { statuses: [...STATUSES] }, filter)).toEqual({
      filter: { text: 'kari', batch: 3 },
    })
  })

  it('refuses what cannot be meant', () => {
    expect(apply('expires', { from: day('2026-05-02'), to: day('2026-05-01') })).toEqual({
      problem: 'span-reversed',
    })
    for (const value of ['0', '101', 'ti', '12,345'])
      expect(apply('discount', { discount: 'percent', value })).toEqual({ problem: 'not-a-percentage' })
    expect(apply('discount', { discount: 'amount', value: '0' })).toEqual({ problem: 'not-an-amount' })
  })

  it('takes days from the day on which the report is opened', () => {
    expect(apply('expires', { when: 'next', days: '1 000' })).toEqual({
      filter: { expires: { fromDays: 0, toDays: 1000 } },
    })
    expect(apply('created', { when: 'before', days: '30' })).toEqual({ filter: { created: { toDays: -30 } } })
    expect(apply('created', { when: 'last', days: ' ' }, { batch: 1 })).toEqual({ filter: { batch: 1 } })
    for (const days of ['-1', 'ti', '1,5', '40000'])
      expect(apply('expires', { when: 'next', days })).toEqual({ problem: 'not-days' })
    expect(chip({ expires: { fromDays: 0, toDays: 30 } }, 'expires')).toBe('next 30')
    expect(chip({ redeemed: { fromDays: -7, toDays: 0 } }, 'redeemed')).toBe('last 7')
    expect(chip({ created: { toDays: -30 } }, 'created')).toBe('before 30')
  })

  it('reads numbers as people write them', () => {
    expect(apply('discount', { discount: 'percent', value: '12,5 %' })).toEqual({
      filter: { discount: { kind: 'percent', hundredths: 1250 } },
    })
    expect(apply('discount', { discount: 'amount', value: '1 234,50', currency: 'GBP' })).toEqual({
      filter: { discount: { kind: 'amount', minor: 123_450, currency: 'GBP' } },
    })
  })

  it('narrows to messages that became so, in the order offered; all of them narrow nothing', () => {
    const filter: Filter = { message: ['none', 'failed'] }
    expect(apply('message', { messages: ['failed', 'none'] })).toEqual({ filter })
    expect(apply('message', { messages: [...CODE_MAIL] })).toEqual({ filter: {} })
    expect(apply('message', { messages: [] }, filter)).toEqual({ filter: {} })
    expect(draftOf(filter, 'message', 'nb').messages).toEqual(['none', 'failed'])
    expect([chip(filter, 'message'), chip(filter, 'message', 'en')]).toEqual([
      'Ingen melding, Mislyktes',
      'No message, Failed',
    ])
  })

  it('gives filters that the contract takes, whatever is chosen', () => {
    const draft = fc.record<Draft>({
      text: fc.string({ maxLength: 200 }),
      when: fc.constantFrom('dates', 'next', 'last', 'before'),
      days: fc.oneof(fc.nat(40_000).map(String), fc.string({ maxLength: 4 })),
      from: fc.constantFrom(null, day('2026-01-01')),
      to: fc.constantFrom(null, day('2026-12-31')),
      service: fc.constantFrom('', 'events', 'training'),
      statuses: fc.shuffledSubarray([...STATUSES]),
      discount: fc.constantFrom('percent', 'amount'),
      value: fc.oneof(fc.string({ maxLength: 8 }), fc.nat(200).map(String)),
      currency: fc.constantFrom('', 'USD', 'CAD'),
      usage: fc.constantFrom('', 'used', 'times'),
      batch: fc.constantFrom(null, 1),
      messages: fc.shuffledSubarray([...CODE_MAIL]),
    })
    fc.assert(
      fc.property(fc.constantFrom(...PARAMETERS), draft, (parameter, filled) => {
        const result = applied({}, parameter, filled, 'nb')
        if ('filter' in result) expect(filterSchema.safeParse(result.filter).success).toBe(true)
      }),
    )
  })
})

describe('the chips of the report', () => {
  it.each<[Parameter, Filter, string, string]>([
    [
      'expires',
      { expires: { from: day('2026-03-13'), to: day('2026-04-30') } },
      '13. mars – 30. april 2026',
      'Mar 13 – Apr 30, 2026',
    ],
    [
      'expires',
      { expires: { from: day('2025-12-13'), to: day('2026-01-30') } },
      '13. desember 2025 – 30. januar 2026',
      'Dec 13, 2025 – Jan 30, 2026',
    ],
    ['created', { created: { from: day('2026-03-13') } }, 'fra 13.03.2026', 'fra Mar 13, 2026'],
    [
      'created',
      { created: { from: day('2026-03-13'), to: day('2026-03-13') } },
      '13.03.2026',
      'Mar 13, 2026',
    ],
    ['status', { status: ['active', 'used-up'] }, 'Aktiv, Brukt opp', 'Active, Used up'],
    ['service', { service: 'events' }, 'Webex Events', 'Webex Events'],
    ['discount', { discount: { kind: 'percent', hundredths: 2500 } }, '25 %', '25%'],
    ['discount', { discount: { kind: 'amount', minor: 9000, currency: 'USD' } }, 'US$ 90,00', 'US$90.00'],
    ['discount', { discount: { kind: 'amount', currency: 'GBP' } }, 'fast beløp GBP', 'fast beløp GBP'],
    ['discount', { discount: { kind: 'percent' } }, 'prosentandel', 'prosentandel'],
    ['usage', { usage: 'once' }, 'én gang', 'én gang'],
    ['batch', { batch: 7 }, 'nr. 7', 'nr. 7'],
    ['code', { code: 'QK' }, 'QK', 'QK'],
  ])('%s %j', (parameter, filter, norwegian, english) => {
    expect(chip(filter, parameter)).toBe(norwegian)
    expect(chip(filter, parameter, 'en')).toBe(english)
  })

  it('are shown for what narrows the report, and can be removed', () => {
    const filter: Filter = { text: 'kari', batch: 3, service: 'events' }
    expect(setParameters(filter)).toEqual(['service', 'batch'])
    expect(without(filter, 'batch')).toEqual({ text: 'kari', service: 'events' })
    expect(filter.batch).toBe(3)
    expect([isUnfiltered({}), isUnfiltered({ text: 'x' }), isUnfiltered({ batch: 1 })]).toEqual([
      true,
      false,
      false,
    ])
  })
})
