import { Refusal } from '#shared/contract/refusal.ts'
import { type ProviderId, providerOf } from '#shared/domain/commerce/providers.ts'
import { accountOf, type Content } from '#shared/domain/commerce/settings.ts'
import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import type { Destination } from '#shared/domain/payments/answer-codes.ts'
import type { Mode, Service } from '#shared/domain/services.ts'
import { passwordTarget, readCommerceSnapshot } from '#backend/areas/commerce/commerce.ts'
import {
  callerFor,
  type Login,
  passwordName,
  secretText,
  SIMULATOR_PASSWORD,
} from '#backend/areas/paypal/paypal.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { SecretBox } from '#backend/areas/secrets/secrets.ts'

export interface LoginRequest {
  readonly service: Service
  readonly mode: Mode
  readonly content: Content
  readonly provider: ProviderId
  readonly currency: PaymentCurrency
  readonly destination: Destination
}

/**
 * What is sent to PayPal about the merchant; in memory only as long as a call takes.
 * @throws Refusal 'secrets.locked', 'commerce.incomplete', 'paypal.no-caller'
 */
export async function loginFor(box: SecretBox, site: OpenSite, request: LoginRequest): Promise<Login> {
  const { mode, content, provider, currency, destination } = request
  return {
    provider,
    account: accountOf(content.accounts, provider),
    password: providerOf(provider).account.includes('password') ? await passwordOf(box, site, request) : '',
    caller: providerOf(provider).protocol === 'express' ? await caller(box, site, destination, mode) : null,
    currency,
    look: { brandName: content.settings.merchantName.trim() || undefined },
  }
}

async function passwordOf(
  box: SecretBox,
  site: OpenSite,
  { service, mode, provider, content, destination }: LoginRequest,
): Promise<string> {
  const account = accountOf(content.accounts, provider)
  const name = passwordName(await readCommerceSnapshot(site.storage), { service, mode, provider }, account)
  if (name === undefined && destination === 'simulator') return SIMULATOR_PASSWORD
  if (name === undefined) throw new Refusal('commerce.incomplete', { missing: ['password'], provider, mode })
  return await secretText(box, site, name, passwordTarget({ mode, provider }, account))
}

async function caller(
  box: SecretBox,
  site: OpenSite,
  destination: Destination,
  mode: Mode,
): Promise<Login['caller']> {
  const found = await callerFor(box, site, destination)
  if (!found) throw new Refusal('paypal.no-caller', { mode })
  const { userName, password, signature } = found
  return { userName, password, signature }
}
