import type { OperationDetails } from '#shared/contract/operations.ts'
import { siteSettings } from '#shared/contract/site-settings.ts'
import type { Language } from '#shared/preferences.ts'
import type { OperationRow } from '#shared/wording/operations/operation-presentation.ts'
import { presentationOf, type Translator } from '#shared/wording/operations/operation-sentence.ts'
import { rowWords } from '#shared/wording/operations/operation-words.ts'

/** The details of an operation, line by line. */
export const operationRows = (
  details: OperationDetails,
  translator: Translator,
  language: Language,
): OperationRow[] =>
  presentationOf(details.kind).rows(details, {
    ...rowWords(details, translator, language),
    setting: (name, stored) => {
      const { type } = siteSettings[name]
      const value: unknown = type.decode(stored)
      return typeof value === 'boolean' ? translator.t(`settings.${value ? 'on' : 'off'}`) : stored
    },
  })
