import type { Takings, Timeline } from '#shared/contract/report.ts'
import { dayFormatter, type IsoDate } from '#shared/domain/dates.ts'
import type { DayCounts } from './report.ts'

/** No time zone begins its days between quarters of an hour, so an engine adds up by quarters. */
export const QUARTER_MS = 15 * 60_000

type Statuses = Timeline['steps'][number]['statuses']

/** How many codes expire on a day, and how many of them have each status; the others are active. */
export interface CodesOfDay extends Omit<Statuses, 'active'> {
  readonly day: IsoDate
  readonly codes: number
}

/** Adds up what an engine counted in parts. */
export function createDayTally(timeZone: string) {
  const expiries = new Map<IsoDate, Statuses>()
  /** By quarter, and added up: there may be as many redemptions as there are codes. */
  const quarters = new Map<number, readonly Takings[]>()
  return {
    addExpiring({ day, codes, ...counts }: CodesOfDay): void {
      const added = {
        active: codes - counts.deleted - counts.usedUp - counts.expired - counts.notYetValid,
        ...counts,
      }
      expiries.set(day, addStatuses(expiries.get(day) ?? NO_STATUSES, added))
    },
    /** `quarter`: since 1970, in UTC. */
    addRedeemed(quarter: number, takings: Takings): void {
      quarters.set(quarter, addTakings(quarters.get(quarter) ?? [], takings))
    },
    counts(): DayCounts {
      const dayOf = dayFormatter(timeZone)
      const redemptions = new Map<IsoDate, Takings[]>()
      for (const [quarter, sums] of quarters) {
        const day = dayOf(quarter * QUARTER_MS)
        for (const takings of sums) redemptions.set(day, addTakings(redemptions.get(day) ?? [], takings))
      }
      return { expiries, redemptions }
    },
  }
}
export type DayTally = ReturnType<typeof createDayTally>

export const NO_STATUSES: Statuses = { active: 0, notYetValid: 0, expired: 0, usedUp: 0, deleted: 0 }

export const addStatuses = (sum: Statuses, added: Statuses): Statuses => ({
  active: sum.active + added.active,
  notYetValid: sum.notYetValid + added.notYetValid,
  expired: sum.expired + added.expired,
  usedUp: sum.usedUp + added.usedUp,
  deleted: sum.deleted + added.deleted,
})

const plus = (sum: Takings, added: Takings): Takings => ({
  mode: added.mode,
  currency: added.currency,
  redemptions: sum.redemptions + added.redemptions,
  paid: sum.paid + added.paid,
  discount: sum.discount + added.discount,
})

/** Sums by mode and currency, which are never added to each other. */
export function addTakings(sums: readonly Takings[], added: Takings): Takings[] {
  const before = sums.find(({ mode, currency }) => mode === added.mode && currency === added.currency)
  return before ? sums.map((one) => (one === before ? plus(before, added) : one)) : [...sums, added]
}
