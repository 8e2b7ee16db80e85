import type { OperationDetails } from '#shared/contract/operations.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Translator } from './operation-sentence.ts'

export const COMMERCE_KINDS = [
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
export type CommerceOperation = Extract<OperationDetails, { kind: (typeof COMMERCE_KINDS)[number] }>

/** What was done to e-commerce, its secrets or the site as a whole, in one line without a full stop. */
export function commerceOperationSentence(details: CommerceOperation, translator: Translator): string {
  const { t, count } = translator
  const both = (services: readonly Service[]) =>
    t(`history.services.${services.length === 1 ? services[0] : 'both'}`)
  const fields = (keys: readonly string[]) => t('history.fieldCount', { n: count(keys.length) }, keys.length)
  switch (details.kind) {
    case 'enable-service':
      if (details.links)
        return t('history.sentences.linked', {
          other: both([details.page === 'events' ? 'training' : 'events']),
          page: both([details.page]),
        })
      return t(details.enabled ? 'history.sentences.enabled' : 'history.sentences.disabled', {
        service: both([details.service]),
      })
    case 'update-settings':
      return t(`history.sentences.updated.${details.mode}`, {
        services: both(details.services),
        fields: fields(details.changed),
      })
    case 'publish':
      return t('history.sentences.published', {
        services: both(details.services),
        fields: fields(details.changed),
      })
    case 'restore':
      return t('history.sentences.restored', {
        services: both(details.services),
        revision: String(details.restoredFrom),
      })
    case 'back-to-test':
      return t('history.sentences.backToTest', { services: both(details.services) })
    case 'change-grant':
      return t(details.granted ? 'history.sentences.granted' : 'history.sentences.grantWithdrawn', {
        services: both(details.services),
      })
    case 'set-api-account':
      return t(`history.sentences.apiAccount.${details.mode}`)
    case 'set-test-target':
      return t(`history.sentences.testTarget.${details.target}`)
    case 'protect-secrets':
      return t(
        `history.sentences.secrets.${details.action}`,
        { n: count(details.passwords) },
        details.passwords,
      )
    case 'save-site-file':
      return t('history.sentences.siteSaved')
    case 'open-site-file':
      return t('history.sentences.siteOpened')
  }
}
