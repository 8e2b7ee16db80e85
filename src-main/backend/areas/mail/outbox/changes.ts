import { Refusal } from '#shared/contract/refusal.ts'
import type { OperationDetails } from '#shared/contract/operations.ts'
import type { WhichMessages } from '#shared/contract/mail.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { MailProblem, MessageState } from '#shared/domain/mail/message-states.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'
import {
  changedBy,
  changeStates,
  countIn,
  parkForQueue,
  resendable,
  servicesPutBack,
} from '#backend/storage/sqlite/mail-changes.ts'
import { findMessage } from '#backend/storage/sqlite/mail-messages.ts'
import { codesNow, isOnItsWay, messageInserter } from '#backend/storage/sqlite/mail-queue.ts'
import { readMailSettings } from '#backend/storage/sqlite/mail-settings.ts'
import { completeOperation, nextOperationId, recordOperation } from '#backend/storage/sqlite/operations.ts'
import type { Transaction } from '#backend/storage/sqlite/writer.ts'
import { servicesInTest } from '#backend/storage/sqlite/commerce-services.ts'
import { codesCarried } from '#backend/storage/sqlite/mail-follow.ts'
import { followMany } from '../follow/follow.ts'
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
  details(messages: number): OperationDetails
}

/**
 * Changes the state of messages by a person's word, as one operation.
 * @throws Refusal 'mail.nothing-to-do'
 */
export async function changeByWord(tx: Transaction, change: PersonsChange): Promise<Changed> {
  const { which, from, to, problem, at, details } = change
  if (to === 'queued') beforeQueueing(tx)
  const operationId = await nextOperationId(tx)
  await recordOperation(tx, { id: operationId, at, details: details(0) })
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
  await completeOperation(tx, operationId, details(changed))
  return { operationId, changed }
}

/** Queues messages again, to the recipients that their codes have by now; answers how many of them are queued then. */
export async function queueAgain(tx: Transaction, ids: readonly number[], at: number): Promise<number> {
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
  await recordOperation(tx, { id: operationId, at, details: { kind: 'resend-messages', messages: 0 } })
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
  for (const [language, used] of services) refuseMissing(await missingValues(tx, used, language))
  if (messages === 0) throw new Refusal('mail.nothing-to-do', {})
  await holdInTest(tx, new Set([...services.values()].flatMap((used) => [...used])))
  await completeOperation(tx, operationId, { kind: 'resend-messages', messages })
  return { operationId, changed: messages }
}

/** A resend names its messages; in Test it is not sent before a person has seen that the service is in Test. */
async function holdInTest(tx: Transaction, services: Iterable<Service>): Promise<void> {
  if ((await servicesInTest(tx, services)).length > 0) holdOutbox(tx, 'put-back')
}
