import { isRefusal } from '#shared/contract/refusal.ts'
import type { StoredPayment } from '#backend/storage/payments.ts'
import { FIRST_INQUIRY_MS, nextInquiryAt } from './ask-again.ts'
import type { PaymentContext } from './payment-context.ts'
import { settlePayment } from './settle.ts'

/** Settles what was left open, by itself: at the start, and at increasing intervals while something stays open. */
export interface Settler {
  /** Asks now about everything that is open, or what it is time to ask about. */
  look(which: 'all' | 'due'): Promise<void>
  /** Something was left open: asks about it in a while. */
  later(): void
  close(): Promise<void>
}

type Which = Parameters<Settler['look']>[0]

/** Timers of days are not what they say after a computer slept. */
const LOOK_AT_LEAST_MS = 3_600_000

export function createSettler(context: PaymentContext): Settler {
  const { clock } = context
  let timer: NodeJS.Timeout | undefined
  /** When the timer runs out. */
  let timerEnds = Infinity
  let looking: Promise<void> = Promise.resolve()
  let isClosed = false
  /** When each open payment was asked about last, also where that came to nothing. */
  const asked = new Map<number, number>()

  const settleOne = (id: number): Promise<StoredPayment | undefined> =>
    context.sites.use((site) =>
      context.queues.alone(id, async () => {
        const payment = await site.storage.payments.find(id)
        if (!payment || isClosed) return undefined
        return await settlePayment(context, site, payment)
      }),
    )

  const lookIn = (ms: number): void => {
    const ends = performance.now() + ms
    if (isClosed || ends >= timerEnds) return
    clearTimeout(timer)
    timerEnds = ends
    timer = setTimeout(() => void look('due'), ms)
    timer.unref()
  }

  /** Asks about one, where it is time; answers when it is time again, or null where nothing is left to ask. */
  async function lookAt(id: number, which: Which): Promise<number | null> {
    // Somebody is at it.
    if (context.queues.isTaken(id)) return clock.now() + FIRST_INQUIRY_MS
    const payment = await context.sites.inBackground(({ storage }) => storage.payments.find(id))
    if (!payment) return null
    const due = nextInquiryAt(payment, asked.get(id))
    if (due === null || (which === 'due' && due > clock.now())) return due
    asked.set(id, clock.now())
    // A locked box, or a password that is gone, does not prevent the others.
    const after = await settleOne(id).catch((error: unknown) => {
      context.log.warn('payments.not-settled', { reason: isRefusal(error) ? error.code : 'internal' })
      return payment
    })
    return after ? nextInquiryAt(after, asked.get(id)) : null
  }

  async function lookOnce(which: Which): Promise<void> {
    clearTimeout(timer)
    timerEnds = Infinity
    const open = (await context.sites.inBackground(({ storage }) => storage.payments.open())) ?? []
    const left = new Set(open)
    for (const id of asked.keys()) if (!left.has(id)) asked.delete(id)
    let next = Infinity
    for (const id of open) {
      if (isClosed) return
      next = Math.min(next, (await lookAt(id, which)) ?? Infinity)
    }
    if (next === Infinity) return
    lookIn(Math.min(LOOK_AT_LEAST_MS, Math.max(FIRST_INQUIRY_MS, next - clock.now())))
  }

  const look = (which: Which): Promise<void> => {
    looking = looking
      .then(() => lookOnce(which))
      .catch((error: unknown) => {
        context.log.error('payments.look-failed', { reason: isRefusal(error) ? error.code : 'internal' })
      })
    return looking
  }

  return {
    look,
    later: () => lookIn(FIRST_INQUIRY_MS),
    async close() {
      isClosed = true
      clearTimeout(timer)
      await looking
    },
  }
}
