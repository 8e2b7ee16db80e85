import { describe, expect, it } from 'vitest'
import type { DetailsOf, paymentOperations } from '#shared/contract/operations.ts'
import { paymentStateSchema } from '#shared/contract/payments.ts'
import { operationRows } from '../../../src-renderer/components/operations/operation-rows.ts'
import { operationSentence } from '#shared/wording/operations/operation-sentence.ts'
import { translatorOf as translator } from './translator.ts'

type PaymentOperation = DetailsOf[keyof typeof paymentOperations]
const details: PaymentOperation = {
  kind: 'pay-test',
  service: 'events',
  payment: 12,
  state: 'completed',
  pay: 36_000,
  currency: 'USD',
  code: 'HOST-25',
}

describe('what happened to a payment', () => {
  it.each([
    ['pay-test', 'Testtransaksjon 12: gjennomført', 'Test transaction 12: completed'],
    [
      'reverse-payment',
      'Testtransaksjon 12 annullert: gjennomført',
      'Test transaction 12 reversed: completed',
    ],
    [
      'resolve-payment',
      'Testtransaksjon 12 avklart: gjennomført',
      'Outcome of test transaction 12 confirmed: completed',
    ],
  ] as const)('%s is described in both languages', (kind, norwegian, english) => {
    expect(operationSentence({ ...details, kind }, translator('nb'))).toBe(norwegian)
    expect(operationSentence({ ...details, kind }, translator('en'))).toBe(english)
  })

  it('has a word for every state', () => {
    for (const locale of ['nb', 'en'] as const)
      for (const state of paymentStateSchema.options)
        expect(operationSentence({ ...details, state }, translator(locale))).not.toContain('paymentStates')
  })

  it('is described line by line, without a code where none was used', () => {
    const lines = (one: PaymentOperation) =>
      operationRows(one, translator('nb'), 'nb').map(({ label, value }) => [label, value])
    expect(lines(details)).toEqual([
      ['Testtransaksjon', '12'],
      ['Tjeneste', 'Webex Events'],
      ['Beløp', expect.stringContaining('360,00') as string],
      ['Kampanjekode', 'HOST-25'],
      ['Utfall', 'gjennomført'],
    ])
    expect(lines({ ...details, code: null })).toHaveLength(4)
  })
})
