import type { MailSecurity } from '#shared/contract/mail.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { MailProblem, MessageState } from '#shared/domain/mail/message-states.ts'
import type { Currency } from '#shared/domain/money.ts'
import type { AppliesTo, Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'

/** The tables of mail, as Kysely sees them (migration 0070). */
export interface MailSchema {
  mail_template: MailTemplateTable
  mail_template_change: MailTemplateChangeTable
  mail_settings: MailSettingsTable
  mail_wording: MailWordingTable
  mail_message: MailMessageTable
  mail_message_code: MailMessageCodeTable
  mail_attempt: MailAttemptTable
  mail_code_home: MailCodeHomeTable
  mail_change: MailChangeTable
}

export interface MailTemplateTable {
  service: Service
  language: Language
  subject: string
  text: string
  changed_at: number
}

/** JSON of subject and text; null is the default. */
export interface MailTemplateChangeTable {
  operation_id: number
  service: Service
  language: Language
  before: string | null
  after: string | null
}

/** One row, or none. `password` is the name of a secret. */
export interface MailSettingsTable {
  id: 1
  host: string
  port: number
  security: MailSecurity
  user_name: string
  password: string | null
  sender_name: string
  sender_address: string
  reply_to: string
  per_minute: number | null
  changed_at: number
}

export interface MailWordingTable {
  id: number
  service: Service
  language: Language
  subject: string
  text: string
  merchant: string
  support: string
  promo_link: string
}

export interface MailMessageTable {
  id: number
  operation_id: number
  batch_id: number
  wording_id: number
  name: string
  address: string
  address_key: string
  /** Without its angle brackets. */
  message_id: string
  resend_of: number | null
  state: MessageState
  queued_at: number
  /** When it came to be so. */
  state_at: number
  /** When it may be sent; 0 for at once. */
  next_try: number
  tries: number
  problem: MailProblem | null
  answer: string
  /** 1 for one that was made because codes of another went to different recipients. */
  divided: 0 | 1
}

/** A code as the message has it: as it was when it was queued, and then when it was sent. */
export interface MailMessageCodeTable {
  code_id: number
  message_id: number
  code: string
  discount_kind: 'percent' | 'amount'
  discount_value: number
  discount_currency: Currency | null
  applies_to: AppliesTo
  expires: IsoDate
}

export interface MailAttemptTable {
  message_id: number
  number: number
  at: number
  ended_at: number | null
  end: 'under-way' | 'sent' | 'temporary' | 'refused' | 'lost'
  problem: MailProblem | null
  answer: string
  /** Where it went; null for one from before that was kept. */
  name: string | null
  address: string | null
}

/** A message whose state a person changed by the operation. */
export interface MailChangeTable {
  operation_id: number
  message_id: number
}

/** Where a code was queued that goes with another message now. */
export interface MailCodeHomeTable {
  code_id: number
  message_id: number
}
