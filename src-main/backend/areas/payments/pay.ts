import { Refusal } from '#shared/contract/refusal.ts'
import type { Payment } from '#shared/contract/payments.ts'
import { readStandings } from '#backend/areas/commerce/commerce.ts'
import { destinationOf } from '#backend/areas/paypal/paypal.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import { findByRequest, findPayment, type StoredPayment } from '#backend/storage/payments.ts'
import { readTestTarget } from '#backend/storage/test-target.ts'
import { beginPayment, type PayWish } from './begin.ts'
import { afterBuyer, type AtBuyer, sendToPaypal, waitForBuyer } from './buyer.ts'
import { authorizeCard } from './charge.ts'
import type { Desk } from './desk.ts'
import { loginFor } from './login.ts'
import { requireTestable, sellerOf } from './seller.ts'
import { settlePayment } from './settle.ts'

/** Pays once: a payment that this number of the window's made before is the one that is answered with. */
export async function payAsWished(desk: Desk, wish: PayWish, signal: AbortSignal): Promise<Payment> {
  const first = await desk.sites.use(async (site) => {
    const known = await findByRequest(site.store.reading, wish.requestId)
    const reached = known ? await goOn(desk, site, known) : await begin(desk, site, wish)
    return 'expected' in reached ? reached : { payment: await desk.describe(site, reached) }
  })
  if (!('expected' in first)) return first.payment
  const back = await waitForBuyer(first, signal)
  return await desk.sites.use((site) =>
    desk.queues.alone(first.payment.id, async () => {
      const after = await afterBuyer(desk, site, first, back)
      // The payment's own site settles it when it is opened again.
      if (!after) throw new Refusal('payments.unknown', { id: first.payment.id })
      return await desk.describe(site, after)
    }),
  )
}

const goOn = (desk: Desk, site: OpenSite, known: StoredPayment): Promise<StoredPayment> =>
  desk.queues.alone(known.id, async () =>
    settlePayment(desk, site, (await findPayment(site.store.reading, known.id)) ?? known),
  )

async function begin(desk: Desk, site: OpenSite, wish: PayWish): Promise<StoredPayment | AtBuyer> {
  await requireLogin(desk, site, wish)
  const { today } = await site.time()
  let release = (): void => undefined
  const onId = (id: number) => void (release = desk.queues.take(id))
  try {
    const begun = await site.store.writer.transaction('payments.begin', (tx) =>
      beginPayment(tx, desk, wish, { today, onId }),
    )
    const { payment, requestId, operation } = begun
    desk.emit('payments.onChanged', { id: payment.id, payment: await desk.describe(site, payment) })
    if (operation) desk.emit('history.onRecorded', operation)
    if (requestId === null) return payment
    return wish.with.kind === 'card'
      ? await authorizeCard(desk, { site, payment, requestId, records: 'pay-test' }, wish.with.card)
      : await sendToPaypal(desk, site, payment, requestId)
  } finally {
    release()
  }
}

/**
 * What PayPal will be told of the account must be at hand before anything is written down.
 * @throws Refusal 'commerce.other-mode', 'commerce.incomplete', 'secrets.locked', 'paypal.no-caller'
 */
async function requireLogin(desk: Desk, site: OpenSite, { purchase: { service } }: PayWish): Promise<void> {
  const { reading } = site.store
  const standings = await readStandings(reading)
  const seller = sellerOf(standings, service)
  requireTestable(standings, seller)
  const { mode } = standings.state[service]
  const destination = destinationOf(mode, await readTestTarget(reading))
  await loginFor(desk.box, site, { ...seller, mode, destination })
}
