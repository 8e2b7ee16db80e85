import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import { type BoundedMap, createBoundedMap } from '../bounded-map.ts'
import { HOUR } from '../simulator-dependencies.ts'

export type ProtocolName = 'payflow' | 'express' | 'permissions' | 'rest'

/** What each protocol says of a payment that was under review, and that somebody declined. */
export const DECLINED_AS: Readonly<Record<ProtocolName, string>> = {
  payflow: '128',
  express: 'Denied',
  rest: 'DECLINED',
  permissions: '',
}

export type ChargeState = 'declined' | 'verified' | 'authorized' | 'captured' | 'voided' | 'refunded'

/** What the buyer paid with: a card, or the PayPal login. */
export type PaidThrough = 'card' | 'login'

/** One payment as the bank sees it, whatever protocol asked for it. Amounts in minor units. */
export interface Charge {
  /** PayPal's number of its first movement. */
  readonly id: string
  readonly protocol: ProtocolName
  readonly through: PaidThrough
  readonly merchant: string
  /** Ours: CUSTREF, INVNUM, invoice_id. */
  readonly reference: string | null
  readonly minor: number
  readonly currency: PaymentCurrency
  readonly at: number
  readonly state: ChargeState
  /** Money that has moved to the merchant, and back. */
  readonly captured: number
  readonly refunded: number
}

export type MovementKind = 'verification' | 'authorization' | 'sale' | 'capture' | 'refund' | 'void'

export interface Movement {
  readonly id: string
  readonly kind: MovementKind
  readonly charge: Charge
  readonly minor: number
  readonly at: number
  /** An invoice number of its own; that of the charge is not repeated here. */
  readonly invoice: string | null
  /** The protocol's own code where the bank said no. */
  readonly declined: string | null
  /** The protocol's own code or reason while PayPal has not decided about it: no money has moved. */
  readonly review: string | null
}

/** Why the bank does not do what is asked of a movement. */
export type Obstacle =
  | 'declined'
  | 'wrong-kind'
  | 'captured'
  | 'voided'
  | 'settled'
  | 'refunded'
  | 'pending'
  | 'too-much'
  | 'too-late'
export type Moved = { readonly movement: Movement } | { readonly obstacle: Obstacle }

export interface NewCharge {
  readonly protocol: ProtocolName
  readonly through: PaidThrough
  readonly kind: 'verification' | 'authorization' | 'sale'
  readonly merchant: string
  readonly reference: string | null
  readonly minor: number
  readonly currency: PaymentCurrency
  /** The protocol's code where it is refused. */
  readonly declined: string | null
  /** The protocol's code or reason where PayPal does not complete it yet. */
  readonly review?: string | null
}

/** The bank behind all protocols: it alone moves money, and says what it may not do. */
export interface Bank {
  charge(charge: NewCharge, id: string): Movement
  capture(authorization: Movement, minor: number | null, id: string, invoice?: string | null): Moved
  void(movement: Movement, id: string): Moved
  refund(movement: Movement, minor: number | null, id: string, invoice?: string | null): Moved
  find(merchant: string, id: string): Movement | null
  /** The newest movement that carries the merchant's reference. */
  latest(merchant: string, reference: string): Movement | null
  /** Also lets a later movement carry the reference. */
  carry(movement: Movement, reference: string): void
  /** Every movement of a charge, the first one first. */
  movementsOf(charge: string): readonly Movement[]
  charges(): readonly Charge[]
  /** Carries something out; payments and refunds that are made meanwhile are held for a review, with this code. */
  holding<Result>(code: string, run: () => Result): Result
  /** Puts the payments of a reference under review afterwards. */
  hold(reference: string, code: string): void
  /** Decides about everything of a reference that is under review. `declined` is the protocol's code for a no; null is a yes. */
  decide(reference: string, declined: string | null): void
  /** The same of one movement. */
  decideOne(movement: Movement, declined: string | null): void
  /** What nobody has decided about, the oldest first. */
  underReview(): readonly Movement[]
  /** Settles everything captured, as the night does: it can be refunded then, and no longer voided. */
  settle(): void
}

