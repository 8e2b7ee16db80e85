import { Refusal } from '#shared/contract/refusal.ts'
import type { Events } from '#shared/contract/events.ts'
import type { ChangedPayment, Payment } from '#shared/contract/payments.ts'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { ALPHABET } from '#shared/domain/promo-code.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import { contentIn } from '#backend/areas/commerce/commerce.ts'
import type { Clock, Log, RandomSource } from '#backend/kernel/dependencies.ts'
import type { Gateway, Gateways, Order, ReturnServer } from '#backend/areas/paypal/paypal.ts'
import type { SecretBox } from '#backend/areas/secrets/secrets.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import type { StoredPayment } from '#backend/storage/payments.ts'
import { describePayment } from './describe-payment.ts'
import { loginFor } from './login.ts'
import { createQueues, type Queues } from './queues.ts'
import { recordTransition, type PaymentTransition } from './transition.ts'

export interface PaymentDependencies {
  readonly sites: Sites
  readonly clock: Clock
  readonly random: RandomSource
  readonly log: Log
  readonly emit: Emit
  readonly box: SecretBox
  readonly gateways: Gateways
  readonly returns: ReturnServer
}

/** What every step of a payment works with. */
export interface PaymentContext extends PaymentDependencies {
  readonly queues: Queues
  /** Where buyers go on, by the payment's reference, while this run waits for them. */
  readonly waiting: Map<string, string>
  /** Writes a transition and notifies the windows. @throws Refusal 'payments.unknown' where another site is open now */
  turn(site: OpenSite, payment: StoredPayment, turn: PaymentTransition): Promise<StoredPayment>
  /** The account that the payment was begun with. @throws Refusal 'secrets.locked', 'commerce.incomplete' */
  gateway(site: OpenSite, payment: StoredPayment): Promise<Gateway>
  describe(site: OpenSite, payment: StoredPayment): Promise<Payment>
}

/** Names a call for PayPal; short enough for a letter more, for the questions that belong to the call. */
export const newRequestId = ({ random }: Pick<PaymentDependencies, 'random'>): string =>
  Buffer.from(random.bytes(15)).toString('hex')

/** Our reference of a payment at PayPal: 60 random bits in 12 letters and figures, the most that an inquiry finds. */
export const newReference = ({ random }: Pick<PaymentDependencies, 'random'>): string =>
  [...random.bytes(12)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')

export const orderOf = ({ pay, currency, description, reference }: StoredPayment): Order => ({
  amount: { minor: pay, currency },
  description,
  reference,
})

/** What all contexts of one backend have in common. */
type Shared = Pick<PaymentContext, 'queues' | 'waiting'>

export function createPaymentContext(
  parts: PaymentDependencies,
  { queues, waiting }: Shared = { queues: createQueues(), waiting: new Map() },
): PaymentContext {
  const { clock, emit, box, gateways } = parts

  const describe = async (site: OpenSite, payment: StoredPayment) => {
    const { timeZone } = await site.settings()
    const buyerUrl = waiting.get(payment.reference) ?? null
    return describePayment(payment, { timeZone, buyerUrl })
  }

  return {
    ...parts,
    queues,
    waiting,
    describe,

    async turn(site, { id, reference }, turn) {
      const { payment, operation } = await site.storage.transaction('payments.turn', async (tx) => {
        const current = await tx.payments.find(id)
        if (current?.reference !== reference) throw new Refusal('payments.unknown', { id })
        return await recordTransition(tx, current, turn, clock.now())
      })
      emit('payments.onChanged', { id, payment: await describe(site, payment) })
      if (operation) emit('history.onRecorded', operation)
      return payment
    },

    async gateway(site, { service, mode, revision, provider, currency, destination }) {
      const stored = await site.storage.commerce.findRevision(revision)
      const content = stored ? contentIn(stored, mode) : EMPTY_CONTENT
      const login = await loginFor(box, site, { service, mode, content, provider, currency, destination })
      return await gateways.open(login, destination)
    },
  }
}

/** Runs `work` with a copy of the context for one call, and adds the last operation that the call recorded. */
export async function notingOperation(
  context: PaymentContext,
  work: (context: PaymentContext) => Promise<Payment>,
): Promise<ChangedPayment> {
  let operationId: number | null = null
  const emit: Emit = (name, payload) => {
    if (name === 'history.onRecorded') ({ operationId } = payload as Events['history.onRecorded'])
    context.emit(name, payload)
  }
  const payment = await work(createPaymentContext({ ...context, emit }, context))
  return { ...payment, operationId }
}
