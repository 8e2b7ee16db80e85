import { describe, expect, it } from 'vitest'
import { paymentStateSchema, stepKindSchema, stepSchema } from '#shared/contract/payments.ts'
import { ANSWER_CODES } from '#shared/domain/payments/answer-codes.ts'
import { answersText } from '../../../../src-renderer/pages/payments/answers-text.ts'
import { methodText, noteText } from '../../../../src-renderer/pages/payments/earlier-words.ts'
import {
  endText,
  stepDetail,
  stepTime,
  stepTitle,
} from '../../../../src-renderer/pages/payments/step-words.ts'
import { payment, step } from './payment.ts'
import { translatorIn } from './say.ts'

const nb = translatorIn('nb')
const en = translatorIn('en')
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ')
const APPROVED = [
  { name: 'RESULT', value: '0' },
  { name: 'RESPMSG', value: 'Approved' },
  { name: 'PNREF', value: 'A10N0C7F2B41' },
]

describe('the words of a test transaction', () => {
  it('says what each step does, did, or could not do, in both languages', () => {
    for (const translator of [nb, en])
      for (const kind of stepKindSchema.options)
        for (const state of stepSchema.shape.state.options)
          for (const code of [null, ...ANSWER_CODES]) {
            const one = step(kind, state, { code })
            expect(stepTitle(one, payment(), translator)).not.toBe('')
            expect(stepDetail(one, payment(), translator)).not.toContain('undefined')
          }
  })

  it('says how the code was checked, and the sum with its currency once', () => {
    expect(plain(stepDetail(step('check-code', 'done'), payment(), nb))).toBe(
      'VAAR-25: tjeneste, status, bruk, utløp og valuta er kontrollert. US$ 120,00 − US$ 30,00 = US$ 90,00',
    )
    expect(plain(stepDetail(step('check-code', 'done'), payment(), en))).toContain(
      'US$120.00 − US$30.00 = US$90.00',
    )
  })

  it('names the card only where a card paid', () => {
    const done = step('authorize', 'done')
    expect(plain(stepTitle(done, payment(), nb))).toBe('US$ 90,00 er reservert på kortet')
    expect(plain(stepTitle(done, payment({ with: 'express', card: null }), nb))).toBe(
      'US$ 90,00 er reservert',
    )
  })

  it.each([
    ['Y', 'Y', 'Adresse og CVV stemmer.'],
    ['Y', 'N', 'Adressen stemmer. CVV stemmer ikke.'],
    ['N', 'Y', 'Adressen stemmer ikke. CVV stemmer.'],
    ['X', 'Y', 'CVV stemmer.'],
    ['X', 'X', ''],
  ])('reads address %s and CVV %s', (avs, cvv, words) => {
    const pairs = [...APPROVED, { name: 'AVSADDR', value: avs }, { name: 'CVV2MATCH', value: cvv }]
    expect(stepDetail(step('authorize', 'done', { pairs }), payment(), nb)).toBe(
      ['Simulatoren svarte at betalingen er godkjent.', words].filter(Boolean).join(' '),
    )
  })

  it('says where it waits, and how long it took', () => {
    const running = step('capture', 'running')
    expect(stepDetail(running, payment(), nb)).toBe('Venter på simulatoren')
    expect(stepDetail(running, payment({ destination: 'sandbox' }), en)).toBe('Waiting for PayPal Sandbox')
    expect(stepTime(running, nb)).toBeNull()
    expect(stepTime(step('capture', 'done', { tookMs: 620 }), nb)).toBe('0,62 s')
    expect(stepTime(step('capture', 'done', { tookMs: 12_345 }), en)).toBe('12.35 s')
  })

  it('never says that nothing was charged while that is not known', () => {
    const lost = payment({ state: 'unknown', steps: [step('sale', 'unknown', { code: 'timed-out' })] })
    expect(endText(lost, nb)).toContain('Uavklart')
    expect(stepDetail(step('sale', 'unknown'), lost, nb)).toContain('ikke kjent')
    for (const state of paymentStateSchema.options) {
      const said = endText(payment({ state, code: null }), nb) ?? ''
      expect(said.includes('Ingenting er trukket')).toBe(['declined', 'failed', 'cancelled'].includes(state))
    }
    expect(endText(payment({ state: 'declined' }), nb)).toContain('VAAR-25 er ikke innløst')
  })

  it('says what an inquiry found, and no longer that it is not known', () => {
    const steps = [step('sale', 'unknown', { code: 'timed-out' }), step('inquire', 'done')]
    const [sale, inquiry] = steps
    if (!sale || !inquiry) throw new Error('no steps')
    expect(stepDetail(inquiry, payment({ state: 'completed', steps }), nb)).toBe(
      'Betalingen ble gjennomført.',
    )
    expect(stepDetail(inquiry, payment({ state: 'voided', steps }), nb)).toBe('Betalingen ble gjennomført.')
    expect(stepDetail(inquiry, payment({ state: 'declined', steps }), nb)).toContain('ikke')
    expect(stepDetail(inquiry, payment({ state: 'unknown', steps }), nb)).toBe('')
    expect(stepDetail(sale, payment({ state: 'declined', steps }), nb)).not.toContain('ikke kjent')
    expect(noteText(payment({ state: 'declined', steps }), nb)).toContain('Avklart med simulatoren.')
  })

  it('names how a buyer paid', () => {
    expect(methodText(payment(), nb)).toBe('Visa … 1111')
    expect(methodText(payment({ card: { brand: null, lastFour: '0000' } }), nb)).toBe('Kort … 0000')
    expect(methodText(payment({ with: 'express', card: null }), nb)).toBe('PayPal-pålogging')
    expect(methodText(payment({ with: 'hosted', card: null }), en)).toBe('PayPal’s card page')
  })

  it('notes of an earlier test why it was declined, with PayPal’s code and text, and that nothing was redeemed', () => {
    const pairs = [
      { name: 'RESULT', value: '12' },
      { name: 'RESPMSG', value: 'Declined' },
    ]
    const steps = [step('authorize', 'refused', { code: 'declined', pairs })]
    const declined = payment({ state: 'declined', steps })
    const note = noteText(declined, nb)
    expect(note).toContain('(RESULT 12: Declined)')
    expect(note).toContain('Ingen innløsning registrert.')
    expect(note).toContain('Simulator')
    expect(noteText(payment({ state: 'voided' }), nb)).toBe('Annullert etterpå. Simulator')
    expect(noteText(payment({ destination: 'sandbox' }), nb)).toBe('Innløste VAAR-25.')
    expect(noteText(payment({ state: 'refunded', code: null, destination: 'sandbox' }), en)).toBe(
      'Refunded afterwards.',
    )
  })

  it('copies steps and answers as plain text', () => {
    const paid = payment({
      steps: [step('check-code', 'done', { tookMs: 10 }), step('authorize', 'done', { pairs: APPROVED })],
    })
    const text = plain(answersText(paid, '12.03.2026 09.41', nb))
    expect(text?.split('\n')).toEqual([
      'Testtransaksjon 12.03.2026 09.41, Simulator',
      'PayPal Payflow Pro, Webex Events',
      'Årsoppgjør 2026, seminar: US$ 90,00',
      '',
      '1. Kampanjekoden gjelder (0,01 s)',
      '   VAAR-25: tjeneste, status, bruk, utløp og valuta er kontrollert. US$ 120,00 − US$ 30,00 = US$ 90,00',
      '2. US$ 90,00 er reservert på kortet (0,62 s)',
      '   Simulatoren svarte at betalingen er godkjent.',
      '   RESULT=0',
      '   RESPMSG=Approved',
      '   PNREF=A10N0C7F2B41',
      '',
    ])
  })
})
