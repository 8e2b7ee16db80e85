import { Refusal } from '#shared/contract/refusal.ts'
import type { Payment } from '#shared/contract/payments.ts'
import { readCommerceSnapshot } from '#backend/areas/commerce/commerce.ts'
import { destinationOf, readTestTarget } from '#backend/areas/paypal/paypal.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { StoredPayment } from '#backend/storage/payments.ts'
import { beginPayment, type PayRequest } from './begin.ts'
import { afterBuyer, type AtBuyer, sendToPaypal, waitForBuyer } from './buyer.ts'
import { authorizeCard } from './charge.ts'
import type { PaymentContext } from './payment-context.ts'
import { loginFor } from './login.ts'
import { requireTestable, merchantSetupOf } from './merchant.ts'
import { settlePayment } from './settle.ts'

/** Pays once: a payment that this number of the window's made before is the one that is answered with. */
export async function payAsRequested(
  context: PaymentContext,
  request: PayRequest,
  signal: AbortSignal,
): Promise<Payment> {
  const first = await context.sites.use(async (site) => {
    const known = await site.storage.payments.findByRequest(request.requestId)
    const reached = known ? await goOn(context, site, known) : await begin(context, site, request)
    return 'expected' in reached ? reached : { payment: await context.describe(site, reached) }
  })
  if (!('expected' in first)) return first.payment
  const back = await waitForBuyer(first, signal)
  return await context.sites.use((site) =>
    context.queues.alone(first.payment.id, async () => {
      const after = await afterBuyer(context, site, first, back)
      // The payment's own site settles it when it is opened again.
      if (!after) throw new Refusal('payments.unknown', { id: first.payment.id })
      return await context.describe(site, after)
    }),
  )
}

const goOn = (context: PaymentContext, site: OpenSite, known: StoredPayment): Promise<StoredPayment> =>
  context.queues.alone(known.id, async () =>
    settlePayment(context, site, (await site.storage.payments.find(known.id)) ?? known),
  )

async function begin(
  context: PaymentContext,
  site: OpenSite,
  request: PayRequest,
): Promise<StoredPayment | AtBuyer> {
  await requireLogin(context, site, request)
  const { today } = await site.time()
  let release = (): void => undefined
  const onId = (id: number) => void (release = context.queues.take(id))
  try {
    const begun = await site.storage.transaction('payments.begin', (tx) =>
      beginPayment(tx, context, request, { today, onId }),
    )
    const { payment, requestId, operation } = begun
    context.emit('payments.onChanged', { id: payment.id, payment: await context.describe(site, payment) })
    if (operation) context.emit('history.onRecorded', operation)
    if (requestId === null) return payment
    return payment.paidWith === 'card' && request.with.kind === 'card'
      ? await authorizeCard(context, { site, payment, requestId, records: 'pay-test' }, request.with.card)
      : await sendToPaypal(context, site, payment, requestId)
  } finally {
    release()
  }
}

/**
 * What will be sent to PayPal about the account must be available before anything is written down.
 * @throws Refusal 'commerce.other-mode', 'commerce.incomplete', 'secrets.locked', 'paypal.no-caller'
 */
async function requireLogin(
  context: PaymentContext,
  site: OpenSite,
  { purchase: { service } }: PayRequest,
): Promise<void> {
  const snapshot = await readCommerceSnapshot(site.storage)
  const merchant = merchantSetupOf(snapshot, service)
  const testTarget = await readTestTarget(site.storage)
  requireTestable(snapshot, merchant, testTarget)
  const { mode } = snapshot.state[service]
  const destination = destinationOf(mode, testTarget)
  await loginFor(context.box, site, { ...merchant, mode, destination })
}
