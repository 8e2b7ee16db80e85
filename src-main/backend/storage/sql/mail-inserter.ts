import { sql } from 'kysely'
import { BLOCK } from '../blocks.ts'
import type { NewMessage } from '../mail-queue.ts'
import type { SqlValue, WriteConnection } from './connection.ts'
import { addCodes, type Carried, dropCodes, dropHomes, setHomes } from './mail-carrying.ts'
import { CODE_ID, PARKED_PROBLEM } from './mail-conditions.ts'
import { nextMessageId } from './mail-follow-writer.ts'
import { raw } from './query.ts'

const COLUMNS = [
  'id',
  'operation_id',
  'batch_id',
  'wording_id',
  'name',
  'address',
  'address_key',
  'message_id',
  'resend_of',
  'state',
  'queued_at',
  'state_at',
  'next_try',
  'tries',
  'answer',
]

const rowOf = (id: number, message: NewMessage): SqlValue[] => [
  ...[id, message.operationId, message.batch, message.wording],
  ...[message.name, message.address, message.key, message.messageId, message.resendOf],
  ...['queued', message.at, message.at, 0, 0, ''],
]

/** Inserts messages with their codes, many at a time; no code is in two of them. */
export interface MessageInserter {
  add(message: NewMessage): Promise<void>
  /** Inserts those that wait for others. */
  end(): Promise<void>
}

/**
 * A code that waits in a parked message goes along from there, so that it is back in it when the new message is taken
 * back.
 */
export function messageInserter(connection: WriteConnection): MessageInserter {
  let next: number | undefined
  let messages: SqlValue[][] = []
  let carried: Carried[] = []
  const end = async (): Promise<void> => {
    if (messages.length === 0) return
    await takeAlong(
      connection,
      carried.map(({ code_id }) => code_id),
    )
    await connection.insert('mail.insert', { table: 'mail_message', columns: COLUMNS }, messages)
    await addCodes(connection, carried)
    messages = []
    carried = []
  }
  return {
    async add(message) {
      const id = (next ??= await nextMessageId(connection))
      next += 1
      messages.push(rowOf(id, message))
      for (const code of message.codes) carried.push({ code_id: code, message_id: id })
      if (carried.length >= BLOCK) await end()
    },
    end,
  }
}

/** Takes the codes out of the parked messages that they wait in, and keeps in which. */
async function takeAlong(connection: WriteConnection, codes: readonly number[]): Promise<void> {
  const { isAmong, joinInOrder } = connection.dialect
  const parked = await connection.all(
    'mail.parked-with',
    raw(sql<Carried>`SELECT code_id, min(mail_message.id) AS message_id
      FROM mail_message_code ${joinInOrder} mail_message ON mail_message.id = mail_message_code.message_id
      WHERE ${isAmong(CODE_ID, codes)} AND state = 'cancelled' AND ${PARKED_PROBLEM}
      GROUP BY code_id`),
  )
  const coming = new Set(parked.map(({ code_id }) => code_id))
  await dropHomes(
    connection,
    codes.filter((code) => !coming.has(code)),
  )
  await dropCodes(connection, parked)
  await setHomes(connection, parked, { keepsFirst: true })
}
