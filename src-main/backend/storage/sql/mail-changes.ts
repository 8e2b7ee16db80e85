import { type RawBuilder, sql } from 'kysely'
import { addressKey } from '#shared/domain/email-address.ts'
import type { Service } from '#shared/domain/services.ts'
import { blocksOf } from '../blocks.ts'
import type { FoundState, MailChangesReader, MailChangesWriter, Resendable } from '../mail-changes.ts'
import { placeOf } from '../mail-follow-rule.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { bringHome, type Travelling } from './mail-carrying.ts'
import { codesNow } from './mail-codes.ts'
import { ID, WAITING } from './mail-conditions.ts'
import { codesCarried } from './mail-follow.ts'
import { followWriter } from './mail-follow-writer.ts'
import { findMessages } from './mail-messages.ts'
import { raw } from './query.ts'

/** Keeps that the operation changes the messages that the condition finds. */
export async function keepChange(
  connection: WriteConnection,
  operationId: number,
  changing: RawBuilder<unknown>,
): Promise<void> {
  await connection.run(
    'mail.keep-change',
    raw(sql`INSERT INTO mail_change (operation_id, message_id)
      SELECT ${operationId}, id FROM mail_message WHERE ${changing}
      ON CONFLICT (operation_id, message_id) DO NOTHING`),
  )
}

/** The messages that the operation changed, and that no later one that still applies did. */
const lastChangedBy = (operationId: number) => sql`id IN (
  SELECT message_id FROM mail_change AS mine WHERE operation_id = ${operationId} AND NOT EXISTS (
    SELECT 1 FROM mail_change AS later JOIN operation ON operation.id = later.operation_id
    WHERE later.message_id = mine.message_id AND later.operation_id > ${operationId} AND undone_by IS NULL))`

/**
 * Of those that wait, one that was divided from another by following was never tried itself. One that was taken out stays
 * out while its queueing is undone, or a later one, which was sent in its place, is on its way.
 */
function isFound(state: FoundState, operationId: number) {
  if (state === 'waiting') return sql`${WAITING} AND tries > 0`
  if (state !== 'cancelled') return sql`state = ${state}`
  return sql`state = 'cancelled'
    AND (mail_message.operation_id = ${operationId}
      OR (SELECT undone_by FROM operation WHERE operation.id = mail_message.operation_id) IS NULL)
    AND NOT EXISTS (SELECT 1 FROM mail_message AS later
      WHERE later.resend_of = mail_message.id AND later.state IN ('queued', 'sending', 'uncertain'))`
}

/** There is no other message for the same recipient and batch. */
const ALONE = sql`(resend_of IS NOT NULL OR NOT EXISTS (
  SELECT 1 FROM mail_message AS other
  WHERE other.batch_id = mail_message.batch_id AND other.address_key = mail_message.address_key
    AND other.resend_of IS NULL AND other.state <> 'cancelled' AND other.id <> mail_message.id))`

/** Sorted, those of the messages that may be sent once more. */
async function idsOfResendable(connection: ReadConnection, messages: readonly number[]): Promise<number[]> {
  return await connection.column<number>(
    'mail.resendable',
    raw(sql`SELECT id FROM mail_message
      WHERE ${connection.dialect.isAmong(ID, messages)} AND state IN ('sent', 'failed', 'cancelled')
        AND NOT EXISTS (SELECT 1 FROM mail_message AS later
          WHERE later.resend_of = mail_message.id AND later.state IN ('queued', 'sending', 'uncertain'))
      ORDER BY id`),
  )
}

interface Recipient {
  readonly batch: number
  readonly key: string
}

/** Those of the recipients to whom a message of the batch waits, is being sent, or may have arrived. */
async function findOnTheirWay(
  connection: ReadConnection,
  recipients: readonly Recipient[],
): Promise<Set<string>> {
  const { rows, joinInOrder } = connection.dialect
  const places = new Set<string>()
  for (const some of blocksOf(recipients)) {
    const found = await connection.all(
      'mail.on-their-way',
      raw(sql<Recipient>`SELECT batch, key FROM ${rows({ batch: 'number', key: 'text' }, some, 'place')}
        ${joinInOrder} mail_message ON batch_id = batch AND address_key = key
        WHERE state IN ('queued', 'sending', 'uncertain')`),
    )
    for (const { batch, key } of found) places.add(placeOf(batch, key))
  }
  return places
}

async function resendable(connection: ReadConnection, messages: readonly number[]): Promise<Resendable[]> {
  const ids = await idsOfResendable(connection, messages)
  const found = await findMessages(connection, ids)
  const codesOf = await codesNow(connection, ids)
  const asked = ids.flatMap((id) => {
    const message = found.get(id)
    if (!message) return []
    const codes = codesOf(id)
    const keys = [...new Set(codes.map(({ email }) => addressKey(email)))]
    return [{ message, codes, keys }]
  })
  const onTheirWay = await findOnTheirWay(
    connection,
    asked.flatMap(({ message: { batch }, keys }) => keys.map((key) => ({ batch, key }))),
  )
  return asked.map(({ message: { id, batch, service, language }, codes, keys }) => ({
    ...{ id, batch, service, language, codes },
    onTheirWay: keys.filter((key) => onTheirWay.has(placeOf(batch, key))),
  }))
}

