import { sql } from 'kysely'
import { isParked } from '../mail-follow-rule.ts'
import { dividedId } from '../mail-message-ids.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import {
  addCodes,
  bringHome,
  type Carried,
  dropCodes,
  dropHomes,
  type Travelling,
  whereCarried,
} from './mail-carrying.ts'
import { keepChange } from './mail-changes.ts'
import { ID, WAITING } from './mail-conditions.ts'
import { followWriter, nextMessageId } from './mail-follow-writer.ts'
import type { MailMessageTable } from './mail-schema.ts'
import { query, raw } from './query.ts'

/** What `MailFollowWriter.takeBack` does. */
export async function takeBack(
  connection: WriteConnection,
  operationId: number,
  at: number,
): Promise<{ changed: number; guests: number[] }> {
  const { own, guests } = await travellingOf(connection, operationId)
  const changed = await cancelQueuedBy(connection, operationId, at)
  await bringHome(connection, own, at)
  await dropCodes(connection, guests.map(whereCarried))
  await dropHomes(
    connection,
    guests.map(({ code }) => code),
  )
  await sendOff(connection, guests, at)
  return { changed, guests: guests.map(({ code }) => code) }
}

/**
 * Codes of others wait where they were queued. Where that is over, sent, say, each begins apart, and follows its recipient
 * from there.
 */
async function sendOff(
  connection: WriteConnection,
  guests: readonly Travelling[],
  at: number,
): Promise<void> {
  if (guests.length === 0) return
  const homes = await messagesById(
    connection,
    guests.map(({ home }) => home),
  )
  let next = await nextMessageId(connection)
  const made: (MailMessageTable & { source: number })[] = []
  const carried: Carried[] = []
  for (const { code, home } of guests) {
    const source = homes.get(home)
    if (!source) continue
    const isOver = source.state !== 'queued' && !isParked(source)
    const id = isOver ? next++ : home
    if (isOver) made.push({ ...source, id, source: home, message_id: dividedId(source.message_id, id) })
    carried.push({ code_id: code, message_id: id })
  }
  await followWriter(connection).insert(made, at)
  await addCodes(connection, carried)
}

async function messagesById(
  connection: ReadConnection,
  ids: readonly number[],
): Promise<Map<number, MailMessageTable>> {
  const rows = await connection.all(
    'mail.homes',
    query.selectFrom('mail_message').selectAll().where(connection.dialect.isAmong(ID, ids)),
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Of the codes that an operation queued, those that go with messages of others; and of others', those that go with its. */
async function travellingOf(
  connection: ReadConnection,
  operationId: number,
): Promise<{ own: Travelling[]; guests: Travelling[] }> {
  const { joinInOrder } = connection.dialect
  const all = await connection.all(
    'mail.travelling',
    raw(sql<Travelling & { carriedBy: number; queuedBy: number }>`
      SELECT travelling.code_id AS code, carrier.id AS carrier, home.id AS home,
        carrier.operation_id AS "carriedBy", home.operation_id AS "queuedBy"
      FROM mail_code_home AS travelling
        ${joinInOrder} mail_message AS home ON home.id = travelling.message_id
        ${joinInOrder} mail_message_code AS carried ON carried.code_id = travelling.code_id
        ${joinInOrder} mail_message AS carrier ON carrier.id = carried.message_id
      WHERE carrier.state = 'queued' AND carrier.id <> home.id
        AND (carrier.operation_id = ${operationId}) <> (home.operation_id = ${operationId})
      ORDER BY code`),
  )
  return {
    own: all.filter(({ queuedBy }) => queuedBy === operationId),
    guests: all.filter(({ queuedBy }) => queuedBy !== operationId),
  }
}

/** Parked messages as well; answers how many. */
async function cancelQueuedBy(connection: WriteConnection, operationId: number, at: number): Promise<number> {
  const waiting = sql`operation_id = ${operationId} AND ${WAITING}`
  await keepChange(connection, operationId, waiting)
  return await connection.run(
    'mail.take-back',
    raw(sql`UPDATE mail_message SET state = 'cancelled', state_at = ${at}, problem = 'taken-back'
      WHERE ${waiting}`),
  )
}
