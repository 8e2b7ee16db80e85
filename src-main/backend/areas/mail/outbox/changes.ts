import { Refusal } from '#shared/contract/refusal.ts'
import type { OperationDetails } from '#shared/contract/operations.ts'
import type { WhichMessages } from '#shared/contract/mail.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { MailProblem, MessageState } from '#shared/domain/mail/message-states.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'
import { byRecipient, isUsable } from '#backend/storage/mail-codes.ts'
import { messageIds } from '#backend/storage/mail-message-ids.ts'
import type { NewMessage } from '#backend/storage/mail-queue.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { followMany } from '../follow/follow.ts'
import { domainOf } from '../message/message-domain.ts'
import { missingValues, refuseMissing, servicesInTest, wordingOf } from '../queue/wording.ts'
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
  if (to === 'queued') await beforeQueueing(tx)
  const operationId = await tx.operations.record({ at, details: details(0) })
  const states = which.kind === 'ids' ? from : from.filter((state) => state === which.state)
  const ids = which.kind === 'ids' ? which.ids : undefined
  const changed =
    states.length === 0 ? 0 : await tx.mail.changeStates({ operationId, from: states, to, problem, at, ids })
  if (changed === 0) throw new Refusal('mail.nothing-to-do', {})
  if (to === 'queued') {
    const services = await tx.mail.servicesPutBack(operationId)
    await queueAgain(tx, await tx.mail.changedBy(operationId, 'queued'), at)
    await holdInTest(tx, services)
  }
  await tx.operations.complete(operationId, details(changed))
  return { operationId, changed }
}

/** Queues messages again, to the recipients that their codes have by now; answers how many of them are queued then. */
export async function queueAgain(tx: Transaction, ids: readonly number[], at: number): Promise<number> {
  await followMany(tx, await tx.mail.park(ids, at), at, { isApproved: true })
  return await tx.mail.countIn(ids, 'queued')
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
  await beforeQueueing(tx)
  const operationId = await tx.operations.record({ at, details: { kind: 'resend-messages', messages: 0 } })
  const newId = messageIds(seed, domainOf((await tx.mail.settings())?.senderAddress))
  const wordings = createWordings(tx)
  const messages: NewMessage[] = []
  const queued = new Set<string>()
  for (const { id, batch, language, service, codes, onTheirWay } of await tx.mail.resendable(ids)) {
    // Its codes may have been given to different recipients since, some of whom have a message on its way.
    for (const [key, mine] of byRecipient(codes.filter((code) => isUsable(code, today)))) {
      const [first] = mine
      const place = `${batch} ${key}`
      if (!first || onTheirWay.includes(key) || queued.has(place)) continue
      queued.add(place)
      messages.push({
        operationId,
        batch,
        wording: await wordings.keep(language, service),
        name: first.name,
        address: first.email,
        key,
        messageId: newId(),
        resendOf: id,
        at,
        codes: mine.map((code) => code.id),
      })
    }
  }
  for (const [language, services] of wordings.kept)
    refuseMissing(await missingValues(tx, services.keys(), language))
  if (messages.length === 0) throw new Refusal('mail.nothing-to-do', {})
  await tx.mail.queueMessages(messages)
  await holdInTest(tx, new Set([...wordings.kept.values()].flatMap((services) => [...services.keys()])))
  await tx.operations.complete(operationId, { kind: 'resend-messages', messages: messages.length })
  return { operationId, changed: messages.length }
}

/** Keeps the present wording of each language and service with the first message that has it. */
function createWordings(tx: Transaction) {
  const kept = new Map<Language, Map<Service, number>>()
  return {
    kept,
    async keep(language: Language, service: Service): Promise<number> {
      const ofLanguage = kept.get(language) ?? new Map<Service, number>()
      kept.set(language, ofLanguage)
      const known = ofLanguage.get(service)
      if (known !== undefined) return known
      const id = await tx.mail.keepWording(await wordingOf(tx, { service, language }))
      ofLanguage.set(service, id)
      return id
    },
  }
}

/** A resend names its messages; in Test it is not sent before a person has seen that the service is in Test. */
async function holdInTest(tx: Transaction, services: Iterable<Service>): Promise<void> {
  if ((await servicesInTest(tx, services)).length > 0) await holdOutbox(tx, 'put-back')
}
