import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'
import { fieldName, listed, providerName } from '#shared/wording/commerce-words.ts'
import type { CommerceDeed } from '../../wording/commerce-deed-sentence.ts'
import type { Speaker } from '../../wording/deed-sentence.ts'
import type { DeedRow } from './deed-rows.ts'

/** What was done to e-commerce, its secrets or the site as a whole, line by line. */
export function commerceDeedRows(deed: CommerceDeed, speaker: Speaker, language: Language): DeedRow[] {
  const { t, count } = speaker
  const row = (key: string, value: string): DeedRow => ({ label: t(`history.rows.${key}`), value })
  const services = (list: readonly Service[]) =>
    row('services', t(`history.services.${list.length === 1 ? list[0] : 'both'}`))
  const fields = (keys: readonly string[]) =>
    keys.length === 0 ? [] : [row('fields', listed(keys.map((key) => fieldName(key, language))))]
  const revision = (number: number) => row('revision', String(number))

  switch (deed.kind) {
    case 'enable-service':
      return [services([deed.service]), ...fields(deed.changed)]
    case 'update-settings':
      return [
        services(deed.services),
        row('mode', t(`history.modes.${deed.mode}`)),
        revision(deed.revision),
        ...fields(deed.changed),
      ]
    case 'publish':
    case 'restore':
      return [services(deed.services), revision(deed.revision), ...fields(deed.changed)]
    case 'back-to-test':
      return [services(deed.services), revision(deed.revision)]
    case 'change-grant':
      return [
        services(deed.services),
        row('mode', t(`history.modes.${deed.mode}`)),
        row('provider', providerName(deed.provider, language)),
      ]
    case 'protect-secrets':
      return [row('passwords', count(deed.passwords))]
    case 'set-api-account':
      return [row('mode', t(`history.modes.${deed.mode}`))]
    case 'set-test-target':
    case 'save-site-file':
    case 'open-site-file':
      return []
  }
}
