import { sql } from 'kysely'
import type { FreshMessage, MailSendingReader, MailSendingWriter, ToSend } from '../mail-sending.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { addCodes } from './mail-carrying.ts'
import { codesBesides, codesNow, sentCodes } from './mail-codes.ts'
import { ID, MESSAGE_OF_CODE } from './mail-conditions.ts'
import { findMessages } from './mail-messages.ts'
import { query, raw } from './query.ts'

const TO_SEND = sql`id, batch_id AS batch, name, address, address_key AS key`
type ToSendRow = Omit<ToSend, 'codes' | 'besides'>

export function mailSendingReader(connection: ReadConnection): MailSendingReader {
  const { indexedBy, isAmong } = connection.dialect
  const withCodes = async (rows: readonly ToSendRow[]): Promise<ToSend[]> => {
    const now = await codesNow(
      connection,
      rows.map(({ id }) => id),
    )
    const besides = await codesBesides(connection, rows)
    return rows.map((row) => ({ ...row, codes: now(row.id), besides: besides(row.id) }))
  }
  // The state is in each statement itself: a partial index is of no use to a parameter.
  const due = sql`FROM mail_message ${indexedBy('mail_message_due')} WHERE state = 'queued'`
  return {
    async nextDue() {
      const next = sql<{ next_try: number }>`SELECT next_try ${due} ORDER BY next_try LIMIT 1`
      return (await connection.get('mail.next-due', raw(next)))?.next_try
    },
    async countDue(now, limit) {
      const some = sql`SELECT id ${due} AND next_try <= ${now} LIMIT ${limit}`
      return (await connection.column<number>('mail.count-due', raw(some))).length
    },
    async nextToSend(now) {
      const next = sql<ToSendRow>`SELECT ${TO_SEND} ${due} AND next_try <= ${now} ORDER BY next_try, id LIMIT 1`
      const [message] = await withCodes(await connection.all('mail.next', raw(next)))
      return message
    },
    async toSend(messages) {
      const queued = sql<ToSendRow>`SELECT ${TO_SEND} FROM mail_message
        WHERE ${isAmong(ID, messages)} AND state = 'queued' ORDER BY id`
      return await withCodes(await connection.all('mail.to-send', raw(queued)))
    },
    async countPutOff(message) {
      const putOff = sql<{ count: number }>`SELECT count(*) AS count FROM mail_attempt
        WHERE message_id = ${message} AND "end" = 'temporary' AND problem = 'server-busy'`
      return (await connection.get('mail.put-off', raw(putOff)))?.count ?? 0
    },
  }
}

/** The messages' codes become these, as they are now, and the messages go where they do. */
async function freshen(connection: WriteConnection, messages: readonly FreshMessage[]): Promise<void> {
  if (messages.length === 0) return
  const { isAmong, positionIn, rows } = connection.dialect
  const ids = messages.map(({ id }) => id)
  const carried = messages.flatMap(({ id, codes }) =>
    codes.map((code) => ({ code_id: code, message_id: id })),
  )
  await addCodes(connection, carried)
  await connection.run(
    'mail.drop-other-codes',
    raw(sql`DELETE FROM mail_message_code
      WHERE ${isAmong(MESSAGE_OF_CODE, ids)} AND (code_id, message_id) NOT IN (
        SELECT code_id, message_id FROM ${rows({ code_id: 'number', message_id: 'number' }, carried, 'kept')})`),
  )
  await connection.run(
    'mail.refresh-codes',
    raw(sql`UPDATE mail_message_code SET discount_kind = now.discount_kind, discount_value = now.discount_value,
        discount_currency = now.discount_currency, applies_to = now.applies_to, expires = now.expires
      FROM promo_code AS now WHERE now.id = mail_message_code.code_id AND ${isAmong(MESSAGE_OF_CODE, ids)}
        AND (now.expires <> mail_message_code.expires OR now.applies_to <> mail_message_code.applies_to
          OR now.discount_value <> mail_message_code.discount_value
          OR now.discount_currency IS DISTINCT FROM mail_message_code.discount_currency)`),
  )
  const columns = { id: 'number', name: 'text', address: 'text', domain: 'text' } as const
  const fresh = rows(columns, messages, 'fresh')
  await connection.run(
    'mail.aim-fresh',
    raw(sql`UPDATE mail_message SET name = fresh.name, address = fresh.address FROM ${fresh}
      WHERE mail_message.id = fresh.id
        AND (mail_message.name <> fresh.name OR mail_message.address <> fresh.address)`),
  )
  // An ID that a server may have seen stays: by it the message is known again.
  const at = positionIn(sql.ref('message_id'), '@')
  await connection.run(
    'mail.set-domain',
    raw(sql`UPDATE mail_message SET message_id = substr(message_id, 1, ${at}) || fresh.domain FROM ${fresh}
      WHERE mail_message.id = fresh.id AND substr(message_id, ${at} + 1) <> fresh.domain
        AND NOT EXISTS (SELECT 1 FROM mail_attempt WHERE mail_attempt.message_id = mail_message.id)`),
  )
}

