import { Refusal } from '#shared/contract/refusal.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Language } from '#shared/preferences.ts'
import type { PickedRows } from '#backend/storage/result-sets.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { domainOf } from '../message/message-domain.ts'
import { beforeQueueing, heldReason, isPaused } from '../sending/approval.ts'
import { missingValues, refuseMissing, wordingOf } from './wording.ts'

export interface QueueOrder {
  readonly picked: PickedRows
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
  onProgress(done: number, total: number): void
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
  const { picked, language, today, again, expect, stopped, at, seed } = order
  await beforeQueueing(tx)
  const operationId = await tx.operations.record({
    at,
    details: { kind: 'queue-messages', messages: 0, codes: 0 },
  })
  const settings = await tx.mail.settings()
  const wordings = {
    events: await wordingOf(tx, { service: 'events', language }),
    training: await wordingOf(tx, { service: 'training', language }),
  }
  const domain = domainOf(settings?.senderAddress)
  const { messages, codes, services } = await tx.mail.queuePicked(
    picked,
    { operationId, at, wordings, seed, domain, today, again },
    (done, total) => order.onProgress(done, total),
  )
  refuseMissing(await missingValues(tx, services, language))
  if (codes !== expect.codes) throw new Refusal('plan.moved', { planned: expect.codes, now: codes })
  if (messages !== expect.messages)
    throw new Refusal('plan.moved', { planned: expect.messages, now: messages, of: 'messages' })
  if (messages === 0) throw new Refusal('mail.nothing-to-do', {})
  const sends = settings !== undefined && !stopped && !(await isPaused(tx)) && (await heldReason(tx)) === null
  const now = sends ? messages : 0
  if (expect.now !== undefined && expect.now !== now)
    throw new Refusal('plan.moved', { planned: expect.now, now, of: 'messages' })
  await tx.operations.complete(operationId, { kind: 'queue-messages', messages, codes })
  return { operationId, messages, codes }
}
