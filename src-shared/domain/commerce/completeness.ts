import { isAddress } from '../email-address.ts'
import { type AccountField, providerOf } from './providers.ts'
import { accountOf, cardsInEffect, type Content, optionsOf } from './settings.ts'

/** A field without which production cannot take a payment. */
export type Missing = 'provider' | 'accountType' | 'cards' | 'merchantName' | 'support' | AccountField

/** What the secret box and PayPal know of an account, beside the content. */
export interface AccountProof {
  readonly passwordSet: boolean
  readonly granted: boolean
}

/** Every field that is missing before `content` can take payments (SPEC 2.2); empty when it is complete. */
export function missingFields(content: Content, proof: AccountProof): Missing[] {
  const { settings } = content
  const merchant: Missing[] = [
    ...(settings.merchantName.trim() === '' ? ['merchantName' as const] : []),
    ...(settings.support.trim() === '' ? ['support' as const] : []),
  ]
  if (settings.provider === null) return ['provider', ...merchant]
  const provider = providerOf(settings.provider)
  const account = accountOf(content.accounts, provider.id)
  const has: Record<AccountField, boolean> = {
    partnerId: account.partnerId.trim() !== '',
    vendor: account.vendor.trim() !== '',
    userId: account.userId.trim() !== '',
    paypalEmail: isAddress(account.paypalEmail),
    password: proof.passwordSet,
    grant: proof.granted,
  }
  const options = optionsOf(settings, provider.id)
  return [
    ...provider.account.filter((field) => !has[field]),
    ...(provider.accountTypes.length > 0 && options.accountType === null ? ['accountType' as const] : []),
    ...(cardsInEffect(provider.id, options)?.length === 0 ? ['cards' as const] : []),
    ...merchant,
  ]
}
