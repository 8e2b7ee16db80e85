import type { BulkPlan } from '#shared/contract/promo.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import type { MessageState } from '#shared/domain/mail/message-states.ts'
import { changeTo } from '#shared/domain/term-content.ts'
import type { BulkChange } from './codes.ts'

/** The picked codes that a change is for, counted. */
export interface EligibleCodes {
  readonly count: number
  /** Those that have expired on the site's day, and will have expired after the change as well. */
  readonly stayExpired: number
  readonly used: number
  /** Those that a message has brought, or may have; counted where `countsMailed`. */
  readonly mailed: number
  /** Their first and last expiry date before the change. */
  readonly first: IsoDate | null
  readonly last: IsoDate | null
}

/** A code that is changed, with what it had and what it gets: of an extension dates, of a term its content. */
export interface ChangeExample {
  readonly code: string
  readonly before: string
  readonly after: string
}

/** It concerns those who have the code already. */
export const countsMailed = ({ kind }: BulkChange): boolean => kind === 'delete' || kind === 'terms'

export const NO_CODES: EligibleCodes = {
  count: 0,
  stayExpired: 0,
  used: 0,
  mailed: 0,
  first: null,
  last: null,
}

/** A message in one of these states has reached its recipient, or may have. */
export const BROUGHT: readonly MessageState[] = ['sent', 'sending', 'uncertain']

/** The examples of an extension are looked for in so many rows. */
export const FIRST_ROWS = 200

export const joinEligible = (one: EligibleCodes, other: EligibleCodes): EligibleCodes => ({
  count: one.count + other.count,
  stayExpired: one.stayExpired + other.stayExpired,
  used: one.used + other.used,
  mailed: one.mailed + other.mailed,
  first: least(one.first, other.first),
  last: greatest(one.last, other.last),
})

const least = (a: IsoDate | null, b: IsoDate | null) => (a === null || (b !== null && b < a) ? b : a)
const greatest = (a: IsoDate | null, b: IsoDate | null) => (a === null || (b !== null && b > a) ? b : a)

/** What the plan of a change says of them. */
export function planOf(
  change: BulkChange,
  { count, stayExpired, used, mailed, first, last }: EligibleCodes,
  examples: readonly ChangeExample[],
): Omit<BulkPlan, 'selected' | 'skipped'> {
  const plan = { change: count, stayExpired }
  if (change.kind === 'delete') return { ...plan, deletion: { used, mailed } }
  if (change.kind === 'terms') {
    const { term } = change.change
    const before = examples.map((one) => ({ code: one.code, before: changeTo(term, one.before) }))
    return { ...plan, terms: { used, mailed, examples: before } }
  }
  if (change.kind === 'restore' || first === null || last === null) return plan
  const { to } = change
  const after = (before: IsoDate) => (to.kind === 'date' ? to.expires : addDays(before, to.days))
  const dates = examples.map(({ code, ...days }) => ({
    code,
    before: days.before as IsoDate,
    after: days.after as IsoDate,
  }))
  return { ...plan, extension: { earliest: after(first), latest: after(last), examples: dates } }
}
