import { sql } from 'kysely'
import { isParked } from '../mail-follow-rule.ts'
import type { MailFollowWriter } from '../mail-follow.ts'
import { dividedId } from '../mail-message-ids.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { keepChange, parkEmpty, WAITING } from './mail-changes.ts'
import { followWriter } from './mail-follow-writer.ts'
import type { MailMessageTable } from '../sql/mail-schema.ts'
import { query, raw } from '../sql/query.ts'

/** What `MailFollowWriter.takeBack` does. */
export const takeBack =
  (connection: WriteConnection): MailFollowWriter['takeBack'] =>
  async (operationId, at) => {
    const { own, guests } = travellingOf(connection, operationId)
    const changed = cancelQueuedBy(connection, operationId, at)
    const write = followWriter(connection)
    for (const { code, carrier, home } of own) {
      write.dropCode(code, carrier)
      write.addCode(code, home)
      write.dropHome(code)
    }
    parkEmpty(
      connection,
      own.map(({ carrier }) => carrier),
      at,
    )
    for (const { code, carrier, home } of guests) {
      write.dropCode(code, carrier)
      write.dropHome(code)
      const source = findRow(connection, home)
      if (!source) continue
      if (source.state === 'queued' || isParked(source)) {
        write.addCode(code, home)
        continue
      }
      // Where it was queued is over: sent, say. It begins apart, and follows its recipient from there.
      const id = write.nextId()
      const { name, address, address_key: key } = source
      const messageId = dividedId(source.message_id, id)
      write.insert({ id, source: source.id, name, address, key, messageId, at })
      write.addCode(code, id)
    }
    return { changed, guests: guests.map(({ code }) => code) }
  }

const findRow = (connection: ReadConnection, id: number): MailMessageTable | undefined =>
  connection.get('mail.find-row', query.selectFrom('mail_message').selectAll().where('id', '=', id))

/** A code that goes with another message than the one it was queued in. */
interface Travelling {
  readonly code: number
  readonly carrier: number
  readonly home: number
}

/** Of the codes that an operation queued, those that go with messages of others; and of others', those that go with its. */
function travellingOf(
  connection: ReadConnection,
  operationId: number,
): { own: Travelling[]; guests: Travelling[] } {
  const all = connection.all(
    'mail.travelling',
    raw(sql<Travelling & { carriedBy: number; queuedBy: number }>`
      SELECT travelling.code_id AS code, carrier.id AS carrier, home.id AS home,
        carrier.operation_id AS carriedBy, home.operation_id AS queuedBy
      FROM mail_code_home AS travelling
        CROSS JOIN mail_message AS home ON home.id = travelling.message_id
        CROSS JOIN mail_message_code AS carried ON carried.code_id = travelling.code_id
        CROSS JOIN mail_message AS carrier ON carrier.id = carried.message_id
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
function cancelQueuedBy(connection: WriteConnection, operationId: number, at: number): number {
  const waiting = sql`operation_id = ${operationId} AND ${WAITING}`
  keepChange(connection, operationId, waiting)
  return connection.run(
    'mail.take-back',
    raw(sql`UPDATE mail_message SET state = 'cancelled', state_at = ${at}, problem = 'taken-back'
      WHERE ${waiting}`),
  )
}
