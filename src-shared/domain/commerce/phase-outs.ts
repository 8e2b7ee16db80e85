import type { IsoDate } from '../dates.ts'
import type { Retiring } from './providers.ts'

/** Where PayPal says what it plans for a product, and when that was read (SPEC 3.7): what is shown is no older than it says. */
export interface PhaseOut {
  /** PayPal's page of the product. */
  readonly page: string
  /** PayPal's page of all its older integrations, where it says more than the product's: it names none of them. */
  readonly general: string | null
  /** The first day of the month in which the pages were read. */
  readonly readIn: IsoDate
}

const NOVEMBER_2026 = '2026-11-01' as IsoDate
const LIFECYCLE = 'https://developer.paypal.com/archive/product-lifecycle'

/** To change when PayPal's pages do; the sentences are `accounts.retiring` of each language. */
export const PHASE_OUTS: Readonly<Record<Retiring, PhaseOut>> = {
  express: {
    page: 'https://developer.paypal.com/docs/archive/express-checkout/',
    general: LIFECYCLE,
    readIn: NOVEMBER_2026,
  },
  payflow: {
    page: 'https://developer.paypal.com/api/nvp-soap/payflow/',
    general: LIFECYCLE,
    readIn: NOVEMBER_2026,
  },
  uk: {
    page: 'https://developer.paypal.com/api/nvp-soap/payflow/website-payments-pro',
    general: null,
    readIn: NOVEMBER_2026,
  },
}
