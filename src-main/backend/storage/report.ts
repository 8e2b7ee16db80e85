import type {
  CountedParameter,
  Filter,
  Order,
  ReportRow,
  SpreadsheetValues,
  Summary,
  Sums,
  Takings,
  Timeline,
  ValueCount,
} from '#shared/contract/report.ts'
import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Status } from '#shared/domain/promo-code.ts'
import type { AppliesTo, Mode, Service } from '#shared/domain/services.ts'
import type { ReportChanges } from './compare-ids.ts'
import type { StoredOperation } from './operations.ts'
import type { PickedRows, ResultSet } from './result-sets.ts'
import type { SiteTime } from './site-time.ts'

/** Codes and addresses that a report is narrowed to, as the site has them but for the case of ASCII letters. */
export interface CodeList {
  readonly codes: readonly string[]
  readonly addresses: readonly string[]
}

/** Codes of one batch that have the same status. */
export interface BatchCount {
  readonly batch: number
  readonly name: string
  readonly service: Service
  readonly status: Status
  readonly codes: number
  /** Those that were used at least once. */
  readonly redeemed: number
  /** How often they were used. */
  readonly redemptions: number
}

/** What codes of one batch were redeemed for, without what was given back; by mode and currency. */
export interface RedeemedCount extends Takings {
  readonly batch: number
  readonly name: string
  readonly service: Service
  /** Null where an imported file did not say it. */
  readonly item: Exclude<AppliesTo, 'everything'> | null
}

export interface DayCounts {
  /** How many codes expire on a day, by their status. */
  readonly expiries: ReadonlyMap<IsoDate, Timeline['steps'][number]['statuses']>
  /** How often codes were redeemed on a day, and for what money, without what was given back; one entry a mode and currency. */
  readonly redemptions: ReadonlyMap<IsoDate, readonly Takings[]>
}

export interface BatchSummary {
  readonly id: number
  readonly name: string
  readonly service: Service
  /** In UTC milliseconds. */
  readonly createdAt: number
  readonly codes: number
}

export interface StoredRedemption {
  readonly payment: number
  /** In UTC milliseconds. */
  readonly at: number
  readonly mode: Mode
  /** When it was taken back, in UTC milliseconds. */
  readonly givenBackAt: number | null
}

/** A use by an order of the site's own shop. */
export interface StoredOrderUse {
  readonly order: string
  /** In UTC milliseconds. */
  readonly at: number
  readonly pay: number
  readonly currency: PaymentCurrency
  /** When it was given back, in UTC milliseconds. */
  readonly givenBackAt: number | null
}

/** Everything about one code. */
export interface StoredCodeDetails {
  readonly row: ReportRow
  readonly batch: Omit<BatchSummary, 'service'>
  /** The newest first. */
  readonly redemptions: readonly StoredRedemption[]
  /** Without those whose import was undone, the newest first. */
  readonly orders: readonly StoredOrderUse[]
  /** The ids of its messages, the newest first. */
  readonly messages: readonly number[]
  /** What touched the code, the newest first: its creation, changes and edits, and what undid them or did them again. */
  readonly operations: readonly StoredOperation[]
}

export interface RowOptions {
  /** False leaves out the message of each code, which is another look-up a row. */
  readonly messages?: boolean
}

export interface ReportReader {
  /** The codes that pass `filter` and are in `list`, in `order`; equal ones in the order of their creation. */
  open(filter: Filter, order: Order, time: SiteTime, list?: CodeList): Promise<ResultSet>
  /** How `set` differs from what `open` would answer now. */
  compare(
    set: ResultSet,
    filter: Filter,
    order: Order,
    time: SiteTime,
    list?: CodeList,
  ): Promise<ReportChanges>
  /** The rows as they are now, in their order; null for a code that is gone. */
  rows(picked: PickedRows, time: SiteTime, options?: RowOptions): Promise<(ReportRow | null)[]>
  summary(picked: PickedRows, time: SiteTime): Promise<Summary>
  sums(picked: PickedRows): Promise<Sums>
  /** The codes that a spreadsheet reads as something else (`isSpreadsheetValue`). */
  spreadsheetValues(picked: PickedRows): Promise<SpreadsheetValues>
  /** How many codes that pass `filter` have each value of the parameter, which `filter` leaves out. */
  countValues(
    filter: Filter,
    parameter: CountedParameter,
    time: SiteTime,
    list?: CodeList,
  ): Promise<ValueCount[]>
  countByBatch(picked: PickedRows, time: SiteTime): Promise<BatchCount[]>
  countByDay(set: ResultSet, time: SiteTime): Promise<DayCounts>
  countRedeemed(set: ResultSet): Promise<RedeemedCount[]>
  /** Undefined where there is no such code. */
  details(id: number, time: SiteTime): Promise<StoredCodeDetails | undefined>
  /** Batches that have codes and `text` in their name, the newest first. */
  batches(wanted: { readonly text: string; readonly limit: number }): Promise<BatchSummary[]>
  /** Those of `codes` that the site has, deleted ones as well. */
  ownedCodes(codes: readonly string[]): Promise<ReadonlySet<string>>
  /** The addresses that have codes: by their keys (`addressKey`), in the forms that the site has them in. */
  ownedAddresses(keys: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
}
