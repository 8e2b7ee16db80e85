import { saleOf } from './sales.ts'

/** Which sales the shop is to make. */
export interface ToShop {
  readonly unsold: readonly number[]
}
/** What it has said is done, as a buyer sees it. */
export type FromShop =
  { readonly ready: true } | { readonly ended: number; readonly end: 'redeemed' | 'refused' }

/** Codes with a limit that the sales reach, and one without. */
export const SCARCE_CODES = ['KNAPP-1', 'KNAPP-2', 'KNAPP-3'] as const
export const PLENTY_CODE = 'NOK-1'

/** The nth sale, always the same. */
export const saleNumber = (index: number) => ({
  ...saleOf({ code: SCARCE_CODES[index % 9] ?? PLENTY_CODE, full: 10_000 + index }),
  order: `K-${index}`,
})
