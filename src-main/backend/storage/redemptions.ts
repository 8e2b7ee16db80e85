import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import type { AppliesTo } from '#shared/domain/services.ts'
import type { Direction, UndoConflict } from './codes.ts'
import type { CodeForSale } from './payments.ts'

/**
 * An order in the site's own shop that redeemed a code. It is none of the payments that are made here, which are tests:
 * nothing counts both, and tests never take a use from an order. Money is in minor units of `currency`.
 */
export interface NewSiteOrder {
  /** As the site names it; no two orders that count have the same name. */
  readonly order: string
  readonly codeId: number
  /** As it is spelt. */
  readonly code: string
  /** When the order was made, in UTC milliseconds. */
  readonly at: number
  /** Null where a file does not say it. */
  readonly item: Exclude<AppliesTo, 'everything'> | null
  /** What the code took off the price; null where a file does not say it. */
  readonly off: number | null
  readonly pay: number
  readonly currency: PaymentCurrency
  /** When the use was given back, in UTC milliseconds: it counts no more. A file may say both of an order. */
  readonly givenBackAt: number | null
}

export interface SiteOrder extends NewSiteOrder {
  /** The import that brought it; null for one that the shop reported itself. */
  readonly operationId: number | null
  /** Its import was undone: it counts no more. */
  readonly withdrawn: boolean
  /** Grows with each change of any order: whoever has read up to one asks for those above. */
  readonly change: number
}

/** The use of an order's code that is given back. */
export interface OrderReturn {
  readonly order: string
  readonly at: number
}

/** A code as an import looks at it. */
export interface RedeemableCode {
  readonly id: number
  readonly code: string
  /** Uses by orders, without those by tests. */
  readonly used: number
  /** Null for unlimited. */
  readonly limit: number | null
}

/** What undoing or redoing an import came to: everything, or nothing where something prevents it. */
export interface ImportReverted {
  /** The orders that prevent it. */
  readonly conflict: UndoConflict
  readonly changed: number
}

export interface RedemptionsReader {
  /** A code as a shop sells with it, typed in any case. Uses by tests, and those that tests hold, do not count. */
  findForSale(code: string): Promise<CodeForSale | undefined>
  /** The order, unless its import was undone. */
  find(order: string): Promise<SiteOrder | undefined>
  /** The number of the last change of an order; 0 where there is none. */
  lastChange(): Promise<number>
  /** Orders that changed after `after`, in the order of their last change. */
  list(page: { after: number; limit: number }): Promise<SiteOrder[]>
  /** Some thousands at a time, those that are there: without those whose import was undone. */
  findOrders(orders: readonly string[]): Promise<SiteOrder[]>
  /** Some thousands at a time, in any case, those that are there. */
  findCodes(codes: readonly string[]): Promise<RedeemableCode[]>
}

export interface RedemptionsWriter {
  /**
   * Records orders, some thousands at a time, and counts the uses of their codes. Where tests have used or hold what an
   * order needs of its code's limit, these are given back. `operationId` is that of an import.
   */
  addOrders(orders: readonly NewSiteOrder[], operationId: number | null): Promise<void>
  /** Gives back the uses of orders that count; of an order that is given back already, nothing happens. Answers how many. */
  giveBack(returns: readonly OrderReturn[], operationId: number | null): Promise<number>
  /** Takes an import back, or does it again. */
  revertImport(
    operationId: number,
    direction: Direction,
    onProgress: (done: number) => void,
  ): Promise<ImportReverted>
}
