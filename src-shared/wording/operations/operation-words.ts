import type { OperationDetails } from '../../contract/operations.ts'
import type { Language } from '../../languages/languages.ts'
import { fieldName, listed, providerName } from '../commerce-words.ts'
import { formatPayment } from '../payment-amount.ts'
import { REPORT_WORDS } from '../report-words.ts'
import type { RowWords } from './operation-presentation.ts'
import { operationSentence, presentationOf, sayingOf, type Translator } from './operation-sentence.ts'

/** What rows are made with, but the setting's value. */
export const rowWords = (
  details: OperationDetails,
  translator: Translator,
  language: Language,
): Omit<RowWords<OperationDetails['kind']>, 'setting'> => ({
  ...sayingOf(details.kind, translator),
  row: (label, value, detail) => ({
    label: translator.t(`history.rows.${label}`),
    value,
    ...(detail && { detail }),
  }),
  service: (service) => REPORT_WORDS[language].services[service],
  fields: (keys) => listed(keys.map((key) => fieldName(key, language))),
  provider: (provider) => providerName(provider, language),
  payment: (minor, currency) => formatPayment(minor, currency, language),
})

/** All that a person reads of an operation, but the labels that every operation of its kind has. */
export function operationWords(
  details: OperationDetails,
  translator: Translator,
  language: Language,
): string {
  const rows = presentationOf(details.kind).rows(details, {
    ...rowWords(details, translator, language),
    row: (_label, value, detail) => ({ label: '', value, ...(detail && { detail }) }),
    setting: (_name, stored) => stored,
  })
  const read = rows.flatMap(({ label, before = '', value, detail = '' }) => [label, before, value, detail])
  return [operationSentence(details, translator), ...read].join('\n')
}
