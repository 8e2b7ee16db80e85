import type { Language } from '#shared/preferences.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import type { Speaker } from '../../wording/deed-sentence.ts'
import type { MailDeed } from '../../wording/mail-deed-sentence.ts'
import type { DeedRow } from './deed-rows.ts'

/** What was done with mail, line by line. */
export function mailDeedRows(deed: MailDeed, { t, count }: Speaker, language: Language): DeedRow[] {
  const row = (key: string, value: string): DeedRow => ({ label: t(`history.rows.${key}`), value })
  switch (deed.kind) {
    case 'save-template':
      return [
        row('service', REPORT_WORDS[language].services[deed.service]),
        row('language', t(`mail.templates.languages.${deed.language}`)),
      ]
    case 'set-mail-settings':
      return []
    case 'queue-messages':
      return [row('messages', count(deed.messages)), row('codes', count(deed.codes))]
    case 'save-mail-files':
      return [row('messages', count(deed.messages)), row('files', t(`mail.past.formats.${deed.format}`))]
    default:
      return [row('messages', count(deed.messages))]
  }
}
