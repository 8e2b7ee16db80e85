import type { ReportRow, Summary, Sums } from '#shared/contract/report.ts'
import { type Instant, instantOf, type IsoDate, dayFormatter } from '#shared/domain/dates.ts'
import type { MessageState } from '#shared/domain/mail/message-states.ts'
import { CURRENCIES, type Currency } from '#shared/domain/money.ts'
import { statusOf } from '#shared/domain/promo-code.ts'
import { PROMO_CODE_COLUMNS, type PromoCodeTable, rowFields, validityOf } from './promo-code-table.ts'
import type { SiteTime } from './site-time.ts'

export type StoredReportRow = Omit<PromoCodeTable, 'recipient_key'>
/** All but what is for sorting only. */
export const REPORT_ROW_COLUMNS = PROMO_CODE_COLUMNS.filter((column) => column !== 'recipient_key')

/**
 * The message to show for a code: of those that were not cancelled the newest to the address that the code has now,
 * or else the newest; only then a cancelled one.
 */
export interface CurrentMessage {
  readonly id: number
  readonly state: MessageState
  readonly state_at: number
  readonly address: string
  /** It went, or is to go, to another address than the code has now. */
  readonly elsewhere: boolean
}

/** Makes rows of the report of what is stored, with the names of their batches and their messages. */
export function rowMapper({
  today,
  timeZone,
}: SiteTime): (row: StoredReportRow, batchName: string, message: CurrentMessage | undefined) => ReportRow {
  const dayOf = dayFormatter(timeZone)
  // Codes of one batch were created at one moment; formatting a day is expensive.
  let last: { at: number; created: Instant; createdDay: IsoDate } | undefined
  const createdOf = (at: number) => {
    if (last?.at !== at) last = { at, created: instantOf(at), createdDay: dayOf(at) }
    return last
  }
  return (row, batchName, message) => {
    const { created, createdDay } = createdOf(row.created_at)
    return {
      ...rowFields(row),
      batchName,
      created,
      createdDay,
      status: statusOf(validityOf(row), today),
      message: message
        ? {
            id: message.id,
            state: message.state,
            email: message.address,
            elsewhere: message.elsewhere,
            at: instantOf(message.state_at),
            day: dayOf(message.state_at),
          }
        : null,
    }
  }
}

export function addSummaries(one: Summary, other: Summary): Summary {
  return {
    codes: one.codes + other.codes,
    active: one.active + other.active,
    notYetValid: one.notYetValid + other.notYetValid,
    expired: one.expired + other.expired,
    usedUp: one.usedUp + other.usedUp,
    deleted: one.deleted + other.deleted,
    redemptions: one.redemptions + other.redemptions,
  }
}

/** Some codes with the same currency of discount; null for those with a percentage. */
export interface PartSums {
  readonly currency: Currency | null
  readonly codes: number
  readonly used: number
  readonly minor: number
}

export function joinSums(parts: readonly PartSums[]): Sums {
  const sum = (some: readonly PartSums[], of: 'codes' | 'used' | 'minor') =>
    some.reduce((total, part) => total + part[of], 0)
  const discounts = CURRENCIES.flatMap((currency) => {
    const own = parts.filter((part) => part.currency === currency)
    return own.length > 0 ? [{ currency, minor: sum(own, 'minor'), codes: sum(own, 'codes') }] : []
  })
  return { codes: sum(parts, 'codes'), used: sum(parts, 'used'), discounts }
}
