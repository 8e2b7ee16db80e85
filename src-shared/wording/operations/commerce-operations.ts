import type { commerceOperations, OperationKind } from '../../contract/operations.ts'
import type { Service } from '../../domain/services.ts'
import {
  type OperationPresentations,
  type OperationRow,
  type RowWords,
  servicesIn,
} from './operation-presentation.ts'
import type { Translator } from './operation-sentence.ts'

export const commercePresentations: OperationPresentations<keyof typeof commerceOperations> = {
  'enable-service': {
    sentence({ service, enabled, page, links }, words) {
      if (links)
        return words.say('linked', {
          other: servicesIn(words, [page === 'events' ? 'training' : 'events']),
          page: servicesIn(words, [page]),
        })
      return words.say(enabled ? 'enabled' : 'disabled', { service: servicesIn(words, [service]) })
    },
    rows: ({ service, changed }, words) => [servicesRow([service], words), ...fieldRows(changed, words)],
  },
  'set-services': {
    sentence({ enabled, kept }, words) {
      const [service] = enabled
      if (!service) return words.say('none')
      if (kept)
        return words.say('both', { services: servicesIn(words, enabled), kept: servicesIn(words, [kept]) })
      return words.say('one', {
        service: servicesIn(words, [service]),
        other: servicesIn(words, [service === 'events' ? 'training' : 'events']),
      })
    },
    rows: ({ enabled, changed }, words) => [
      ...(enabled.length > 0 ? [servicesRow(enabled, words)] : []),
      ...fieldRows(changed, words),
    ],
  },
  'update-settings': {
    sentence: ({ services, mode, changed }, words) =>
      words.say(mode, { services: servicesIn(words, services), fields: fieldCount(words, changed) }),
    rows: ({ services, mode, revision, changed }, words) => [
      servicesRow(services, words),
      words.row('mode', words.t(`history.modes.${mode}`)),
      words.row('revision', String(revision)),
      ...fieldRows(changed, words),
    ],
  },
  publish: {
    sentence: ({ services, changed }, words) =>
      words.say('done', { services: servicesIn(words, services), fields: fieldCount(words, changed) }),
    rows: ({ services, revision, changed }, words) => [
      servicesRow(services, words),
      words.row('revision', String(revision)),
      ...fieldRows(changed, words),
    ],
  },
  restore: {
    sentence: ({ services, restoredFrom }, words) =>
      words.say('done', { services: servicesIn(words, services), revision: String(restoredFrom) }),
    rows: ({ services, revision, changed }, words) => [
      servicesRow(services, words),
      words.row('revision', String(revision)),
      ...fieldRows(changed, words),
    ],
  },
  'back-to-test': {
    sentence: ({ services }, words) => words.say('done', { services: servicesIn(words, services) }),
    rows: ({ services, revision }, words) => [
      servicesRow(services, words),
      words.row('revision', String(revision)),
    ],
  },
  'change-grant': {
    sentence: ({ services, granted }, words) =>
      words.say(granted ? 'granted' : 'withdrawn', { services: servicesIn(words, services) }),
    rows: ({ services, mode, provider }, words) => [
      servicesRow(services, words),
      words.row('mode', words.t(`history.modes.${mode}`)),
      words.row('provider', words.provider(provider)),
    ],
  },
  'set-api-account': {
    sentence: ({ mode }, { say }) => say(mode),
    rows: ({ mode }, { row, t }) => [row('mode', t(`history.modes.${mode}`))],
  },
  'set-test-target': {
    sentence: ({ target }, { say }) => say(target),
    rows: () => [],
  },
}

const fieldCount = ({ t, count }: Translator, keys: readonly string[]): string =>
  t('history.fieldCount', { n: count(keys.length) }, keys.length)

const servicesRow = <K extends OperationKind>(
  services: readonly Service[],
  words: RowWords<K>,
): OperationRow => words.row('services', servicesIn(words, services))

const fieldRows = <K extends OperationKind>(
  keys: readonly string[],
  { row, fields }: RowWords<K>,
): OperationRow[] => (keys.length === 0 ? [] : [row('fields', fields(keys))])
