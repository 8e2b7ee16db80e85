import type { PayWith } from '#shared/contract/payments.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { missingFields, missingForTest } from '#shared/domain/commerce/completeness.ts'
import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import { type ProviderId, providerOf } from '#shared/domain/commerce/providers.ts'
import { settingsInEffect } from '#shared/domain/commerce/services-state.ts'
import {
  cardsInEffect,
  type Content,
  expressInEffect,
  optionsOf,
  type ProviderOptions,
} from '#shared/domain/commerce/settings.ts'
import { acceptedAs, brandOf } from '#shared/domain/payments/card-number.ts'
import type { Card } from '#shared/domain/commerce/cards.ts'
import type { TestTarget } from '#shared/domain/payments/answer-codes.ts'
import type { Service } from '#shared/domain/services.ts'
import { credentialStatus, revisionOf, type CommerceSnapshot } from '#backend/areas/commerce/commerce.ts'

/** What a service sells with: its provider and what is chosen for it. */
export interface MerchantSetup {
  readonly service: Service
  readonly content: Content
  readonly provider: ProviderId
  readonly options: ProviderOptions
  readonly currency: PaymentCurrency
  readonly revision: number
}

/** @throws Refusal 'commerce.incomplete' while no provider is chosen */
export function merchantSetupOf(snapshot: CommerceSnapshot, service: Service): MerchantSetup {
  const state = snapshot.state[service]
  const content = settingsInEffect(state)
  const { provider } = content.settings
  if (provider === null)
    throw new Refusal('commerce.incomplete', { missing: ['provider'], provider, mode: state.mode })
  const options = optionsOf(content.settings, provider)
  const revision = revisionOf(snapshot, service, state.mode)
  return { service, content, provider, options, currency: options.currency, revision }
}

/**
 * A test takes what PayPal needs, and Test mode.
 * @throws Refusal 'commerce.other-mode', 'commerce.incomplete'
 */
export function requireTestable(
  snapshot: CommerceSnapshot,
  { service, content, provider }: MerchantSetup,
  testTarget: TestTarget,
): void {
  const { mode } = snapshot.state[service]
  if (mode !== 'test') throw new Refusal('commerce.other-mode', { mode })
  const missing = missingForTest(
    missingFields(content, credentialStatus(snapshot, service, mode, content)),
    testTarget,
  )
  if (missing.length > 0) throw new Refusal('commerce.incomplete', { missing, provider, mode })
}

/** @throws Refusal 'payments.way-not-offered' */
export function requireOffered({ provider, options }: MerchantSetup, paid: PayWith): void {
  const cards = cardsInEffect(provider, options)
  const offered: Record<PayWith, boolean> = {
    card: cards !== null,
    express: expressInEffect(provider, options),
    hosted: cards === null && providerOf(provider).accountTypes.length > 0,
    // Only what a code covers whole is paid with nothing.
    free: false,
  }
  if (!offered[paid]) throw new Refusal('payments.way-not-offered', { with: paid })
}

/**
 * The brand under which a card is taken; null for a number of no brand, which PayPal answers itself.
 * @throws Refusal 'payments.card-not-offered'
 */
export function brandTaken({ provider, options }: MerchantSetup, number: string): Card | null {
  const brand = brandOf(number)
  if (brand === null) return null
  const taken = acceptedAs(brand, cardsInEffect(provider, options) ?? [])
  if (taken === null) throw new Refusal('payments.card-not-offered', { brand })
  return taken
}
