import { accountOf, optionsOf } from '#shared/domain/commerce/settings.ts'
import { paymentPageOf } from '#shared/domain/commerce/payment-page.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { ServiceSettingsFile } from '#shared/domain/handover/settings-file.ts'
import type { Service } from '#shared/domain/services.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { type CommerceSnapshot, revisionOf } from '#backend/areas/commerce/commerce.ts'

/** What was published of a service; undefined where nothing was, or an account alone. */
export function publishedOf(snapshot: CommerceSnapshot, service: Service) {
  const content = snapshot.state[service].production
  const revision = revisionOf(snapshot, service, 'production')
  const made = snapshot.revisions.get(revision)
  const provider = content?.settings.provider
  return content && made && provider ? { content, revision, at: made.at, provider } : undefined
}

export const takesPayment = ({ state }: CommerceSnapshot, service: Service): boolean =>
  state[service].enabled && state[service].mode === 'production'

/** @throws Refusal 'handover.not-published' */
export function settingsOf(snapshot: CommerceSnapshot, service: Service): ServiceSettingsFile {
  const published = publishedOf(snapshot, service)
  if (!published) throw new Refusal('handover.not-published', { service })
  const { content, revision, at, provider } = published
  const { settings, accounts } = content
  const page = paymentPageOf(settings)
  const { partnerId, vendor, userId, clientId, paypalEmail } = accountOf(accounts, provider)
  const { accountType, currency } = optionsOf(settings, provider)
  return {
    revision,
    publishedAt: instantOf(at),
    takesPayment: takesPayment(snapshot, service),
    provider,
    accountType,
    account: { partnerId, vendor, userId, clientId, paypalEmail },
    currency,
    cards: page.cards && [...page.cards],
    expressCheckout: page.express,
    merchantName: page.merchantName,
    support: settings.support.trim(),
    header: [...page.header],
    footer: [...page.footer],
  }
}
