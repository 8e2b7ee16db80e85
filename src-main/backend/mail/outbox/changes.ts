import { Refusal } from '#shared/contract/refusal.ts'
import type { Deed } from '#shared/contract/history.ts'
import type { WhichMessages } from '#shared/contract/mail.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { MailProblem, MessageState } from '#shared/domain/mail/message-states.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'
import { servicesInTest } from '../../storage/commerce-services.ts'
import {
  changedBy,
  changeStates,
  countIn,
  parkForQueue,
  resendable,
  servicesPutBack,
  showWhereTried,
  swingStates,
} from '../../storage/mail-changes.sqlite.ts'
import { codesCarried } from '../../storage/mail-follow.sqlite.ts'
import { followMany } from '../follow/follow.ts'
import { takeBack } from '../follow/take-back.ts'
import { findMessage } from '../../storage/mail-messages.sqlite.ts'
import { codesNow, isOnItsWay, messageInserter } from '../../storage/mail-queue.sqlite.ts'
import { readMailSettings } from '../../storage/mail-settings.ts'
import { completeOperation, nextOperationId, recordOperation } from '../../storage/operations.ts'
import type { Transaction } from '../../storage/writer.sqlite.ts'
import { domainOf, messageIds } from '../message/message-id.ts'
import { byRecipient, usable } from '../queue/gather.ts'
import { keepWordings } from '../queue/queue-messages.ts'
import { missingValues, refuseMissing } from '../queue/wording.ts'
import { beforeQueueing, holdOutbox } from '../sending/approval.ts'

export interface Changed {
  readonly operationId: number
  readonly changed: number
}

export interface PersonsChange {
  readonly which: WhichMessages
  /** The states in which it can be done. */
  readonly from: readonly MessageState[]
  readonly to: MessageState
  readonly problem: MailProblem | null
  readonly at: number
  deed(messages: number): Deed
}

/**
 * Changes the state of messages by a person's word, as one operation.
 * @throws Refusal 'mail.nothing-to-do'
 */
export async function changeByWord(tx: Transaction, change: PersonsChange): Promise<Changed> {
  const { which, from, to, problem, at, deed } = change
  if (to === 'queued') beforeQueueing(tx)
  const operationId = await nextOperationId(tx)
  await recordOperation(tx, { id: operationId, at, deed: deed(0) })
  const states = which.kind === 'ids' ? from : from.filter((state) => state === which.state)
  const ids = which.kind === 'ids' ? which.ids : undefined
  const changed =
    states.length === 0 ? 0 : changeStates(tx, { operationId, from: states, to, problem, at, ids })
  if (changed === 0) throw new Refusal('mail.nothing-to-do', {})
  if (to === 'queued') {
    const services = servicesPutBack(tx, operationId)
    await queueAgain(tx, changedBy(tx, operationId, 'queued'), at)
    await holdInTest(tx, services)
  }
  await completeOperation(tx, operationId, deed(changed))
  return { operationId, changed }
}

/** Queues messages again, to the recipients that their codes have by now; answers how many of them are queued then. */
async function queueAgain(tx: Transaction, ids: readonly number[], at: number): Promise<number> {
  parkForQueue(tx, ids, at)
  await followMany(tx, codesCarried(tx, ids), at, { isApproved: true })
  return countIn(tx, ids, 'queued')
}

export interface ResendOrder {
  readonly ids: readonly number[]
  readonly today: IsoDate
  readonly at: number
  readonly seed: string
}

/**
 * Queues messages once more, to the recipients of their codes as they are now, worded as the templates are now.
 * @throws Refusal 'mail.nothing-to-do', 'mail.value-missing'
 */
export async function resendMessages(tx: Transaction, order: ResendOrder): Promise<Changed> {
  const { ids, today, at, seed } = order
  beforeQueueing(tx)
  const operationId = await nextOperationId(tx)
  await recordOperation(tx, { id: operationId, at, deed: { kind: 'resend-messages', messages: 0 } })
  const settings = await readMailSettings(tx)
  const newId = messageIds(seed, domainOf(settings?.sender_address))
  const insert = messageInserter(tx)
  const wordings = new Map<Language, Awaited<ReturnType<typeof keepWordings>>>()
  const services = new Map<Language, Set<Service>>()
  let messages = 0
  for (const { id, batch_id: batch } of resendable(tx, ids)) {
    const before = findMessage(tx, id)
    if (!before) continue
    const { language, service } = before
    const wording = wordings.get(language) ?? (await keepWordings(tx, language))
    wordings.set(language, wording)
    // Its codes may have been given to different recipients since, some of whom have a message on its way.
    for (const [key, codes] of byRecipient(codesNow(tx, id).filter((code) => usable(code, today)))) {
      const [first] = codes
      if (!first || isOnItsWay(tx, batch, key)) continue
      services.set(language, (services.get(language) ?? new Set()).add(service))
      insert({
        operationId,
        batch,
        wording: wording(service),
        name: first.recipient_name,
        address: first.recipient_email,
        key,
        messageId: newId(),
        resendOf: id,
        at,
        codes,
      })
      messages += 1
    }
  }
  for (const [language, spoken] of services) refuseMissing(await missingValues(tx, spoken, language))
  if (messages === 0) throw new Refusal('mail.nothing-to-do', {})
  await holdInTest(tx, new Set([...services.values()].flatMap((spoken) => [...spoken])))
  await completeOperation(tx, operationId, { kind: 'resend-messages', messages })
  return { operationId, changed: messages }
}

/** A resend names its messages; in Test it is not sent before a person has seen that the service is in Test. */
async function holdInTest(tx: Transaction, services: Iterable<Service>): Promise<void> {
  if ((await servicesInTest(tx, services)).length > 0) holdOutbox(tx, 'put-back')
}

type MailDeed = Extract<
  Deed,
  { kind: 'queue-messages' | 'resend-messages' | 'cancel-messages' | 'settle-messages' | 'mark-sent' }
>

/**
 * Takes back what an operation did to messages, or does it again, as far as they are still where it left them: what was
 * sent stays sent. What comes back into the queue by it is not sent before a person approves it.
 */
export async function swingMessages(
  tx: Transaction,
  swing: { operationId: number; deed: MailDeed; direction: 'undo' | 'redo'; at: number },
): Promise<number> {
  const { operationId, deed, direction, at } = swing
  beforeQueueing(tx)
  const isUndo = direction === 'undo'
  const put = async (from: MessageState, to: MessageState, problem: MailProblem | null): Promise<number> => {
    const ids = changedBy(tx, operationId, from)
    if (to === 'queued') {
      const queued = await queueAgain(tx, ids, at)
      if (queued > 0) holdOutbox(tx, 'put-back')
      return queued
    }
    if (to === 'uncertain') showWhereTried(tx, ids)
    return swingStates(tx, { operationId, from, to, problem, at })
  }
  const between = (
    one: MessageState,
    other: MessageState,
    problems: readonly [MailProblem | null, MailProblem | null],
  ) => (isUndo ? put(other, one, problems[0]) : put(one, other, problems[1]))
  switch (deed.kind) {
    case 'queue-messages':
    case 'resend-messages': {
      if (!isUndo) return await put('cancelled', 'queued', null)
      return await takeBack(tx, operationId, at)
    }
    case 'cancel-messages':
      return await between('queued', 'cancelled', [null, 'taken-back'])
    case 'mark-sent':
      return await between('queued', 'sent', [null, null])
    case 'settle-messages':
      return await between('uncertain', deed.arrived ? 'sent' : 'queued', ['answer-lost', null])
  }
}
