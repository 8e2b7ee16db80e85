import { z } from 'zod'
import { pendingWord } from '#shared/domain/payments/pending-reasons.ts'
import type { RestOrder } from './rest-types.ts'

const linkSchema = z.object({ href: z.string().max(2048), rel: z.string() })
/** Goes into the path of later requests, so that nothing but letters and figures may be in it. */
const idSchema = z.string().regex(/^[A-Za-z0-9-]{1,64}$/)
const statusSchema = z.string().max(64)
/** An authorization, capture or refund. */
export const movementSchema = z.object({
  id: idSchema,
  status: statusSchema,
  status_details: z.object({ reason: statusSchema.optional() }).optional(),
})
export type Movement = z.output<typeof movementSchema>

/** The parts of an order of Orders v2 that are read. */
export const orderSchema = z.object({
  id: idSchema,
  status: statusSchema,
  links: z.array(linkSchema).default([]),
  purchase_units: z
    .array(
      z.object({
        payments: z
          .object({
            authorizations: z.array(movementSchema).default([]),
            captures: z.array(movementSchema).default([]),
            refunds: z.array(movementSchema).default([]),
          })
          .default({ authorizations: [], captures: [], refunds: [] }),
      }),
    )
    .default([]),
})
export type OrderAtPaypal = z.output<typeof orderSchema>

/** The authorization and the capture of an order, and its refunds. A capture that took money goes before one that did not. */
export function movementsOf(order: OrderAtPaypal): {
  readonly authorization: Movement | null
  readonly capture: Movement | null
  readonly refunds: readonly Movement[]
} {
  const payments = order.purchase_units.map((unit) => unit.payments)
  const captures = payments.flatMap((payment) => payment.captures)
  return {
    authorization: payments.flatMap((payment) => payment.authorizations).at(-1) ?? null,
    capture: captures.findLast(({ status }) => !NOT_TAKEN.includes(status)) ?? captures.at(-1) ?? null,
    refunds: payments.flatMap((payment) => payment.refunds),
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

/** Null where a state is none that PayPal has, or a completed order has no payment. */
export function restOrder(order: OrderAtPaypal): RestOrder | null {
  const status = STATES[order.status]
  if (!status) return null
  const { authorization, capture, refunds } = movementsOf(order)
  const payment = paymentOf(authorization, capture, refunds)
  if (payment === null || (status === 'completed' && payment === 'none')) return null
  return {
    status,
    authorization: payment === 'authorized' ? (authorization?.id ?? null) : null,
    capture: payment === 'captured' || payment === 'refunding' ? (capture?.id ?? null) : null,
    pendingCapture: payment === 'pending' ? (capture?.id ?? null) : null,
    payment,
    reason: payment === 'pending' ? pendingReason(capture ?? authorization) : null,
  }
}

/** Why PayPal has not completed it. */
export const pendingReason = (movement: Movement | null): string =>
  pendingWord(movement?.status_details?.reason ?? 'other')

type Payment = RestOrder['payment']

/** `status` of a capture. What is refunded in part is still paid. */
const CAPTURE_STATES: Readonly<Record<string, Payment>> = {
  COMPLETED: 'captured',
  PARTIALLY_REFUNDED: 'captured',
  REFUNDED: 'refunded',
  PENDING: 'pending',
  DECLINED: 'declined',
  FAILED: 'declined',
}
/** `status` of an authorization without a capture; one that is captured has a capture. */
const AUTHORIZATION_STATES: Readonly<Record<string, Payment>> = {
  CREATED: 'authorized',
  PENDING: 'pending',
  VOIDED: 'voided',
  EXPIRED: 'voided',
  DENIED: 'declined',
}

function paymentOf(
  authorization: Movement | null,
  capture: Movement | null,
  refunds: readonly Movement[],
): Payment | null {
  if (!capture) return authorization ? (AUTHORIZATION_STATES[authorization.status] ?? null) : 'none'
  const payment = CAPTURE_STATES[capture.status] ?? null
  // A refund under way is neither made nor missing.
  const isBeingRefunded = payment === 'captured' && refunds.some(({ status }) => status === 'PENDING')
  return isBeingRefunded ? 'refunding' : payment
}

/** States of a capture, an authorization or a refund in which no money has moved. */
export const NOT_TAKEN: readonly string[] = ['DECLINED', 'FAILED', 'DENIED', 'CANCELLED', 'EXPIRED']
