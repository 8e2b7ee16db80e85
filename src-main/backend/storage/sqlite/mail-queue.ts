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
import type { ReadConnection, WorkingConnection, WriteConnection } from './connection.ts'
import { codesBeside, SAID } from './mail-codes.ts'
import { type PickedBatch, pickedBatches } from './mail-picked-batches.ts'
import { planQueue } from './mail-queue-plan.ts'
import { findSample } from './mail-samples.ts'
import { type PromoCodeTable, validityOf } from '../promo-code-table.ts'
import { query, raw } from '../sql/query.ts'

export const mailQueueReader = (connection: ReadConnection): MailQueueReader => ({
  planQueue: (picked, asked) => planQueue(connection, picked, asked),
  findSample: (kind, service, set) => findSample(connection, { kind, service, set }),
  async codesBeside(code) {
    return codesBeside(connection, code)
  },
})

export const mailQueueWriter = (connection: WorkingConnection): MailQueueWriter => ({
  async queuePicked(picked, { operationId, at, wordings, seed, domain, ...asked }, onProgress) {
    const insert = messageInserter(connection)
    const newId = messageIds(seed, domain)
    const kept = new Map<Service, number>()
    const counts = { messages: 0, codes: 0 }
    const total = countOf(picked.ranges)
    let done = 0
    for (const batch of pickedBatches(connection, picked)) {
      const { service } = batch
      for (const message of gather(connection, batch, asked)) {
        const wording = kept.get(service) ?? keepWording(connection, wordings[service])
        kept.set(service, wording)
        insert({ ...message, operationId, wording, messageId: newId(), at })
        counts.messages += 1
        counts.codes += message.codes.length
      }
      done += batch.ids.length
      onProgress(Math.min(done, total), total)
      await connection.pause()
    }
    return { ...counts, services: [...kept.keys()] }
  },
  async keepWording(wording) {
    return keepWording(connection, wording)
  },
  async queueMessages(messages) {
    const insert = messageInserter(connection)
    for (const message of messages) insert(message)
  },
})

type Gathered = Pick<NewMessage, 'batch' | 'name' | 'address' | 'key' | 'resendOf' | 'codes'>

/** The messages that the picked codes of a batch ask for. */
function* gather(
  connection: ReadConnection,
  batch: PickedBatch,
  { today, again }: QueueAsked,
): Generator<Gathered> {
  const picked = idBitmap(batch.ids)
  const current = currentMessages(connection, batch.id)
  for (const [key, codes] of byRecipient(codesOfBatch(connection, batch.id))) {
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
function codesOfBatch(connection: ReadConnection, batch: number) {
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
  return connection.all('mail.codes-of-batch', raw(all)).map((row) => ({
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
function currentMessages(connection: ReadConnection, batch: number): Map<string, CurrentMessage> {
  const rows = connection.all(
    'mail.current',
    raw(sql<CurrentMessage & { address_key: string }>`
      SELECT id, address_key, state FROM mail_message
      WHERE batch_id = ${batch} AND state <> 'cancelled' ORDER BY id`),
  )
  return new Map(rows.map(({ address_key, id, state }) => [address_key, { id, state }]))
}

/**
 * Inserts messages with their codes; made once for many. A code that waits in a parked message goes along from there, so
 * that it is back in it when the new message is taken back.
 */
function messageInserter(connection: WriteConnection): (message: NewMessage) => void {
  const parked =
    connection.prepare(`SELECT id FROM mail_message_code JOIN mail_message ON id = mail_message_code.message_id
    WHERE code_id = ? AND state = 'cancelled' AND problem IN ('with-another', 'recipient-has-one')`)
  const skipped = connection.prepare('DELETE FROM mail_message_code WHERE code_id = ? AND message_id = ?')
  const isHere = connection.prepare('SELECT 1 FROM mail_code_home WHERE code_id = ?')
  const setHome = connection.prepare(
    'INSERT OR REPLACE INTO mail_code_home (code_id, message_id) VALUES (?, ?)',
  )
  const dropHome = connection.prepare('DELETE FROM mail_code_home WHERE code_id = ?')
  const takeAlong = (id: number): void => {
    const home = (parked.get(id) as { id: number } | undefined)?.id
    if (home === undefined) return void dropHome.run(id)
    skipped.run(id, home)
    if (isHere.get(id) === undefined) setHome.run(id, home)
  }
  const insert =
    connection.prepare(`INSERT INTO mail_message (operation_id, batch_id, wording_id, name, address,
    address_key, message_id, resend_of, state, queued_at, state_at, next_try, tries, problem, answer)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, 0, 0, NULL, '')`)
  const code = connection.prepare(`INSERT INTO mail_message_code
    (code_id, message_id, ${SAID})
    SELECT id, ?, ${SAID} FROM promo_code WHERE id = ?`)
  return (message) => {
    const { lastInsertRowid: id } = insert.run(
      message.operationId,
      message.batch,
      message.wording,
      message.name,
      message.address,
      message.key,
      message.messageId,
      message.resendOf,
      message.at,
      message.at,
    )
    for (const one of message.codes) {
      takeAlong(one)
      code.run(id, one)
    }
  }
}

/** Keeps what messages say, and answers with its number. */
function keepWording(connection: WriteConnection, { promoLink: promo_link, ...rest }: Wording): number {
  const max = query.selectFrom('mail_wording').select(({ fn }) => fn.max('id').as('id'))
  const id = (connection.get('mail.last-wording', max)?.id ?? 0) + 1
  connection.run('mail.insert-wording', query.insertInto('mail_wording').values({ id, ...rest, promo_link }))
  return id
}
