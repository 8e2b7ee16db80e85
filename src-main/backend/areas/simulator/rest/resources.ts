import { amountText } from '../amounts.ts'
import { type Approval, BUYER } from '../approvals.ts'
import type { Movement } from '../bank/bank.ts'
import type { Call } from '../server/http-messages.ts'
import type { Tools } from '../tools.ts'
import { link } from './json-answer.ts'

const money = (minor: number, currency: Movement['charge']['currency']) => ({
  currency_code: currency,
  value: amountText(minor, currency),
})

/** An authorization, a capture or a refund, as REST describes it. */
export function resourceOf(call: Call, movement: Movement) {
  const { id, kind, minor, at, charge } = movement
  const name = kind === 'authorization' ? 'authorizations' : kind === 'refund' ? 'refunds' : 'captures'
  const self = `/v2/payments/${name}/${id}`
  const rest = {
    capture: [link(call, 'capture', `${self}/capture`, 'POST'), link(call, 'void', `${self}/void`, 'POST')],
    refund: [link(call, 'refund', `${self}/refund`, 'POST')],
  }
  // A refund has an invoice number where it was given one; the others have the order's.
  const invoice = movement.invoice ?? (kind === 'refund' ? null : charge.reference)
  const more = kind === 'authorization' ? rest.capture : kind === 'refund' ? [] : rest.refund
  return {
    id,
    status: statusOf(movement),
    ...(movement.review === null ? {} : { status_details: { reason: reasonOf(movement, movement.review) } }),
    amount: money(minor, charge.currency),
    ...(invoice === null ? {} : { invoice_id: invoice }),
    ...(name === 'captures' ? { final_capture: true } : {}),
    create_time: isoSeconds(at),
    update_time: isoSeconds(at),
    links: [link(call, 'self', self), ...more],
  }
}

const REFUSED: Partial<Record<Movement['kind'], string>> = { authorization: 'DENIED', refund: 'FAILED' }

/** A refund waits for a bank only. */
const reasonOf = ({ kind }: Movement, reason: string): string => (kind === 'refund' ? 'ECHECK' : reason)

function statusOf({ kind, declined, review, charge }: Movement): string {
  if (review !== null && charge.state !== 'voided') return 'PENDING'
  if (declined !== null) return REFUSED[kind] ?? 'DECLINED'
  switch (kind) {
    case 'authorization':
      if (charge.state === 'authorized') return 'CREATED'
      return charge.state === 'voided' ? 'VOIDED' : 'CAPTURED'
    case 'refund':
      return 'COMPLETED'
    default:
      if (charge.state === 'refunded') return 'REFUNDED'
      return charge.refunded > 0 ? 'PARTIALLY_REFUNDED' : 'COMPLETED'
  }
}

/** An order, with what was paid of it. */
export function orderOf(call: Call, { bank }: Tools, approval: Approval) {
  const { token: id, minor, currency, description, reference, state, payerId, action, at, unit } = approval
  const intent = action === 'sale' ? 'CAPTURE' : 'AUTHORIZE'
  const movements = approval.transaction === null ? [] : bank.movementsOf(approval.transaction)
  const resourcesOf = (...kinds: Movement['kind'][]) =>
    movements
      .filter((movement) => kinds.includes(movement.kind))
      .map((movement) => resourceOf(call, movement))
  const payments = {
    ...listed('authorizations', resourcesOf('authorization')),
    ...listed('captures', resourcesOf('sale', 'capture')),
    ...listed('refunds', resourcesOf('refund')),
  }
  const isKnown = state === 'approved' || state === 'completed'
  const buyer = {
    email_address: BUYER.email,
    name: { given_name: BUYER.first, surname: BUYER.last },
    address: { country_code: BUYER.country },
  }
  return {
    id,
    intent,
    status: orderStatus(approval),
    purchase_units: [
      {
        reference_id: unit?.referenceId ?? 'default',
        amount: money(minor, currency),
        ...(description ? { description } : {}),
        ...(unit?.customId == null ? {} : { custom_id: unit.customId }),
        ...(reference === null ? {} : { invoice_id: reference }),
        ...(movements.length > 0 ? { payments } : {}),
      },
    ],
    ...(isKnown
      ? {
          payer: { payer_id: payerId, ...buyer },
          payment_source: { paypal: { account_id: payerId, account_status: 'VERIFIED', ...buyer } },
        }
      : {}),
    create_time: isoSeconds(at),
    links: orderLinks(call, approval, intent),
  }
}

export function orderStatus({ state, unit }: Approval): string {
  if (state === 'completed') return 'COMPLETED'
  if (state === 'approved') return 'APPROVED'
  return unit?.isByPaypal ? 'PAYER_ACTION_REQUIRED' : 'CREATED'
}

export function orderLinks(call: Call, { token, state, unit }: Approval, intent: string) {
  const self = `/v2/checkout/orders/${token}`
  const next = intent === 'CAPTURE' ? 'capture' : 'authorize'
  return [
    link(call, 'self', self),
    ...(state === 'open' || state === 'cancelled'
      ? [link(call, unit?.isByPaypal ? 'payer-action' : 'approve', `/checkoutnow?token=${token}`)]
      : []),
    ...(state === 'approved' ? [link(call, next, `${self}/${next}`, 'POST')] : []),
  ]
}

const listed = (name: string, entries: readonly unknown[]) => (entries.length > 0 ? { [name]: entries } : {})
const isoSeconds = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`
