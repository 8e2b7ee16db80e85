import { describe, expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import { paymentStateSchema } from '#shared/contract/payments.ts'
import { history as en } from '../../../src-renderer/i18n/en/history.ts'
import { history as nb } from '../../../src-renderer/i18n/nb/history.ts'
import { deedRows } from '../../../src-renderer/components/operations/deed-rows.ts'
import { deedSentence, type Speaker } from '../../../src-renderer/wording/deed-sentence.ts'
import type { PaymentDeed } from '../../../src-renderer/wording/payment-deed-sentence.ts'

const i18n = createI18n({
  legacy: false,
  locale: 'nb',
  messages: { nb: { history: nb }, en: { history: en } },
})

function speaker(locale: 'nb' | 'en'): Speaker {
  i18n.global.locale.value = locale
  const t: Speaker['t'] = (key, values = {}) => i18n.global.t(key, values)
  return { t, count: String, date: String }
}

const deed: PaymentDeed = {
  kind: 'pay-test',
  service: 'events',
  payment: 12,
  state: 'completed',
  pay: 36_000,
  currency: 'USD',
  code: 'HOST-25',
}

describe('what became of a payment', () => {
  it.each([
    ['pay-test', 'Testtransaksjon 12: godkjent', 'Test transaction 12: approved'],
    ['reverse-payment', 'Testtransaksjon 12 tilbakeført: godkjent', 'Test transaction 12 reversed: approved'],
    ['settle-payment', 'Testtransaksjon 12 avklart: godkjent', 'Test transaction 12 settled: approved'],
  ] as const)('%s is told in both languages', (kind, norwegian, english) => {
    expect(deedSentence({ ...deed, kind }, speaker('nb'))).toBe(norwegian)
    expect(deedSentence({ ...deed, kind }, speaker('en'))).toBe(english)
  })

  it('has a word for every state', () => {
    for (const locale of ['nb', 'en'] as const)
      for (const state of paymentStateSchema.options)
        expect(deedSentence({ ...deed, state }, speaker(locale))).not.toContain('paymentStates')
  })

  it('is told line by line, without a code where none was used', () => {
    const lines = (one: PaymentDeed) =>
      deedRows(one, speaker('nb'), 'nb').map(({ label, value }) => [label, value])
    expect(lines(deed)).toEqual([
      ['Testtransaksjon', '12'],
      ['Tjeneste', 'Webex Events'],
      ['Beløp', expect.stringContaining('360,00') as string],
      ['Kampanjekode', 'HOST-25'],
      ['Utfall', 'godkjent'],
    ])
    expect(lines({ ...deed, code: null })).toHaveLength(4)
  })
})
