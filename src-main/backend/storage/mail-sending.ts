import type { MailProblem, MessageState } from '#shared/domain/mail/message-states.ts'
import type { MailCode } from './mail-codes.ts'
import type { ListedMessage, SentCode, StoredAttempt } from './mail-messages.ts'

/** A queued message before it is brought up to date. */
export interface ToSend {
  readonly id: number
  readonly batch: number
  readonly name: string
  readonly address: string
  readonly key: string
  /** As they are now, without those whose creation was undone. */
  readonly codes: readonly MailCode[]
  /** Codes of the batch that the recipient has not had, and that no message carries. */
  readonly besides: readonly MailCode[]
}

/** What a queued message is brought up to date with. */
export interface FreshMessage {
  readonly id: number
  readonly name: string
  readonly address: string
  /** The ids of its codes. */
  readonly codes: readonly number[]
  /** The sender's as it is now. */
  readonly domain: string
}

/** A message that is being sent. */
export interface Claimed {
  readonly message: ListedMessage
  readonly codes: readonly SentCode[]
}

export interface AttemptEnd {
  readonly message: number
  readonly at: number
  readonly end: Exclude<StoredAttempt['end'], 'under-way'>
  readonly state: Exclude<MessageState, 'sending'>
  /** Of a message that goes back to the queue; 0 for at once. */
  readonly nextTry: number
  /** Of the message. */
  readonly problem: MailProblem | null
  /** Of this attempt, where it is another. */
  readonly attemptProblem?: MailProblem | null
  readonly answer: string
}

export interface MailSendingReader {
  /** When the next queued message may be sent; undefined where none waits. */
  nextDue(): Promise<number | undefined>
  /** How many messages are due, up to `limit`. */
  countDue(now: number, limit: number): Promise<number>
  /** The message that is to be sent next; undefined where none is due. */
  nextToSend(now: number): Promise<ToSend | undefined>
  /** Those of the messages that are queued. */
  toSend(messages: readonly number[]): Promise<ToSend[]>
  /** How many attempts of the message the server put off. */
  countPutOff(message: number): Promise<number>
}

export interface MailSendingWriter {
  /** The messages get the codes as they are now, and go where it says; the ID of one that nobody tried to send gets the domain. */
  freshen(messages: readonly FreshMessage[]): Promise<void>
  /** Brings the message up to date and writes that it is being sent, before anything is. */
  beginAttempt(message: FreshMessage, at: number): Promise<Claimed>
  /** Written once the server has answered, or is known not to. */
  endAttempt(ended: AttemptEnd): Promise<void>
  /** Takes a queued message out of the queue: none of its codes works any more. */
  dropMessage(message: number, at: number): Promise<void>
  /** What an earlier run was sending when it ended may have arrived; answers how many. */
  recover(at: number): Promise<number>
  /** What waits for a later try is due at once. */
  makeDue(): Promise<void>
}
