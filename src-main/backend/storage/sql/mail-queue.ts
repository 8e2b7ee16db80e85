import { sql } from 'kysely'
import type { MessageState } from '#shared/domain/mail/message-states.ts'
import { countOf } from '#shared/domain/selection.ts'
import type { Service } from '#shared/domain/services.ts'
import { idBitmap } from '../id-bitmap.ts'
import { byRecipient, isUsable } from '../mail-codes.ts'
import { messageIds } from '../mail-message-ids.ts'
import {
  type MailQueueReader,
  type MailQueueWriter,
  type NewMessage,
  type QueueAsked,
  reasonToLeave,
  type Wording,
} from '../mail-queue.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { codesBeside } from './mail-codes.ts'
import { messageInserter } from './mail-inserter.ts'
import { type PickedBatch, pickedBatches } from './mail-picked-batches.ts'
import { planQueue } from './mail-queue-plan.ts'
import { findSample } from './mail-samples.ts'
import { type PromoCodeTable, validityOf } from '../promo-code-table.ts'
import { query, raw } from './query.ts'

export const mailQueueReader = (connection: ReadConnection): MailQueueReader => ({
  planQueue: (picked, asked) => planQueue(connection, picked, asked),
  findSample: (kind, service, set) => findSample(connection, { kind, service, set }),
  codesBeside: (code) => codesBeside(connection, code),
})

export const mailQueueWriter = (connection: WriteConnection): MailQueueWriter => ({
  async queuePicked(picked, { operationId, at, wordings, seed, domain, ...asked }, onProgress) {
    const inserter = messageInserter(connection)
    const newId = messageIds(seed, domain)
    const kept = new Map<Service, number>()
    const counts = { messages: 0, codes: 0 }
    const total = countOf(picked.ranges)
    let done = 0
    for (const batch of await pickedBatches(connection, picked)) {
      const { service } = batch
      for (const message of await gather(connection, batch, asked)) {
        const wording = kept.get(service) ?? (await keepWording(connection, wordings[service]))
        kept.set(service, wording)
        await inserter.add({ ...message, operationId, wording, messageId: newId(), at })
        counts.messages += 1
        counts.codes += message.codes.length
      }
      done += batch.ids.length
      onProgress(Math.min(done, total), total)
      await connection.pause()
    }
    await inserter.end()
    return { ...counts, services: [...kept.keys()] }
  },
  keepWording: (wording) => keepWording(connection, wording),
  async queueMessages(messages) {
    const inserter = messageInserter(connection)
    for (const message of messages) await inserter.add(message)
    await inserter.end()
  },
})

type Gathered = Pick<NewMessage, 'batch' | 'name' | 'address' | 'key' | 'resendOf' | 'codes'>

/** The messages that the picked codes of a batch ask for. */
async function gather(
  connection: ReadConnection,
  batch: PickedBatch,
  asked: QueueAsked,
): Promise<Iterable<Gathered>> {
  const current = await currentMessages(connection, batch)
  return gatherFrom(batch, await codesOfBatch(connection, batch.id), current, asked)
}

function* gatherFrom(
  batch: PickedBatch,
  all: Awaited<ReturnType<typeof codesOfBatch>>,
  current: ReadonlyMap<string, CurrentMessage>,
  { today, again }: QueueAsked,
): Generator<Gathered> {
  const picked = idBitmap(batch.ids)
  for (const [key, codes] of byRecipient(all)) {
    const before = current.get(key)
    if (reasonToLeave(before?.state, again) || !codes.some(({ id }) => picked.has(id))) continue
    const good = codes.filter((code) => isUsable(code, today))
    const [first] = good
    if (!first) continue
    const { name, email: address } = first
    yield {
      batch: batch.id,
      name,
      address,
      key,
      resendOf: before?.id ?? null,
      codes: good.map(({ id }) => id),
    }
  }
}

/** In the order of their creation. */
async function codesOfBatch(connection: ReadConnection, batch: number) {
  const all = sql<
    Pick<
      PromoCodeTable,
      | 'id'
      | 'recipient_name'
      | 'recipient_email'
      | 'usage_limit'
      | 'used'
      | 'valid_from'
      | 'expires'
      | 'deleted_at'
    >
  >`SELECT id, recipient_name, recipient_email, usage_limit, used, valid_from, expires, deleted_at
    FROM promo_code WHERE batch_id = ${batch} ORDER BY id`
  return (await connection.all('mail.codes-of-batch', raw(all))).map((row) => ({
    id: row.id,
    name: row.recipient_name,
    email: row.recipient_email,
    ...validityOf(row),
  }))
}

interface CurrentMessage {
  readonly id: number
  readonly state: MessageState
}

/** The newest message of each recipient of the batch that was not cancelled, by the key of the address. */
async function currentMessages(
  connection: ReadConnection,
  { id: batch, hasMessages }: PickedBatch,
): Promise<Map<string, CurrentMessage>> {
  if (!hasMessages) return new Map()
  const rows = await connection.all(
    'mail.current',
    raw(sql<CurrentMessage & { address_key: string }>`
      SELECT id, address_key, state FROM mail_message
      WHERE batch_id = ${batch} AND state <> 'cancelled' ORDER BY id`),
  )
  return new Map(rows.map(({ address_key, id, state }) => [address_key, { id, state }]))
}

/** Keeps what messages say, and answers with its number. */
async function keepWording(
  connection: WriteConnection,
  { promoLink: promo_link, ...rest }: Wording,
): Promise<number> {
  const max = query.selectFrom('mail_wording').select(({ fn }) => fn.max('id').as('id'))
  const id = ((await connection.get('mail.last-wording', max))?.id ?? 0) + 1
  await connection.run(
    'mail.insert-wording',
    query.insertInto('mail_wording').values({ id, ...rest, promo_link }),
  )
  return id
}
