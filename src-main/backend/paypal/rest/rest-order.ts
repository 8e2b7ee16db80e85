import { z } from 'zod'
import type { RestOrder } from './rest-types.ts'

const linkSchema = z.object({ href: z.string(), rel: z.string() })
/** An authorization, capture or refund. */
export const movementSchema = z.object({ id: z.string().min(1), status: z.string() })
export type Movement = z.output<typeof movementSchema>

/** The parts of an order of Orders v2 that are read. */
export const orderSchema = z.object({
  id: z.string().min(1),
  status: z.string(),
  links: z.array(linkSchema).default([]),
  purchase_units: z
    .array(
      z.object({
        payments: z
          .object({
            authorizations: z.array(movementSchema).default([]),
            captures: z.array(movementSchema).default([]),
          })
          .default({ authorizations: [], captures: [] }),
      }),
    )
    .default([]),
})
export type OrderAtPaypal = z.output<typeof orderSchema>

/** The newest capture and authorization of an order. */
export function movementsOf(order: OrderAtPaypal): {
  readonly authorization: Movement | null
  readonly capture: Movement | null
} {
  const payments = order.purchase_units.map((unit) => unit.payments)
  return {
    authorization: payments.flatMap((payment) => payment.authorizations).at(-1) ?? null,
    capture: payments.flatMap((payment) => payment.captures).at(-1) ?? null,
  }
}

/** Where the buyer approves, if PayPal's link leads to PayPal. */
export function buyerUrlOf({ links }: OrderAtPaypal, buyerOrigin: string): string | null {
  const link = links.find(({ rel }) => rel === 'payer-action') ?? links.find(({ rel }) => rel === 'approve')
  if (!link || !URL.canParse(link.href)) return null
  return new URL(link.href).origin === buyerOrigin ? link.href : null
}

const STATES: Readonly<Record<string, RestOrder['status']>> = {
  CREATED: 'not-approved',
  SAVED: 'not-approved',
  PAYER_ACTION_REQUIRED: 'not-approved',
  APPROVED: 'approved',
  COMPLETED: 'completed',
  VOIDED: 'voided',
}

/** Null where the state is none that PayPal has, or a completed order has no payment. */
export function restOrder(order: OrderAtPaypal): RestOrder | null {
  const status = STATES[order.status]
  if (!status) return null
  const { authorization, capture } = movementsOf(order)
  const payment = paymentOf(authorization, capture)
  if (status === 'completed' && payment === 'none') return null
  return {
    status,
    authorization: payment === 'authorized' ? (authorization?.id ?? null) : null,
    capture: payment === 'captured' ? (capture?.id ?? null) : null,
    payment,
  }
}

function paymentOf(authorization: Movement | null, capture: Movement | null): RestOrder['payment'] {
  if (capture) {
    if (capture.status === 'REFUNDED' || capture.status === 'PARTIALLY_REFUNDED') return 'refunded'
    return NOT_TAKEN.includes(capture.status) ? 'declined' : 'captured'
  }
  if (!authorization) return 'none'
  if (authorization.status === 'VOIDED' || authorization.status === 'EXPIRED') return 'voided'
  return authorization.status === 'DENIED' ? 'declined' : 'authorized'
}

/** States of a capture, an authorization or a refund in which no money has moved. */
export const NOT_TAKEN: readonly string[] = ['DECLINED', 'FAILED', 'DENIED', 'CANCELLED', 'EXPIRED']
