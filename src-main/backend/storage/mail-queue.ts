import type { MailLeaveReason, QueuePlan } from '#shared/contract/mail.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { MessageState } from '#shared/domain/mail/message-states.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'
import type { MailCode } from './mail-codes.ts'
import type { PickedRows, ResultSet } from './result-sets.ts'

/** What messages of a service say, before the values of each are put in. */
export interface Wording {
  readonly service: Service
  readonly language: Language
  readonly subject: string
  readonly text: string
  readonly merchant: string
  readonly support: string
  /** The site's setting: the address of its page with a place for the code; empty for none. */
  readonly promoLink: string
}

export interface QueueAsked {
  readonly today: IsoDate
  /** Recipients who have had a message, or whose message failed, get another one. */
  readonly again: boolean
}

/** What queueing would do, or did. */
export type CountedMessages = Omit<QueuePlan, 'missing' | 'now' | 'inTest'> & {
  readonly services: readonly Service[]
}

const LEAVE_REASONS: Record<Exclude<MessageState, 'cancelled'>, MailLeaveReason> = {
  queued: 'already-queued',
  sending: 'already-queued',
  sent: 'already-sent',
  failed: 'failed',
  uncertain: 'uncertain',
}

/**
 * Why a recipient of a batch gets no message, by the state of the newest one that was not cancelled; undefined where they
 * get one.
 */
export function reasonToLeave(
  state: MessageState | null | undefined,
  again: boolean,
): MailLeaveReason | undefined {
  if (!state || state === 'cancelled') return undefined
  return again && (state === 'sent' || state === 'failed') ? undefined : LEAVE_REASONS[state]
}

export interface QueueOrder extends QueueAsked {
  readonly operationId: number
  readonly at: number
  /** Kept with the first message of the service. */
  readonly wordings: Readonly<Record<Service, Wording>>
  /** What message ids are made from. */
  readonly seed: string
  /** Of the sender, in ASCII. */
  readonly domain: string
}

/** A message that is to be. */
export interface NewMessage {
  readonly operationId: number
  readonly batch: number
  /** The number of a wording that is kept. */
  readonly wording: number
  readonly name: string
  readonly address: string
  readonly key: string
  readonly messageId: string
  readonly resendOf: number | null
  readonly at: number
  /** Their ids. */
  readonly codes: readonly number[]
}

/** A code whose message shows what is awkward: the longest name, or a recipient without one. */
export type SampleKind = 'longest-name' | 'no-name'

export interface MailQueueReader {
  /** What queueing messages for the picked codes would do. */
  planQueue(picked: PickedRows, asked: QueueAsked): Promise<CountedMessages>
  /** Of the set, or of the whole site; null where there is none. */
  findSample(kind: SampleKind, service: Service, set?: ResultSet): Promise<number | null>
  /** All codes of the recipient of a code in its batch, in the order of their creation. */
  codesBeside(code: number): Promise<MailCode[]>
}

export interface MailQueueWriter {
  /**
   * Queues a message for each recipient and batch of the picked codes that has none yet, with all of the recipient's
   * codes of the batch that work, also those that were not picked.
   * @throws Refusal 'job.cancelled'
   */
  queuePicked(
    picked: PickedRows,
    order: QueueOrder,
    onProgress: (done: number, total: number) => void,
  ): Promise<Pick<CountedMessages, 'messages' | 'codes' | 'services'>>
  /** Keeps what messages say, and answers with its number. */
  keepWording(wording: Wording): Promise<number>
  /** A code that waits in a parked message goes along from there, so that it is back in it when this one is taken back. */
  queueMessages(messages: readonly NewMessage[]): Promise<void>
}
