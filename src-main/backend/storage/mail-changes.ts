import type { MailProblem, MessageState } from '#shared/domain/mail/message-states.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'
import type { MailCode } from './mail-codes.ts'

/** A person's change of the state of messages. */
export interface StateChange {
  readonly operationId: number
  readonly from: readonly MessageState[]
  readonly to: MessageState
  readonly problem: MailProblem | null
  readonly at: number
  /** Left out for all messages. */
  readonly ids?: readonly number[] | undefined
}

export interface StateReversal {
  readonly operationId: number
  readonly from: FoundState
  readonly to: MessageState
  readonly problem: MailProblem | null
  readonly at: number
}

/** A state in which messages are looked for. `waiting`: queued, or parked while their codes go with others or are gone. */
export type FoundState = MessageState | 'waiting'

/** A message that may be sent once more. */
export interface Resendable {
  readonly id: number
  readonly batch: number
  readonly service: Service
  readonly language: Language
  /** As they are now, without those whose creation was undone. */
  readonly codes: readonly MailCode[]
  /** The keys of those recipients of the codes to whom a message of the batch waits, is being sent, or may have arrived. */
  readonly onTheirWay: readonly string[]
}

export interface MailChangesReader {
  /** The services of what the operation put back into the queue. */
  servicesPutBack(operationId: number): Promise<Service[]>
  /** The messages that are as the operation put them last, and are in the state. */
  changedBy(operationId: number, state: FoundState): Promise<number[]>
  countIn(messages: readonly number[], state: MessageState): Promise<number>
  /** Those of the messages that may be sent once more: no later one is on its way or in doubt. */
  resendable(messages: readonly number[]): Promise<Resendable[]>
}

export interface MailChangesWriter {
  /** Answers how many messages there were in one of the states `from`. */
  changeStates(change: StateChange): Promise<number>
  /** Takes messages out of the queue until following has decided which of them are queued; answers with their codes. */
  park(messages: readonly number[], at: number): Promise<number[]>
  /**
   * What was tried carries its codes again, and shows where it went, though they may have other recipients by now, or go
   * with another message.
   */
  bringBackTried(messages: readonly number[], at: number): Promise<void>
  /** Puts messages whose state the operation changed from one state into another; answers how many. */
  revertStates(reversal: StateReversal): Promise<number>
}