export const mailChangesReader = (connection: ReadConnection): MailChangesReader => ({
  async servicesPutBack(operationId) {
    return await connection.column<Service>(
      'mail.services-put-back',
      raw(sql`SELECT DISTINCT service FROM mail_change
        JOIN mail_message ON mail_message.id = mail_change.message_id
        JOIN mail_wording AS wording ON wording.id = wording_id
        WHERE mail_change.operation_id = ${operationId} AND state = 'queued'`),
    )
  },
  async changedBy(operationId, state) {
    return await connection.column<number>(
      'mail.changed-by',
      raw(sql`SELECT id FROM mail_message
        WHERE ${lastChangedBy(operationId)} AND ${isFound(state, operationId)} ORDER BY id`),
    )
  },
  async countIn(messages, state) {
    const count = sql<{ count: number }>`SELECT count(*) AS count FROM mail_message
      WHERE ${connection.dialect.isAmong(ID, messages)} AND state = ${state}`
    return (await connection.get('mail.count-in', raw(count)))?.count ?? 0
  },
  resendable: (messages) => resendable(connection, messages),
})

export const mailChangesWriter = (connection: WriteConnection): MailChangesWriter => ({
  async changeStates({ operationId, from, to, problem, at, ids }) {
    const among = ids ? sql` AND ${connection.dialect.isAmong(ID, ids)}` : sql``
    const changing = sql`state IN (${sql.join(from)})${among}`
    await keepChange(connection, operationId, changing)
    return await connection.run(
      'mail.change-states',
      raw(sql`UPDATE mail_message
        SET state = ${to}, state_at = ${at}, problem = ${problem}, next_try = 0 WHERE ${changing}`),
    )
  },
  async park(messages, at) {
    await followWriter(connection).park(messages, at)
    return await codesCarried(connection, messages)
  },
  async bringBackTried(messages, at) {
    await bringHome(connection, await codesAway(connection, messages), at)
    await showWhereTried(connection, messages)
  },
  async revertStates({ operationId, from, to, problem, at }) {
    return await connection.run(
      'mail.revert-states',
      raw(sql`UPDATE mail_message SET state = ${to}, state_at = ${at}, problem = ${problem}, next_try = 0
        WHERE ${lastChangedBy(operationId)} AND ${isFound(from, operationId)} AND ${ALONE}`),
    )
  },
})

/** The codes that were queued in these messages, and wait in others. */
async function codesAway(connection: ReadConnection, messages: readonly number[]): Promise<Travelling[]> {
  const { isAmong, joinInOrder } = connection.dialect
  return await connection.all(
    'mail.away-from-home',
    raw(sql<Travelling>`
      SELECT home.code_id AS code, carrier.id AS carrier, home.message_id AS home
      FROM mail_code_home AS home
        ${joinInOrder} mail_message_code AS carried ON carried.code_id = home.code_id
        ${joinInOrder} mail_message AS carrier ON carrier.id = carried.message_id
      WHERE ${isAmong(sql.ref('home.message_id'), messages)}
        AND carrier.state = 'queued' AND carrier.id <> home.message_id
        AND NOT ${isAmong(sql.ref('carrier.id'), messages)}`),
  )
}

/** Where the last attempt of a message went, which has another address by now. */
interface Tried {
  readonly id: number
  readonly name: string
  readonly address: string
}

/** One after another: an address is given only to one message. */
async function showWhereTried(connection: WriteConnection, messages: readonly number[]): Promise<void> {
  const tried = await connection.all(
    'mail.where-tried',
    raw(sql<Tried>`SELECT mail_message.id, attempt.name, attempt.address
      FROM mail_message JOIN mail_attempt AS attempt ON attempt.message_id = mail_message.id
      WHERE ${connection.dialect.isAmong(sql.ref('mail_message.id'), messages)}
        AND attempt.number = (SELECT max(number) FROM mail_attempt AS later WHERE later.message_id = attempt.message_id)
        AND attempt.name <> '' AND attempt.address <> '' AND attempt.address <> mail_message.address`),
  )
  const inOrder = new Map(tried.map((one) => [one.id, one]))
  for (const message of messages) {
    const to = inOrder.get(message)
    if (to) await aimAtTried(connection, to)
  }
}

/** Has the message show where it was tried, unless another message of the batch goes there. */
async function aimAtTried(connection: WriteConnection, { id, name, address }: Tried): Promise<void> {
  const key = addressKey(address)
  await connection.run(
    'mail.aim-at-tried',
    raw(sql`UPDATE mail_message SET name = ${name}, address = ${address}, address_key = ${key}
      WHERE id = ${id} AND NOT EXISTS (SELECT 1 FROM mail_message AS other
        WHERE other.id <> mail_message.id AND other.batch_id = mail_message.batch_id AND other.address_key = ${key}
          AND other.state <> 'cancelled' AND other.resend_of IS NULL AND mail_message.resend_of IS NULL)`),
  )
}
