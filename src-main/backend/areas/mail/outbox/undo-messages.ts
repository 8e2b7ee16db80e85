import type { MailProblem, MessageState } from '#shared/domain/mail/message-states.ts'
import type { Reversal, UndoHandler, UndoHandlers } from '#backend/storage/undo-handler.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { followMany } from '../follow/follow.ts'
import { beforeQueueing, holdOutbox } from '../sending/approval.ts'
import { queueAgain } from './changes.ts'

/** A state that messages were in, or are put into, with what is said of them then. */
type Place = readonly [state: MessageState, problem: MailProblem | null]

/**
 * Puts what an operation moved from one state into the other back, or moves it again, as far as it is still where the
 * operation left it: what was sent stays sent.
 */
const betweenStates = <Details>(from: Place, to: (details: Details) => Place): UndoHandler<Details> => ({
  revert: async (tx, reversal) => {
    await beforeQueueing(tx)
    const end = to(reversal.details)
    return await (reversal.direction === 'undo' ? put(tx, reversal, end, from) : put(tx, reversal, from, end))
  },
  written: () => 'checked-by-revert',
  announces: [],
})

/** Takes what an operation put into the outbox out again, or puts it back. */
const inOutbox: UndoHandler<object> = {
  revert: async (tx, reversal) => {
    await beforeQueueing(tx)
    if (reversal.direction === 'redo') return await put(tx, reversal, ['cancelled', null], ['queued', null])
    const { changed, guests } = await tx.mail.takeBack(reversal.operationId, reversal.at)
    await followMany(tx, guests, reversal.at, { isApproved: true })
    return changed
  },
  written: () => 'checked-by-revert',
  announces: [],
}

/** What comes back into the queue is not sent before a person approves it. */
async function put(
  tx: Transaction,
  { operationId, at }: Reversal<unknown>,
  [from]: Place,
  [to, problem]: Place,
): Promise<number> {
  // What was put back into the queue may be parked since.
  const left = to === 'uncertain' && from === 'queued' ? 'waiting' : from
  const ids = await tx.mail.changedBy(operationId, left)
  if (to === 'queued') {
    const queued = await queueAgain(tx, ids, at)
    if (queued > 0) await holdOutbox(tx, 'put-back')
    return queued
  }
  if (to === 'uncertain') await tx.mail.bringBackTried(ids, at)
  return await tx.mail.revertStates({ operationId, from: left, to, problem, at })
}

type MessageChange =
  'queue-messages' | 'resend-messages' | 'cancel-messages' | 'resolve-messages' | 'mark-sent'

export const messageUndoHandlers: UndoHandlers<MessageChange> = {
  'queue-messages': inOutbox,
  'resend-messages': inOutbox,
  'cancel-messages': betweenStates(['queued', null], () => ['cancelled', 'taken-back']),
  'mark-sent': betweenStates(['queued', null], () => ['sent', null]),
  'resolve-messages': betweenStates(['uncertain', 'answer-lost'], ({ arrived }) => [
    arrived ? 'sent' : 'queued',
    null,
  ]),
}
