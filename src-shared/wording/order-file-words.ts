import type { OrderColumn } from '../contract/order-columns.ts'
import type { OrderProblem } from '../contract/redemptions.ts'
import { byLanguage, type Language } from '../languages/languages.ts'
import { WORDING } from '../languages/wording.ts'

/** What is said of the rows of a site's file of orders, on screen and in the file of those that count nothing. */
export interface OrderFileWords {
  readonly columns: Record<OrderColumn, string>
  readonly headings: Record<'row' | 'code' | 'order' | 'amount' | 'reason', string>
  /** What is wrong, and what would be right. */
  readonly problems: Record<OrderProblem, string>
  readonly sheet: string
}

export const ORDER_FILE_WORDS: Record<Language, OrderFileWords> = byLanguage(
  (_, code) => WORDING[code].orderFile,
)
