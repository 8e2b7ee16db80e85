import { isRefusal } from '#shared/contract/refusal.ts'
import type { PaymentContext } from './payment-context.ts'
import { settlePayment } from './settle.ts'

/** Settles what was left open, by itself: at the start, and again while something stays open. */
export interface Settler {
  /** Looks now, and again in a while if it has to. */
  look(): Promise<void>
  /** Looks in a while. */
  later(): void
  close(): Promise<void>
}

const LOOK_AGAIN_MS = 60_000
/** What stays open is asked about less and less often. */
const LOOK_AT_LEAST_MS = 3_600_000

export function createSettler(context: PaymentContext): Settler {
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()
  let isClosed = false

  const settleOne = (id: number): Promise<boolean> =>
    context.sites.use((site) =>
      context.queues.alone(id, async () => {
        const payment = await site.storage.payments.find(id)
        if (!payment || isClosed) return true
        return !(await settlePayment(context, site, payment)).open
      }),
    )

  let wait = LOOK_AGAIN_MS

  const lookIn = (ms: number): void => {
    clearTimeout(timer)
    if (isClosed) return
    timer = setTimeout(() => void look(), ms)
    timer.unref()
  }

  const lookOnce = async (): Promise<void> => {
    clearTimeout(timer)
    const open = (await context.sites.inBackground(({ storage }) => storage.payments.open())) ?? []
    let isLeft = false
    for (const id of open) {
      if (isClosed) return
      // Somebody is at it.
      if (context.queues.isTaken(id)) {
        isLeft = true
        continue
      }
      // A locked box, or a password that is gone, does not prevent the others.
      const isSettled = await settleOne(id).catch((error: unknown) => {
        context.log.warn('payments.not-settled', { reason: isRefusal(error) ? error.code : 'internal' })
        return false
      })
      if (!isSettled) isLeft = true
    }
    if (isLeft) lookIn(wait)
    wait = Math.min(2 * wait, LOOK_AT_LEAST_MS)
  }

  const look = (): Promise<void> => {
    looking = looking.then(lookOnce).catch((error: unknown) => {
      context.log.error('payments.look-failed', { reason: isRefusal(error) ? error.code : 'internal' })
    })
    return looking
  }

  return {
    look,
    later() {
      wait = LOOK_AGAIN_MS
      lookIn(wait)
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      await looking
    },
  }
}
