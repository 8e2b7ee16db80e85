import { describe, expect, it } from 'vitest'
import { ref, shallowRef } from 'vue'
import { Refusal } from '#shared/contract/refusal.ts'
import type { PurchaseInput, Quote } from '#shared/contract/payments.ts'
import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import { useQuote } from '../../../../src-renderer/pages/payments/use-quote.ts'
import { useTestPayment } from '../../../../src-renderer/pages/payments/use-test-payment.ts'
import { useNotices } from '../../../../src-renderer/stores/notices.ts'
import { usePayments } from '../../../../src-renderer/stores/payments.ts'
import { payment } from './payment.ts'
import { type Call, failed, windowWith } from './window.ts'

const EXPRESS = { kind: 'express' } as const
const quoteOf = (pay: number, code: Quote['code'] = { holds: true, code: 'VAAR-25' }): Quote => ({
  price: { full: 12000, off: 12000 - pay, pay, currency: 'USD' },
  code,
})

/** Buying with VAAR-25: quotes and jobs answer as said, one after another; the last one again and again. */
async function buying(quotes: Quote[], ends: unknown[]) {
  const next = <T>(list: T[]): T | undefined => (list.length > 1 ? list.shift() : list[0])
  const answer = ({ method }: Call): unknown => {
    if (method === 'payments.quote') return next(quotes)
    if (method === 'jobs.wait') return next(ends)
    return { jobId: 'job' }
  }
  const refusedCodes: string[] = []
  const window = await windowWith(() => {
    const purchase = shallowRef<PurchaseInput | null>({
      service: 'events',
      item: 'live-events',
      description: 'Årsoppgjør 2026',
      full: 12000,
      code: 'VAAR-25',
    })
    const { quote, ask } = useQuote(purchase, ref<PaymentCurrency | null>('USD'))
    const paying = useTestPayment({ purchase, quote, ask }, () => refusedCodes.push('refused'))
    usePayments().reverseAfter = false
    return { purchase, quote, ask, paying, notices: useNotices() }
  }, answer)
  await window.made.ask()
  const paid = () => window.calls.filter(({ method }) => method === 'payments.pay').map(({ input }) => input)
  return { ...window, ...window.made, paid, refusedCodes }
}
const done = { state: 'done', output: payment() }

describe('paying for what is typed', () => {
  it('pays the price that the buyer saw', async () => {
    const { paying, paid } = await buying([quoteOf(9000)], [done])
    await paying.pay(EXPRESS)
    expect(paid()).toMatchObject([{ expect: 9000, with: EXPRESS, purchase: { code: 'VAAR-25' } }])
    expect(paying.busy.value).toBe(false)
  })

  it('says that the price is another one, and pays it the next time', async () => {
    const { paying, paid, quote } = await buying([quoteOf(9000), quoteOf(12000, null)], [done])
    await paying.pay(EXPRESS)
    expect(paying.moved.value).toBe(true)
    expect(quote.value?.price.pay).toBe(12000)
    expect(paid()).toEqual([])
    await paying.pay(EXPRESS)
    expect(paying.moved.value).toBe(false)
    expect(paid()).toMatchObject([{ expect: 12000 }])
  })

  it('pays nothing while the code does not hold', async () => {
    const expired = quoteOf(12000, { holds: false, refusal: 'expired', code: 'VAAR-25' })
    const { paying, paid, refusedCodes } = await buying([expired], [done])
    await paying.pay(EXPRESS)
    expect(refusedCodes).toEqual(['refused'])
    expect(paid()).toEqual([])
  })

  it('looks again where the last use went to another buyer in between', async () => {
    const usedUp = quoteOf(12000, { holds: false, refusal: 'used-up', code: 'VAAR-25' })
    const lost = failed(new Refusal('payments.code-refused', { code: 'VAAR-25', refusal: 'used-up' }))
    const { paying, quote, refusedCodes } = await buying([quoteOf(9000), quoteOf(9000), usedUp], [lost])
    await paying.pay(EXPRESS)
    await expect.poll(() => refusedCodes).toEqual(['refused'])
    expect(quote.value?.code).toMatchObject({ refusal: 'used-up' })
  })

  it('goes on once the passphrase is there', async () => {
    const locked = failed(new Refusal('secrets.locked', { seal: 'passphrase' }))
    const { paying, paid } = await buying([quoteOf(9000)], [locked, done])
    await paying.pay(EXPRESS)
    expect(paying.needsPassphrase.value).toBe(true)
    await paying.unlocked()
    expect(paying.needsPassphrase.value).toBe(false)
    expect(paid()).toHaveLength(2)
  })

  it('never says that nothing was done while that is not known', async () => {
    const { paying, notices } = await buying([quoteOf(9000)], [failed(new Refusal('backend.restarting', {}))])
    await paying.pay(EXPRESS)
    expect(notices.current?.say().fact).toBe('Svaret på betalingen ble avbrutt.')
  })

  it('leads to the account where the site has none of its own', async () => {
    const { paying, notices } = await buying(
      [quoteOf(9000)],
      [failed(new Refusal('paypal.no-caller', { mode: 'test' }))],
    )
    await paying.pay(EXPRESS)
    expect(notices.current?.say().link?.to).toEqual({ name: 'commerce', params: { service: 'events' } })
  })

  it('asks nobody for a price without a code', async () => {
    const { purchase, quote, ask, calls } = await buying([quoteOf(9000)], [done])
    const before = calls.length
    if (purchase.value) purchase.value = { ...purchase.value, full: 5000, code: undefined }
    await ask()
    expect(quote.value).toEqual({ price: { full: 5000, off: 0, pay: 5000, currency: 'USD' }, code: null })
    expect(calls).toHaveLength(before)
  })
})
