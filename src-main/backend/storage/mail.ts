import type { MailSecurity } from '#shared/contract/mail.ts'
import type { Template } from '#shared/domain/mail/template.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'
import type { MailChangesReader, MailChangesWriter } from './mail-changes.ts'
import type { MailFollowReader, MailFollowWriter } from './mail-follow.ts'
import type { MailMessagesReader } from './mail-messages.ts'
import type { MailQueueReader, MailQueueWriter } from './mail-queue.ts'
import type { MailSendingReader, MailSendingWriter } from './mail-sending.ts'

/** The connection to the mail server, and who messages are from. */
export interface StoredMailSettings {
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
  readonly userName: string
  /** The name of a secret; null for none. */
  readonly password: string | null
  readonly senderName: string
  readonly senderAddress: string
  readonly replyTo: string
  readonly perMinute: number | null
  readonly changedAt: number
}

export interface TemplatePlace {
  readonly service: Service
  readonly language: Language
}

export interface StoredTemplate extends TemplatePlace, Template {
  readonly changedAt: number
}

/** What an operation did to a template: JSON of subject and text; null is the default. */
export interface StoredTemplateChange extends TemplatePlace {
  readonly operationId: number
  readonly before: string | null
  readonly after: string | null
}

interface MailSettingsReader {
  settings(): Promise<StoredMailSettings | undefined>
  /** The templates that somebody worded; the others are the defaults. */
  templates(): Promise<StoredTemplate[]>
  findTemplate(place: TemplatePlace): Promise<StoredTemplate | undefined>
  findTemplateChange(operationId: number): Promise<StoredTemplateChange | undefined>
}

interface MailSettingsWriter {
  writeSettings(settings: StoredMailSettings): Promise<void>
  /** Drops every secret whose name begins so and that the settings do not point at. */
  dropUnusedSecrets(prefix: string): Promise<void>
  /** Null brings the default back. */
  writeTemplate(place: TemplatePlace, content: Template | null, at: number): Promise<void>
  keepTemplateChange(change: StoredTemplateChange): Promise<void>
}

export interface MailReader
  extends
    MailSettingsReader,
    MailMessagesReader,
    MailChangesReader,
    MailQueueReader,
    MailFollowReader,
    MailSendingReader {}

export interface MailWriter
  extends MailSettingsWriter, MailChangesWriter, MailQueueWriter, MailFollowWriter, MailSendingWriter {}
