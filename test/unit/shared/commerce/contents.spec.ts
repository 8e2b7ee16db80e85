import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardSchema } from '#shared/domain/commerce/cards.ts'
import {
  conflict,
  differences,
  keyOf,
  merge,
  PLACES,
  placeOf,
  withField,
} from '#shared/domain/commerce/fields.ts'
import { paymentCurrencySchema } from '#shared/domain/commerce/payment-currency.ts'
import { accountTypeIdSchema, PROVIDER_IDS } from '#shared/domain/commerce/providers.ts'
import { accountSchema, type Content } from '#shared/domain/commerce/settings.ts'
import { supportProblem } from '#shared/domain/commerce/support.ts'
import { tidy } from '#shared/domain/commerce/tidy.ts'
import { contentFor } from '../../../support/commerce/contents.ts'

const word = fc.constantFrom('', 'A', 'B')
const options = fc.record({
  accountType: fc.option(fc.constantFrom(...accountTypeIdSchema.options)),
  cards: fc.uniqueArray(fc.constantFrom(...cardSchema.options)),
  express: fc.boolean(),
  currency: fc.constantFrom(...paymentCurrencySchema.options),
})
const account = fc.record({ partnerId: word, vendor: word, userId: word, clientId: word, paypalEmail: word })
const each = <T>(value: fc.Arbitrary<T>) =>
  fc.record(
    Object.fromEntries(PROVIDER_IDS.map((id) => [id, value])) as Record<
      (typeof PROVIDER_IDS)[number],
      fc.Arbitrary<T>
    >,
    { requiredKeys: [] },
  )
const content: fc.Arbitrary<Content> = fc.record({
  settings: fc.record({
    provider: fc.option(fc.constantFrom(...PROVIDER_IDS)),
    options: each(options),
    merchantName: word,
    support: word,
    header: word,
    footer: word,
  }),
  accounts: each(account),
})

describe('two contents', () => {
  it('become the same by the fields that differ', () => {
    fc.assert(
      fc.property(content, content, (one, other) => {
        const same = differences(one, other).reduce((made, { place }) => withField(made, other, place), one)
        expect(differences(same, other)).toEqual([])
        expect(differences(one, one)).toEqual([])
      }),
    )
  })

  it('have names for every field that can be read back', () => {
    for (const place of PLACES) expect(placeOf(keyOf(place))).toEqual(place)
    expect(new Set(PLACES.map(keyOf)).size).toBe(PLACES.length)
  })
})

describe('a conflict', () => {
  it('sorts every change to one side, or to both where they differ', () => {
    fc.assert(
      fc.property(content, content, content, (base, theirs, mine) => {
        const { both, ...alone } = conflict(base, theirs, mine)
        const keys = [...both, ...alone.theirs, ...alone.mine].map(({ place }) => keyOf(place))
        expect(new Set(keys).size).toBe(keys.length)
        const changed = new Set(
          [...differences(base, theirs), ...differences(base, mine)].map(({ place }) => keyOf(place)),
        )
        expect(keys.every((key) => changed.has(key))).toBe(true)
      }),
    )
  })

  it('merges into what was chosen, and loses nothing', () => {
    fc.assert(
      fc.property(content, content, content, fc.boolean(), (base, theirs, mine, takeMine) => {
        const { both } = conflict(base, theirs, mine)
        const merged = merge(
          base,
          theirs,
          mine,
          new Set(takeMine ? both.map(({ place }) => keyOf(place)) : []),
        )
        for (const { place } of conflict(base, theirs, mine).mine)
          expect(differences(merged, mine).map((one) => keyOf(one.place))).not.toContain(keyOf(place))
        for (const { place } of both)
          expect(differences(merged, takeMine ? mine : theirs).map((one) => keyOf(one.place))).not.toContain(
            keyOf(place),
          )
      }),
    )
  })
})

describe('what is stored', () => {
  it('is tidy, and stays so', () => {
    fc.assert(
      fc.property(content, (one) => {
        expect(tidy(tidy(one))).toEqual(tidy(one))
      }),
    )
  })

  it('has no white space at its ends, one kind of line end, and each card once in order', () => {
    const typed = contentFor('payflow-pro', 'test', {
      merchantName: ' Fjordkurs\u0000 ',
      header: 'En\r\nto\rtre \n\n',
      support: 'A\u030a@b.example',
    })
    const options = typed.settings.options['payflow-pro']
    if (!options) throw new Error('no options')
    const cards = ['mastercard', 'visa', 'mastercard'] as const
    const stored = tidy({
      ...typed,
      settings: { ...typed.settings, options: { 'payflow-pro': { ...options, cards: [...cards] } } },
    }).settings
    expect(stored).toMatchObject({ merchantName: 'Fjordkurs', header: 'En\nto\ntre', support: 'Å@b.example' })
    expect(stored.options['payflow-pro']?.cards).toEqual(['visa', 'mastercard'])
  })
})

describe('support info that is refused', () => {
  it.each([
    ['', null],
    ['   ', null],
    ['betaling@fjordkurs.example', null],
    ['+47 21 00 00 00', null],
    ['betaling@', 'not-an-address'],
    ['a b@c.example', 'not-an-address'],
    ['21 00 00 00', 'no-country-code'],
    ['(21) 00-00.00', 'no-country-code'],
    ['+47 1', 'not-a-number'],
    ['0047 123', 'not-a-number'],
    ['+999 12345678', 'not-a-number'],
    ['ring oss', 'neither'],
    ['https://fjordkurs.example', 'neither'],
  ])('%j: %s', (text, problem) => {
    expect(supportProblem(text)).toBe(problem)
  })
})

describe('an account stored before there were client IDs', () => {
  it('reads as one without', () => {
    const old = { partnerId: 'PayPal', vendor: 'v', userId: 'u', paypalEmail: '' }
    expect(accountSchema.parse(old)).toEqual({ ...old, clientId: '' })
  })
})