type Reviewed = { -readonly [Key in keyof Movement]: Movement[Key] }
type Open = { -readonly [Key in keyof Charge]: Charge[Key] } & { capturedAt: number; settled: boolean }

/** Captures are settled within a day. */
const SETTLED_AFTER = 24 * HOUR
/** An authorization can be captured for so long, and a payment refunded. */
const CAPTURED_WITHIN = 29 * 24 * HOUR
const REFUNDED_WITHIN = 180 * 24 * HOUR

export function createBank({ clock, keep }: { clock: Clock; keep: number }): Bank {
  const charges: BoundedMap<Open> = createBoundedMap(keep)
  const movements: BoundedMap<Reviewed> = createBoundedMap(keep * 2)
  const references: BoundedMap<Movement> = createBoundedMap(keep)
  const ofCharge: BoundedMap<Reviewed[]> = createBoundedMap(keep)
  let holdsFor: string | null = null
  const key = (merchant: string, name: string): string => `${merchant}\n${name}`

  function record(
    id: string,
    kind: MovementKind,
    charge: Open,
    minor: number,
    {
      declined = null,
      invoice = null,
      reason = null,
    }: { declined?: string | null; invoice?: string | null; reason?: string | null } = {},
  ) {
    const isHeld = declined === null && ['authorization', 'sale', 'refund'].includes(kind)
    const review = isHeld ? (reason ?? holdsFor) : null
    const movement: Reviewed = { id, kind, charge, minor, at: clock.now(), invoice, declined, review }
    movements.set(key(charge.merchant, id), movement)
    const before = ofCharge.get(charge.id)
    if (before) before.push(movement)
    else ofCharge.set(charge.id, [movement])
    return movement
  }
  const openOf = (movement: Movement): Open | undefined => charges.get(movement.charge.id)
  const isSettled = (charge: Open): boolean =>
    charge.settled || clock.now() - charge.capturedAt >= SETTLED_AFTER
  const take = (charge: Open, minor: number): void => {
    charge.state = 'captured'
    charge.captured = minor
    charge.capturedAt = clock.now()
  }
  const giveBack = (charge: Open, minor: number): void => {
    charge.refunded += minor
    if (charge.refunded === charge.captured) charge.state = 'refunded'
  }
  /** Refunds that PayPal has accepted and not made count as made: nothing is given back twice. */
  const beingRefunded = ({ id }: Open): number =>
    (ofCharge.get(id) ?? [])
      .filter(({ kind, review }) => kind === 'refund' && review !== null)
      .reduce((sum, { minor }) => sum + minor, 0)
  function settleReview(movement: Reviewed, declined: string | null): void {
    const charge = openOf(movement)
    if (movement.review === null || !charge) return
    movement.review = null
    if (charge.state === 'voided') return
    movement.declined = declined
    if (movement.kind === 'refund') {
      if (declined === null) giveBack(charge, movement.minor)
    } else if (declined !== null) charge.state = 'declined'
    else if (movement.kind === 'sale') take(charge, movement.minor)
  }
  const movementsWith = (reference: string): Reviewed[] =>
    charges
      .values()
      .filter((charge) => charge.reference === reference)
      .flatMap(({ id }) => ofCharge.get(id) ?? [])
  const carry = (movement: Movement, reference: string): void =>
    references.set(key(movement.charge.merchant, reference), movement)

  return {
    charge(asked, id) {
      const { kind, declined, review = null, ...rest } = asked
      const at = clock.now()
      const state = declined !== null ? 'declined' : kind === 'verification' ? 'verified' : 'authorized'
      const charge: Open = {
        ...rest,
        id,
        at,
        state,
        captured: 0,
        refunded: 0,
        capturedAt: at,
        settled: false,
      }
      charges.set(id, charge)
      const movement = record(id, kind, charge, asked.minor, { declined, reason: review })
      if (kind === 'sale' && declined === null && movement.review === null) take(charge, asked.minor)
      if (asked.reference !== null) carry(movement, asked.reference)
      return movement
    },

    capture(authorization, minor, id, invoice = null) {
      const charge = openOf(authorization)
      if (!charge || authorization.kind !== 'authorization') return { obstacle: 'wrong-kind' }
      if (authorization.declined !== null) return { obstacle: 'declined' }
      if (charge.state === 'voided') return { obstacle: 'voided' }
      if (charge.state !== 'authorized') return { obstacle: 'captured' }
      if (authorization.review !== null) return { obstacle: 'pending' }
      if (clock.now() - charge.at > CAPTURED_WITHIN) return { obstacle: 'too-late' }
      const taken = minor ?? charge.minor
      if (taken > charge.minor || taken < 1) return { obstacle: 'too-much' }
      take(charge, taken)
      return { movement: record(id, 'capture', charge, taken, { invoice }) }
    },

    void(movement, id) {
      const charge = openOf(movement)
      if (!charge || !['authorization', 'sale', 'capture'].includes(movement.kind))
        return { obstacle: 'wrong-kind' }
      // PayPal itself voids what it has reserved, and nothing that it has taken.
      if (charge.through === 'login' && movement.kind !== 'authorization') return { obstacle: 'wrong-kind' }
      if (movement.declined !== null) return { obstacle: 'declined' }
      if (charge.state === 'voided') return { obstacle: 'voided' }
      if (charge.state === 'refunded' || charge.refunded > 0) return { obstacle: 'refunded' }
      if (movement.kind === 'authorization' && charge.state === 'captured') return { obstacle: 'captured' }
      if (charge.state === 'captured' && isSettled(charge)) return { obstacle: 'settled' }
      charge.state = 'voided'
      charge.captured = 0
      return { movement: record(id, 'void', charge, movement.minor) }
    },

    refund(movement, minor, id, invoice = null) {
      const charge = openOf(movement)
      if (!charge || !['sale', 'capture'].includes(movement.kind)) return { obstacle: 'wrong-kind' }
      if (movement.declined !== null) return { obstacle: 'declined' }
      if (charge.state === 'voided') return { obstacle: 'voided' }
      if (movement.review !== null) return { obstacle: 'pending' }
      if (clock.now() - charge.capturedAt > REFUNDED_WITHIN) return { obstacle: 'too-late' }
      const left = charge.captured - charge.refunded - beingRefunded(charge)
      if (left === 0) return { obstacle: 'refunded' }
      const back = minor ?? left
      if (back > left || back < 1) return { obstacle: 'too-much' }
      const refund = record(id, 'refund', charge, back, { invoice })
      if (refund.review === null) giveBack(charge, back)
      return { movement: refund }
    },

    holding(code, run) {
      holdsFor = code
      try {
        return run()
      } finally {
        holdsFor = null
      }
    },
    hold(reference, code) {
      for (const movement of movementsWith(reference)) {
        if (movement.kind !== 'authorization' && movement.kind !== 'sale') continue
        const charge = openOf(movement)
        movement.review = code
        if (charge && movement.kind === 'sale') Object.assign(charge, { state: 'authorized', captured: 0 })
      }
    },
    decide(reference, declined) {
      for (const movement of movementsWith(reference)) settleReview(movement, declined)
    },
    decideOne({ id, charge }, declined) {
      const movement = movements.get(key(charge.merchant, id))
      if (movement) settleReview(movement, declined)
    },
    underReview: () =>
      movements.values().filter(({ review, charge }) => review !== null && charge.state !== 'voided'),

    find: (merchant, id) => movements.get(key(merchant, id)) ?? null,
    latest: (merchant, reference) => references.get(key(merchant, reference)) ?? null,
    carry,
    movementsOf: (charge) => ofCharge.get(charge) ?? [],
    charges: () => charges.values().map(({ capturedAt: _at, settled: _settled, ...charge }) => charge),
    settle() {
      for (const charge of charges.values()) if (charge.state === 'captured') charge.settled = true
    },
  }
}
