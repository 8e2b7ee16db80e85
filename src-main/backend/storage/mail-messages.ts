import type { MailAttempt, MailCounts } from '#shared/contract/mail.ts'
import type { Template } from '#shared/domain/mail/template.ts'
import type { MailProblem, MessageState } from '#shared/domain/mail/message-states.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'
import type { MessageCode } from '#shared/wording/message/message-values.ts'
import type { MailCode } from './mail-codes.ts'

/** A message as the outbox lists it; instants in UTC milliseconds. */
export interface ListedMessage {
  readonly id: number
  readonly batch: number
  readonly batchName: string
  readonly service: Service
  readonly language: Language
  readonly template: Template
  readonly merchant: string
  readonly support: string
  readonly promoLink: string
  readonly name: string
  readonly address: string
  /** Of the address: the same recipient has the same. */
  readonly key: string
  /** Without its angle brackets. */
  readonly messageId: string
  readonly resendOf: number | null
  readonly state: MessageState
  readonly queuedAt: number
  /** When it came to be so. */
  readonly stateAt: number
  /** When it may be sent; 0 for at once. */
  readonly nextTry: number
  readonly tries: number
  readonly problem: MailProblem | null
  readonly answer: string
  /** How many. */
  readonly codes: number
  /** A later message replaces it. */
  readonly resent: boolean
}

/** A code as its message has it: as it was when it was queued, and then when it was sent. */
export interface SentCode extends MessageCode {
  readonly id: number
}

export interface StoredAttempt {
  readonly number: number
  readonly at: number
  readonly endedAt: number | null
  readonly end: MailAttempt['end']
  readonly problem: MailProblem | null
  readonly answer: string
  /** Where it went; null for one from before that was kept. */
  readonly address: string | null
}

export interface OutboxQuery {
  readonly states?: readonly MessageState[] | undefined
  readonly text?: string | undefined
  readonly offset: number
  readonly limit: number
}

/** A message with what its words follow from. */
export interface MessageWithCodes {
  readonly message: ListedMessage
  readonly codes: readonly SentCode[]
  /** Its codes as they are now, without those whose creation was undone; of a message that failed only. */
  readonly codesNow: readonly MailCode[]
}

export interface MailMessagesReader {
  counts(): Promise<MailCounts>
  /** A page of messages, the newest first, and how many there are of them. */
  list(query: OutboxQuery): Promise<{ total: number; messages: MessageWithCodes[] }>
  /** The newest first. */
  attempts(message: number): Promise<StoredAttempt[]>
  /** The messages that are in one of the states, in the order of their making; of all, or of some. */
  idsIn(states: readonly MessageState[], among?: readonly number[]): Promise<number[]>
  /** Those of the messages that exist, in the given order. */
  withCodes(messages: readonly number[]): Promise<MessageWithCodes[]>
  /** Whether any message is queued or being sent. */
  isWaiting(): Promise<boolean>
  /** The services of what is queued. */
  servicesQueued(): Promise<Service[]>
}
