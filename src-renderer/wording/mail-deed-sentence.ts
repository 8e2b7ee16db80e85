import type { Deed } from '#shared/contract/history.ts'
import type { Speaker } from './deed-sentence.ts'

export type MailDeed = Extract<
  Deed,
  {
    kind:
      | 'save-template'
      | 'queue-messages'
      | 'cancel-messages'
      | 'resend-messages'
      | 'settle-messages'
      | 'mark-sent'
      | 'save-mail-files'
      | 'set-mail-settings'
  }
>

/** What was done with mail, in one line without a full stop: "488 meldinger lagt i utboksen". */
export function mailDeedSentence(deed: MailDeed, { t, count }: Speaker): string {
  const messages = (n: number) => ({ messages: t('mail.messages', { n: count(n) }, n) })
  switch (deed.kind) {
    case 'save-template':
      return t(deed.isDefault ? 'mail.past.default-template' : 'mail.past.save-template', {
        service: t(`history.services.${deed.service}`),
        language: t(`mail.templates.inLanguage.${deed.language}`),
      })
    case 'set-mail-settings':
      return t('mail.past.set-mail-settings')
    case 'settle-messages':
      return t(deed.arrived ? 'mail.past.arrived' : 'mail.past.not-arrived', messages(deed.messages))
    case 'save-mail-files':
      return t('mail.past.save-mail-files', {
        ...messages(deed.messages),
        format: t(`mail.past.formats.${deed.format}`),
      })
    default:
      return t(`mail.past.${deed.kind}`, messages(deed.messages))
  }
}