export const mailSendingWriter = (connection: WriteConnection): MailSendingWriter => ({
  freshen: (messages) => freshen(connection, messages),
  async beginAttempt(fresh, at) {
    await freshen(connection, [fresh])
    const { id } = fresh
    await connection.run(
      'mail.begin',
      raw(sql`UPDATE mail_message
        SET state = 'sending', state_at = ${at}, tries = tries + 1, problem = NULL, answer = '' WHERE id = ${id}`),
    )
    await connection.run(
      'mail.begin-attempt',
      raw(sql`INSERT INTO mail_attempt
        (message_id, number, at, ended_at, "end", problem, answer, name, address)
        SELECT id, tries, ${at}, NULL, 'under-way', NULL, '', name, address FROM mail_message WHERE id = ${id}`),
    )
    const message = (await findMessages(connection, [id])).get(id)
    if (!message) throw new Error('a message that is gone')
    const codesOf = await sentCodes(connection, [id])
    return { message, codes: codesOf(id) }
  },
  async endAttempt({ message, at, end, state, nextTry, problem, attemptProblem = problem, answer }) {
    await connection.run(
      'mail.end-attempt',
      query
        .updateTable('mail_attempt')
        .set({ ended_at: at, end, problem: attemptProblem, answer })
        .where('message_id', '=', message)
        .where('end', '=', 'under-way'),
    )
    await connection.run(
      'mail.end',
      query
        .updateTable('mail_message')
        .set({ state, state_at: at, next_try: nextTry, problem, answer })
        .where('id', '=', message)
        .where('state', '=', 'sending'),
    )
  },
  async dropMessage(message, at) {
    await connection.run(
      'mail.drop',
      query
        .updateTable('mail_message')
        .set({ state: 'cancelled', state_at: at, problem: 'codes-gone', answer: '' })
        .where('id', '=', message)
        .where('state', '=', 'queued'),
    )
  },
  async recover(at) {
    await connection.run(
      'mail.recover-attempts',
      raw(sql`UPDATE mail_attempt SET ended_at = ${at}, "end" = 'lost', problem = 'answer-lost'
        WHERE "end" = 'under-way' AND message_id IN (SELECT id FROM mail_message WHERE state = 'sending')`),
    )
    return await connection.run(
      'mail.recover',
      query
        .updateTable('mail_message')
        .set({ state: 'uncertain', state_at: at, problem: 'answer-lost', answer: '' })
        .where('state', '=', 'sending'),
    )
  },
  async makeDue() {
    const due = sql`UPDATE mail_message SET next_try = 0 WHERE state = 'queued' AND next_try > 0`
    await connection.run('mail.due-now', raw(due))
  },
})
