import type { MailAttempt, OutboxMessage } from '#shared/contract/mail.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { MessageCode, MessageContent } from '#shared/wording/message/message-values.ts'
import { renderMessage, type Rendered } from '#shared/wording/message/render.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
import { codesOfMessage, type ListedMessage } from '#backend/storage/sqlite/mail-messages.ts'
import type { MailAttemptTable, MailMessageCodeTable } from '#backend/storage/sqlite/mail-schema.ts'

type StoredCode = Pick<
  MailMessageCodeTable,
  'code' | 'discount_kind' | 'discount_value' | 'discount_currency' | 'expires'
>

export const toMessageCode = (row: StoredCode): MessageCode => ({
  code: row.code,
  discount:
    row.discount_currency === null
      ? { kind: 'percent', hundredths: row.discount_value }
      : { kind: 'amount', minor: row.discount_value, currency: row.discount_currency },
  expires: row.expires,
})

/** What a message's words follow from, for the codes that it has. */
export const contentOf = (message: ListedMessage, codes: readonly MessageCode[]): MessageContent => ({
  template: { subject: message.template_subject, text: message.template_text },
  language: message.language,
  name: message.name,
  merchant: message.merchant,
  support: message.support,
  codes,
})

/** What the message says. */
export const renderListed = (connection: ReadConnection, message: ListedMessage): Rendered =>
  renderMessage(contentOf(message, codesOfMessage(connection, message.id).map(toMessageCode)))

export function toOutboxMessage(connection: ReadConnection, message: ListedMessage): OutboxMessage {
  return {
    id: message.id,
    service: message.service,
    language: message.language,
    batch: message.batch_id,
    batchName: message.batch_name,
    name: message.name,
    email: message.address,
    subject: renderListed(connection, message).subject,
    codes: message.codes,
    state: message.state,
    queuedAt: instantOf(message.queued_at),
    at: instantOf(message.state_at),
    tries: message.tries,
    nextTry: message.state === 'queued' && message.next_try > 0 ? instantOf(message.next_try) : null,
    problem: message.problem,
    answer: message.answer,
    resendOf: message.resend_of,
    resent: message.resent === 1,
  }
}

export const toAttempt = (row: MailAttemptTable): MailAttempt => ({
  number: row.number,
  at: instantOf(row.at),
  end: row.end,
  endedAt: row.ended_at === null ? null : instantOf(row.ended_at),
  problem: row.problem,
  answer: row.answer,
  email: row.address,
})
