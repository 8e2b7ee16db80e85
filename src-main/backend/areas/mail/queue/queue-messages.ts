import { Refusal } from '#shared/contract/refusal.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'
import { insertWording, messageInserter } from '#backend/storage/sqlite/mail-queue.ts'
import { readMailSettings, readPaused } from '#backend/storage/sqlite/mail-settings.ts'
import { completeOperation, nextOperationId, recordOperation } from '#backend/storage/sqlite/operations.ts'
import type { Transaction } from '#backend/storage/sqlite/writer.ts'
import { domainOf, messageIds } from '../message/message-id.ts'
import { beforeQueueing, heldReason } from '../sending/approval.ts'
import { gather, type Gathered } from './gather.ts'
import { missingValues, refuseMissing, wordingOf } from './wording.ts'

export interface QueueOrder {
  /** Sorted. */
  readonly ids: Uint32Array
  readonly language: Language
  readonly today: IsoDate
  readonly again: boolean
  /** `now`: how many the person was shown to go out at once; omitted where nobody was. */
  readonly expect: { readonly messages: number; readonly codes: number; readonly now?: number | undefined }
  /** Sending has stopped for something that a person has to put right. */
  readonly stopped: boolean
  readonly at: number
  /** Random, hexadecimal: what message IDs are made from. */
  readonly seed: string
  onProgress(done: number): void
}

export interface Queued {
  readonly operationId: number
  readonly messages: number
  readonly codes: number
}

/**
 * Puts the messages that the picked codes ask for into the outbox, as one operation.
 * @throws Refusal 'plan.moved', 'mail.nothing-to-do', 'mail.value-missing'
 */
export async function queueMessages(tx: Transaction, order: QueueOrder): Promise<Queued> {
  const { ids, language, today, again, expect, stopped, at, seed, onProgress } = order
  beforeQueueing(tx)
  const operationId = await nextOperationId(tx)
  await recordOperation(tx, {
    id: operationId,
    at,
    details: { kind: 'queue-messages', messages: 0, codes: 0 },
  })
  const wordings = await keepWordings(tx, language)
  const settings = await readMailSettings(tx)
  const newId = messageIds(seed, domainOf(settings?.sender_address))
  const insert = messageInserter(tx)
  const onMessage = ({ service, ...message }: Gathered) =>
    insert({
      ...message,
      operationId,
      wording: wordings(service),
      messageId: newId(),
      at,
    })
  const { messages, codes, services } = await gather(tx, {
    ids,
    today,
    again,
    onMessage,
    pause: tx.pause,
    onProgress,
  })
  refuseMissing(await missingValues(tx, services, language))
  if (codes !== expect.codes) throw new Refusal('plan.moved', { planned: expect.codes, now: codes })
  if (messages !== expect.messages)
    throw new Refusal('plan.moved', { planned: expect.messages, now: messages, of: 'messages' })
  if (messages === 0) throw new Refusal('mail.nothing-to-do', {})
  const sends = settings !== undefined && !stopped && !readPaused(tx) && heldReason(tx) === null
  const now = sends ? messages : 0
  if (expect.now !== undefined && expect.now !== now)
    throw new Refusal('plan.moved', { planned: expect.now, now, of: 'messages' })
  await completeOperation(tx, operationId, { kind: 'queue-messages', messages, codes })
  return { operationId, messages, codes }
}

/** The wording of each service, kept in the database with its first message. */
export async function keepWordings(
  tx: Transaction,
  language: Language,
): Promise<(service: Service) => number> {
  const wordings = {
    events: await wordingOf(tx, { service: 'events', language }),
    training: await wordingOf(tx, { service: 'training', language }),
  }
  const kept = new Map<Service, number>()
  return (service) => {
    const known = kept.get(service)
    if (known !== undefined) return known
    const id = insertWording(tx, wordings[service])
    kept.set(service, id)
    return id
  }
}
