import type { Language } from '#shared/preferences.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import { capitalised } from '../../language.ts'
import type { Translator } from '../../wording/operation-sentence.ts'
import type { MailOperation } from '../../wording/mail-operation-sentence.ts'
import type { OperationRow } from './operation-rows.ts'

/** The details of a mail operation, line by line. */
export function mailOperationRows(
  details: MailOperation,
  { t, count, languageName }: Translator,
  language: Language,
): OperationRow[] {
  const row = (key: string, value: string): OperationRow => ({ label: t(`history.rows.${key}`), value })
  switch (details.kind) {
    case 'save-template':
      return [
        row('service', REPORT_WORDS[language].services[details.service]),
        row('language', capitalised(languageName(details.language))),
      ]
    case 'set-mail-settings':
      return []
    case 'queue-messages':
      return [row('messages', count(details.messages)), row('codes', count(details.codes))]
    case 'save-mail-files':
      return [
        row('messages', count(details.messages)),
        row('files', t(`mail.past.formats.${details.format}`)),
      ]
    default:
      return [row('messages', count(details.messages))]
  }
}
