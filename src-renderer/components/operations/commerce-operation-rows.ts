import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'
import { fieldName, listed, providerName } from '#shared/wording/commerce-words.ts'
import type { CommerceOperation } from '../../wording/commerce-operation-sentence.ts'
import type { Translator } from '../../wording/operation-sentence.ts'
import type { OperationRow } from './operation-rows.ts'

/** The details of an operation on e-commerce, its secrets or the whole site, line by line. */
export function commerceOperationRows(
  details: CommerceOperation,
  translator: Translator,
  language: Language,
): OperationRow[] {
  const { t, count } = translator
  const row = (key: string, value: string): OperationRow => ({ label: t(`history.rows.${key}`), value })
  const services = (list: readonly Service[]) =>
    row('services', t(`history.services.${list.length === 1 ? list[0] : 'both'}`))
  const fields = (keys: readonly string[]) =>
    keys.length === 0 ? [] : [row('fields', listed(keys.map((key) => fieldName(key, language))))]
  const revision = (number: number) => row('revision', String(number))

  switch (details.kind) {
    case 'enable-service':
      return [services([details.service]), ...fields(details.changed)]
    case 'update-settings':
      return [
        services(details.services),
        row('mode', t(`history.modes.${details.mode}`)),
        revision(details.revision),
        ...fields(details.changed),
      ]
    case 'publish':
    case 'restore':
      return [services(details.services), revision(details.revision), ...fields(details.changed)]
    case 'back-to-test':
      return [services(details.services), revision(details.revision)]
    case 'change-grant':
      return [
        services(details.services),
        row('mode', t(`history.modes.${details.mode}`)),
        row('provider', providerName(details.provider, language)),
      ]
    case 'protect-secrets':
      return [row('passwords', count(details.passwords))]
    case 'set-api-account':
      return [row('mode', t(`history.modes.${details.mode}`))]
    case 'set-test-target':
    case 'save-site-file':
    case 'open-site-file':
      return []
  }
}
