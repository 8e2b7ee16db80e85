import type { OperationDetails } from '#shared/contract/operations.ts'
import type { Translator } from './operation-sentence.ts'

export type MailOperation = Extract<
  OperationDetails,
  {
    kind:
      | 'save-template'
      | 'queue-messages'
      | 'cancel-messages'
      | 'resend-messages'
      | 'resolve-messages'
      | 'mark-sent'
      | 'save-mail-files'
      | 'set-mail-settings'
  }
>

/** What was done with mail, in one line without a full stop: "488 meldinger lagt i utboksen". */
export function mailOperationSentence(
  details: MailOperation,
  { t, count, languageName }: Translator,
): string {
  const messages = (n: number) => ({ messages: t('mail.messages', { n: count(n) }, n) })
  switch (details.kind) {
    case 'save-template':
      return t(details.isDefault ? 'mail.past.default-template' : 'mail.past.save-template', {
        service: t(`history.services.${details.service}`),
        language: languageName(details.language),
      })
    case 'set-mail-settings':
      return t('mail.past.set-mail-settings')
    case 'resolve-messages':
      return t(details.arrived ? 'mail.past.arrived' : 'mail.past.not-arrived', messages(details.messages))
    case 'save-mail-files':
      return t('mail.past.save-mail-files', {
        ...messages(details.messages),
        format: t(`mail.past.formats.${details.format}`),
      })
    default:
      return t(`mail.past.${details.kind}`, messages(details.messages))
  }
}
