import type { z } from 'zod'
import type { payments, PayWith } from '#shared/contract/payments.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { cardDigits } from '#shared/domain/payments/card-number.ts'
import { readCommerceSnapshot } from '#backend/areas/commerce/commerce.ts'
import { destinationOf, readTestTarget } from '#backend/areas/paypal/paypal.ts'
import type { NewPayment, StoredPayment } from '#backend/storage/payments.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { checkPurchase } from './check-purchase.ts'
import { newReference, newRequestId, type PaymentDependencies } from './payment-context.ts'
import { brandTaken, requireOffered, requireTestable, merchantSetupOf } from './merchant.ts'
import { recordTransition, type TransitionResult } from './transition.ts'

export type PayRequest = z.output<typeof payments.pay.input>

export interface Begun extends TransitionResult {
  /** Of the call that is to be sent now; null where there is nothing to pay. */
  readonly requestId: string | null
}

const FIRST: Record<Exclude<PayWith, 'free'>, 'authorize' | 'start-express' | 'start-hosted'> = {
  card: 'authorize',
  express: 'start-express',
  hosted: 'start-hosted',
}

/**
 * Checks everything, holds a use of the code and writes down what is about to be sent: all of it before anything is.
 * `onId` gets the payment's number before anybody can see it.
 * @throws Refusal 'commerce.other-mode', 'commerce.incomplete', 'payments.way-not-offered', 'payments.card-not-offered',
 *   'payments.code-refused', 'payments.price-moved'
 */
export async function beginPayment(
  tx: Transaction,
  parts: Pick<PaymentDependencies, 'clock' | 'random'>,
  { purchase, expect, with: how, requestId: windowsId }: PayRequest,
  { today, onId }: { today: IsoDate; onId: (id: number) => void },
): Promise<Begun> {
  const at = parts.clock.now()
  const snapshot = await readCommerceSnapshot(tx)
  const merchant = merchantSetupOf(snapshot, purchase.service)
  const testTarget = await readTestTarget(tx)
  requireTestable(snapshot, merchant, testTarget)
  const { quote, code } = await checkPurchase(tx.payments, purchase, { currency: merchant.currency, today })
  if (quote.code && !quote.code.holds)
    throw new Refusal('payments.code-refused', { code: quote.code.code, refusal: quote.code.refusal })
  const { full, off, pay, currency } = quote.price
  if (pay !== expect) throw new Refusal('payments.price-moved', { expected: expect, now: pay, currency })
  // What costs nothing is paid with nothing, and no card is kept of it.
  if (pay > 0 || how.kind !== 'free') requireOffered(merchant, how.kind)
  const paidWith = pay === 0 ? 'free' : how.kind
  const number = paidWith === 'card' && how.kind === 'card' ? cardDigits(how.card.number) : null
  const brand = number === null ? null : brandTaken(merchant, number)
  const { mode } = snapshot.state[purchase.service]
  const added: NewPayment = {
    requestId: windowsId,
    reference: newReference(parts),
    at,
    service: purchase.service,
    mode,
    revision: merchant.revision,
    provider: merchant.provider,
    destination: destinationOf(mode, testTarget),
    paidWith,
    cardBrand: brand,
    cardLastFour: number?.slice(-4) ?? null,
    item: purchase.item,
    description: purchase.description,
    full,
    off,
    pay,
    currency,
    codeId: code?.id ?? null,
    code: code?.code ?? null,
    state: 'started',
    held: code !== null,
    open: true,
    token: null,
    payableUntil: null,
    authorizationTransaction: null,
    captureTransaction: null,
    pendingReason: null,
  }
  const fresh = await tx.payments.add(added)
  onId(fresh.id)
  const payment = code ? await checkedCode(tx, fresh, at) : fresh
  if (paidWith === 'free') {
    const turned = await recordTransition(
      tx,
      payment,
      { change: FREE, use: 'redeem', records: 'pay-test' },
      at,
    )
    return { ...turned, requestId: null }
  }
  const requestId = newRequestId(parts)
  const turned = await recordTransition(tx, payment, { begins: { kind: FIRST[paidWith], requestId } }, at)
  return { ...turned, requestId }
}

/** A code can pay for everything: then PayPal has nothing to do. */
const FREE = { state: 'completed', open: false } as const

async function checkedCode(tx: Transaction, payment: StoredPayment, at: number): Promise<StoredPayment> {
  const begun = await recordTransition(tx, payment, { begins: { kind: 'check-code', requestId: null } }, at)
  return (await recordTransition(tx, begun.payment, { ended: { state: 'done' } }, at)).payment
}
