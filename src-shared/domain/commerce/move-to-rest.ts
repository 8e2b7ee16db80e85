import type { Card } from './cards.ts'
import type { PaymentCurrency } from './payment-currency.ts'
import {
  type AccountField,
  type AccountTypeId,
  type ProviderId,
  providerOf,
  type Retiring,
} from './providers.ts'
import { cardsInEffect, optionsOf, type Settings } from './settings.ts'

/** What follows the products that PayPal is phasing out. */
export const SUCCESSOR = 'paypal-checkout-rest'

/** How PayPal is phasing out the product; null where it is not. */
export const retiring = (id: ProviderId): Retiring | null => providerOf(id).retiring

/** What happens to each choice in a move to PayPal Checkout (REST): shown before it, and what the move does. */
export interface MovePlan {
  readonly from: ProviderId
  readonly currency: { readonly before: PaymentCurrency; readonly after: PaymentCurrency }
  /** What does not come along, since the successor has no such choice. */
  readonly accountType: AccountTypeId | null
  readonly cards: readonly Card[]
  /** The account, which is another one at the successor. */
  readonly account: readonly AccountField[]
}

/** Null where there is nothing to move. */
export function movePlan(settings: Settings): MovePlan | null {
  const { provider: from } = settings
  if (from === null || from === SUCCESSOR) return null
  const options = optionsOf(settings, from)
  const isOffered = providerOf(SUCCESSOR).currency.offered.includes(options.currency)
  return {
    from,
    currency: {
      before: options.currency,
      after: isOffered ? options.currency : optionsOf(settings, SUCCESSOR).currency,
    },
    accountType: options.accountType,
    cards: cardsInEffect(from, options) ?? [],
    account: providerOf(from).account,
  }
}

/**
 * The settings with PayPal Checkout (REST) chosen. The currency goes along; what buyers read is common to all
 * products, and what was chosen for the old one stays with it for coming back.
 */
export function moveToSuccessor(settings: Settings): Settings {
  const plan = movePlan(settings)
  if (plan === null) return settings
  const options = { ...optionsOf(settings, SUCCESSOR), currency: plan.currency.after }
  return { ...settings, provider: SUCCESSOR, options: { ...settings.options, [SUCCESSOR]: options } }
}
