import { Refusal } from '#shared/contract/refusal.ts'
import type { Events } from '#shared/contract/events.ts'
import type { Handlers } from '#shared/contract/index.ts'
import type { ChangedPayment } from '#shared/contract/payments.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { readCommerceSnapshot } from '#backend/areas/commerce/commerce.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { StoredPayment } from '#backend/storage/payments.ts'
import { checkPurchase } from './check-purchase.ts'
import {
  createPaymentContext,
  type PaymentContext,
  notingOperation,
  type PaymentDependencies,
} from './payment-context.ts'
import { payAsRequested } from './pay.ts'
import { reversePayment } from './reversal.ts'
import { merchantSetupOf } from './merchant.ts'
import { settlePayment } from './settle.ts'
import { createSettler } from './settler.ts'
import { isOver } from './transition.ts'

export { beginPayment, type PayRequest } from './begin.ts'
export { checkPurchase, type CheckedPurchase } from './check-purchase.ts'
export { newReference, newRequestId } from './payment-context.ts'
export { type PaymentTransition, recordTransition } from './transition.ts'

export interface PaymentsArea {
  readonly handlers: Handlers<JobContext>['payments']
  /**
   * Settles what an earlier run left open: at the start, and when a site has been opened that could not be before.
   * `isShared`: others may be at payments right now, so only what it is time to ask about.
   */
  start(isShared: boolean): void
  /** Something happened elsewhere that may be about payments. */
  onEvent(name: string, payload: unknown): void
  close(): Promise<void>
}

/** Payments, which are test transactions, and the redemptions that they make (SPEC 7). */
export function createPayments(parts: PaymentDependencies): PaymentsArea {
  const context = createPaymentContext(parts)
  const { sites } = context
  const settler = createSettler(context)
  /** By the window's number: the same again is the same payment. */
  const underway = new Map<string, Promise<ChangedPayment>>()

  const pay: PaymentsArea['handlers']['pay'] = (request, job) => {
    const known = underway.get(request.requestId)
    if (known) return known
    const paying = notingOperation(context, (mine) => payAsRequested(mine, request, job.signal))
    const mine = lookAfter(paying).finally(() => underway.delete(request.requestId))
    underway.set(request.requestId, mine)
    return mine
  }

  /** What is left open, or broke off, is looked after by itself. */
  const lookAfter = (work: Promise<ChangedPayment>): Promise<ChangedPayment> => {
    const settledSoon = ({ state, with: how }: ChangedPayment) => isOver(state) && how !== 'hosted'
    work.then(
      (payment) => settledSoon(payment) || settler.later(),
      () => settler.later(),
    )
    return work
  }

  const onOne = (id: number, work: Work): Promise<ChangedPayment> =>
    notingOperation(context, (mine) =>
      sites.use((site) =>
        mine.queues.alone(id, async () => {
          const after = await work(mine, site, await paymentOf(site, id))
          return await mine.describe(site, after)
        }),
      ),
    )

  return {
    handlers: {
      quote: (purchase) =>
        sites.use(async (site) => {
          const { today } = await site.time()
          const { currency } = merchantSetupOf(await readCommerceSnapshot(site.storage), purchase.service)
          return (await checkPurchase(site.storage.payments, purchase, { currency, today })).quote
        }),
      pay,
      reverse: ({ id }) => lookAfter(onOne(id, settleThenReverse)),
      inquire: ({ id }) => lookAfter(onOne(id, settlePayment)),
      reviewPage: ({ id }) =>
        sites.use(async (site) => {
          const { destination, provider } = await paymentOf(site, id)
          return { url: (await context.gateways.reviewPage(provider, destination)).href }
        }),
      get: ({ id }) => sites.use(async (site) => await context.describe(site, await paymentOf(site, id))),
      list: ({ service, mode, before, limit }) =>
        sites.use(async (site) => {
          const stored = site.storage.payments
          const page = await stored.list({ service, mode, before, limit })
          return {
            total: await stored.count({ service, mode }),
            payments: await Promise.all(page.map((payment) => context.describe(site, payment))),
          }
        }),
    },
    start: (isShared) => void settler.look(isShared ? 'due' : 'all'),
    onEvent(name, payload) {
      if (name !== 'site.onChangedElsewhere') return
      // Another program may have left one open.
      if ((payload as Events[typeof name]).areas.includes('payments')) settler.later()
    },
    close: () => settler.close(),
  }
}

type Work = (context: PaymentContext, site: OpenSite, payment: StoredPayment) => Promise<StoredPayment>

/** What is not settled yet may turn out to be completed. */
const settleThenReverse: Work = async (context, site, payment) =>
  await reversePayment(
    context,
    site,
    payment.state === 'unknown' ? await settlePayment(context, site, payment) : payment,
  )

/** @throws Refusal 'payments.unknown' */
async function paymentOf({ storage }: OpenSite, id: number): Promise<StoredPayment> {
  const payment = await storage.payments.find(id)
  if (!payment) throw new Refusal('payments.unknown', { id })
  return payment
}
