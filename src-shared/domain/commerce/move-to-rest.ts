import { type ProviderId, providerOf, type Retiring } from './providers.ts'
import { optionsOf, type Settings } from './settings.ts'

/** What follows the products that PayPal is phasing out. */
export const SUCCESSOR = 'paypal-checkout-rest'

/** How PayPal is phasing out the product; null where it is not. */
export const retiring = (id: ProviderId): Retiring | null => providerOf(id).retiring

/**
 * The settings with PayPal Checkout (REST) chosen. The currency goes along; what buyers read is common to all
 * products, and what was chosen for the old one stays with it for coming back.
 */
export function moveToSuccessor(settings: Settings): Settings {
  if (settings.provider === null || settings.provider === SUCCESSOR) return settings
  const { currency } = optionsOf(settings, settings.provider)
  const options = optionsOf(settings, SUCCESSOR)
  const isOffered = providerOf(SUCCESSOR).currency.offered.includes(currency)
  return {
    ...settings,
    provider: SUCCESSOR,
    options: { ...settings.options, [SUCCESSOR]: isOffered ? { ...options, currency } : options },
  }
}
