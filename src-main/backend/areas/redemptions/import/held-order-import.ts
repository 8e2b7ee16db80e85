import type { FileRef } from '#shared/contract/files.ts'
import type { OrderImport, OrderRow, OrderTab } from '#shared/contract/redemptions.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { OrderPlan } from './plan-orders.ts'
import type { ReadOrderRow } from './read-order-rows.ts'

/** What a plan depends on: where it is the same, so is the plan. */
export interface PlannedOn {
  readonly site: string
  /** `RedemptionsReader.lastChange`. */
  readonly change: number
  /** `OperationsReader.nextId`: whatever changes codes is an operation. */
  readonly operation: number
}

export const isSameState = (one: PlannedOn, other: PlannedOn): boolean =>
  one.site === other.site && one.change === other.change && one.operation === other.operation

/** A file that was read, with what its rows would do. It lives in memory only. */
export interface HeldOrderImport {
  readonly file: FileRef
  readonly reading: OrderImport['reading']
  readonly read: readonly ReadOrderRow[]
  plan: OrderPlan
  plannedOn: PlannedOn
}

export const countsOf = ({ outcomes }: Pick<OrderPlan, 'outcomes'>): OrderImport['counts'] => {
  const of = (tab: OrderTab) => outcomes.reduce((sum, outcome) => sum + Number(outcome.tab === tab), 0)
  return {
    rows: outcomes.length,
    counted: of('counted'),
    returned: of('returned'),
    known: of('known'),
    bad: of('bad'),
  }
}

/** What the same rows would do once they were counted: nothing, but for the bad ones. */
export const afterImport = ({ outcomes }: OrderPlan): OrderPlan => ({
  outcomes: outcomes.map((outcome) => (outcome.tab === 'bad' ? outcome : { tab: 'known', problem: null })),
  added: [],
  returns: [],
})

/** The places of the rows of a tab. */
export const placesIn = ({ plan }: HeldOrderImport, tab: OrderTab): number[] =>
  plan.outcomes.flatMap((outcome, place) => (outcome.tab === tab ? [place] : []))

export function rowAt({ read, plan }: HeldOrderImport, place: number): OrderRow {
  const row = read[place]
  const outcome = plan.outcomes[place]
  if (!row || !outcome) throw new RangeError(`no row at ${place}`)
  const { code, order, amount, pay, currency, refund } = row
  return {
    ...{ row: Math.max(1, row.row), code, order, amount, pay, currency, refund },
    at: row.at === null ? null : instantOf(row.at),
    problem: outcome.problem,
  }
}
