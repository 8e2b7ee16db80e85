import type { Deed } from '#shared/contract/history.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Speaker } from './deed-sentence.ts'

export const COMMERCE_DEEDS = [
  'enable-service',
  'update-settings',
  'publish',
  'restore',
  'back-to-test',
  'change-grant',
  'set-api-account',
  'set-test-target',
  'protect-secrets',
  'save-site-file',
  'open-site-file',
] as const
export type CommerceDeed = Extract<Deed, { kind: (typeof COMMERCE_DEEDS)[number] }>

/** What was done to e-commerce, its secrets or the site as a whole, in one line without a full stop. */
export function commerceDeedSentence(deed: CommerceDeed, speaker: Speaker): string {
  const { t, count } = speaker
  const both = (services: readonly Service[]) =>
    t(`history.services.${services.length === 1 ? services[0] : 'both'}`)
  const fields = (keys: readonly string[]) => t('history.fieldCount', { n: count(keys.length) }, keys.length)
  switch (deed.kind) {
    case 'enable-service':
      if (deed.links)
        return t('history.deeds.linked', {
          other: both([deed.page === 'events' ? 'training' : 'events']),
          page: both([deed.page]),
        })
      return t(deed.enabled ? 'history.deeds.enabled' : 'history.deeds.disabled', {
        service: both([deed.service]),
      })
    case 'update-settings':
      return t(`history.deeds.updated.${deed.mode}`, {
        services: both(deed.services),
        fields: fields(deed.changed),
      })
    case 'publish':
      return t('history.deeds.published', { services: both(deed.services), fields: fields(deed.changed) })
    case 'restore':
      return t('history.deeds.restored', {
        services: both(deed.services),
        revision: String(deed.restoredFrom),
      })
    case 'back-to-test':
      return t('history.deeds.backToTest', { services: both(deed.services) })
    case 'change-grant':
      return t(deed.granted ? 'history.deeds.granted' : 'history.deeds.grantWithdrawn', {
        services: both(deed.services),
      })
    case 'set-api-account':
      return t(`history.deeds.apiAccount.${deed.mode}`)
    case 'set-test-target':
      return t(`history.deeds.testTarget.${deed.target}`)
    case 'protect-secrets':
      return t(`history.deeds.secrets.${deed.action}`, { n: count(deed.passwords) }, deed.passwords)
    case 'save-site-file':
      return t('history.deeds.siteSaved')
    case 'open-site-file':
      return t('history.deeds.siteOpened')
  }
}
