import { z } from 'zod'
import type { Destination } from '../payments/answer-codes.ts'
import { addressKey, isAddress } from '../email-address.ts'
import { type AccountField, accountFieldSchema, type ProviderId, providerOf } from './providers.ts'
import { accountOf, cardsInEffect, type Content, optionsOf } from './settings.ts'

/** A field without which production cannot take a payment. */
export const missingSchema = z.enum([
  'provider',
  'accountType',
  'cards',
  'merchantName',
  'support',
  ...accountFieldSchema.options,
])
export type Missing = z.output<typeof missingSchema>

/** What the secret box and PayPal know of the accounts of one mode, beside the content. */
export interface AccountProof {
  readonly passwords: readonly ProviderId[]
  /** Permissions given at PayPal; each holds for the login that gave it. */
  readonly grants: readonly { readonly provider: ProviderId; readonly account: string }[]
}

export const NO_PROOF: AccountProof = { passwords: [], grants: [] }

/** True when the login that `content` has for the provider gave the permission. */
export const isGranted = (content: Content, id: ProviderId, { grants }: AccountProof): boolean =>
  grants.some(
    ({ provider, account }) =>
      provider === id && addressKey(account) === addressKey(accountOf(content.accounts, id).paypalEmail),
  )

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
    clientId: account.clientId.trim() !== '',
    paypalEmail: isAddress(account.paypalEmail),
    password: proof.passwords.includes(provider.id),
    grant: isGranted(content, provider.id, proof),
  }
  const options = optionsOf(settings, provider.id)
  return [
    ...provider.account.filter((field) => !has[field]),
    ...(provider.accountTypes.length > 0 && options.accountType === null ? ['accountType' as const] : []),
    ...(cardsInEffect(provider.id, options)?.length === 0 ? ['cards' as const] : []),
    ...merchant,
  ]
}

/** What is never sent to PayPal, so that a test goes without it. */
const SHOWN_ONLY: readonly Missing[] = ['merchantName', 'support']

/** What of the missing fields a test transaction needs. The simulator knows no passwords, so it asks for none. */
export const missingForTest = (missing: readonly Missing[], destination: Destination): Missing[] =>
  missing.filter(
    (field) => !SHOWN_ONLY.includes(field) && !(destination === 'simulator' && field === 'password'),
  )
