import type { MailAttempt, OutboxMessage } from '#shared/contract/mail.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { MessageCode, MessageContent } from '#shared/wording/message/message-values.ts'
import { renderMessage, type Rendered } from '#shared/wording/message/render.ts'
import type { ListedMessage, MessageWithCodes, StoredAttempt } from '#backend/storage/mail-messages.ts'

/** What a message's words follow from, for the codes that it has. */
export const contentOf = (message: ListedMessage, codes: readonly MessageCode[]): MessageContent => ({
  template: message.template,
  language: message.language,
  name: message.name,
  merchant: message.merchant,
  support: message.support,
  promoLink: message.promoLink,
  codes,
})

/** What the message says. */
export const renderListed = ({ message, codes }: MessageWithCodes): Rendered =>
  renderMessage(contentOf(message, codes))

export function toOutboxMessage(one: MessageWithCodes): OutboxMessage {
  const { message } = one
  return {
    id: message.id,
    service: message.service,
    language: message.language,
    batch: message.batch,
    batchName: message.batchName,
    name: message.name,
    email: message.address,
    subject: renderListed(one).subject,
    codes: message.codes,
    state: message.state,
    queuedAt: instantOf(message.queuedAt),
    at: instantOf(message.stateAt),
    tries: message.tries,
    nextTry: message.state === 'queued' && message.nextTry > 0 ? instantOf(message.nextTry) : null,
    problem: message.problem,
    answer: message.answer,
    resendOf: message.resendOf,
    resent: message.resent,
  }
}

export const toAttempt = ({ address, at, endedAt, ...attempt }: StoredAttempt): MailAttempt => ({
  number: attempt.number,
  at: instantOf(at),
  end: attempt.end,
  endedAt: endedAt === null ? null : instantOf(endedAt),
  problem: attempt.problem,
  answer: attempt.answer,
  email: address,
})
