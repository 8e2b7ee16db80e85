import type { OperationDetails } from '#shared/contract/operations.ts'
import { siteSettings } from '#shared/contract/site-settings.ts'
import type { Language } from '#shared/preferences.ts'
import { fieldName, listed, providerName } from '#shared/wording/commerce-words.ts'
import { formatPayment } from '#shared/wording/payment-amount.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import type { OperationRow } from '#shared/wording/operations/operation-presentation.ts'
import { presentationOf, sayingOf, type Translator } from '#shared/wording/operations/operation-sentence.ts'

/** The details of an operation, line by line. */
export const operationRows = (
  details: OperationDetails,
  translator: Translator,
  language: Language,
): OperationRow[] =>
  presentationOf(details.kind).rows(details, {
    ...sayingOf(details.kind, translator),
    row: (label, value, detail) => ({
      label: translator.t(`history.rows.${label}`),
      value,
      ...(detail && { detail }),
    }),
    service: (service) => REPORT_WORDS[language].services[service],
    fields: (keys) => listed(keys.map((key) => fieldName(key, language))),
    setting: (name, stored) => {
      const { type } = siteSettings[name]
      const value: unknown = type.decode(stored)
      return typeof value === 'boolean' ? translator.t(`settings.${value ? 'on' : 'off'}`) : stored
    },
    provider: (provider) => providerName(provider, language),
    payment: (minor, currency) => formatPayment(minor, currency, language),
  })
