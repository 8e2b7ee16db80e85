import { sql } from 'kysely'
import type { FreshMessage, MailSendingReader, MailSendingWriter, ToSend } from '../mail-sending.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { codesBesides, codesNow, SAID, sentCodes } from './mail-codes.ts'
import { findMessage } from './mail-messages.ts'
import { query, raw } from '../sql/query.ts'

const TO_SEND = sql`id, batch_id AS batch, name, address, address_key AS key`
type ToSendRow = Omit<ToSend, 'codes' | 'besides'>

export function mailSendingReader(connection: ReadConnection): MailSendingReader {
  const withCodes = (row: ToSendRow): ToSend => ({
    ...row,
    codes: codesNow(connection, row.id),
    besides: codesBesides(connection, row),
  })
  return {
    async nextDue() {
      const next = sql<{ next_try: number }>`SELECT next_try FROM mail_message INDEXED BY mail_message_due
        WHERE state = 'queued' ORDER BY next_try LIMIT 1`
      return connection.get('mail.next-due', raw(next))?.next_try
    },
    async countDue(now, limit) {
      const due = sql`SELECT id FROM mail_message INDEXED BY mail_message_due
        WHERE state = 'queued' AND next_try <= ${now} LIMIT ${limit}`
      return connection.column<number>('mail.count-due', raw(due)).length
    },
    async nextToSend(now) {
      // The state is in the statement itself: a partial index is of no use to a parameter.
      const next = sql<ToSendRow>`SELECT ${TO_SEND} FROM mail_message INDEXED BY mail_message_due
        WHERE state = 'queued' AND next_try <= ${now} ORDER BY next_try, id LIMIT 1`
      const row = connection.get('mail.next', raw(next))
      return row && withCodes(row)
    },
    async toSend(messages) {
      const queued = sql<ToSendRow>`SELECT ${TO_SEND} FROM mail_message
        WHERE id IN (SELECT value FROM json_each(${JSON.stringify(messages)})) AND state = 'queued' ORDER BY id`
      return connection.all('mail.to-send', raw(queued)).map(withCodes)
    },
    async countPutOff(message) {
      const putOff = sql<{ count: number }>`SELECT count(*) AS count FROM mail_attempt
        WHERE message_id = ${message} AND end = 'temporary' AND problem = 'server-busy'`
      return connection.get('mail.put-off', raw(putOff))?.count ?? 0
    },
  }
}

/** The message's codes become these, as they are now, and it goes where they do. */
function freshen(connection: WriteConnection, { id, name, address, codes, domain }: FreshMessage): void {
  const ids = JSON.stringify(codes)
  connection.run(
    'mail.add-codes',
    raw(sql`INSERT OR IGNORE INTO mail_message_code
      (code_id, message_id, ${sql.raw(SAID)})
      SELECT id, ${id}, ${sql.raw(SAID)} FROM promo_code WHERE id IN (SELECT value FROM json_each(${ids}))`),
  )
  connection.run(
    'mail.drop-codes',
    raw(sql`DELETE FROM mail_message_code
      WHERE message_id = ${id} AND code_id NOT IN (SELECT value FROM json_each(${ids}))`),
  )
  connection.run(
    'mail.refresh-codes',
    raw(sql`UPDATE mail_message_code SET discount_kind = now.discount_kind, discount_value = now.discount_value,
        discount_currency = now.discount_currency, applies_to = now.applies_to, expires = now.expires
      FROM promo_code AS now WHERE now.id = code_id AND message_id = ${id}
        AND (now.expires <> mail_message_code.expires OR now.applies_to <> mail_message_code.applies_to
          OR now.discount_value <> mail_message_code.discount_value
          OR now.discount_currency IS NOT mail_message_code.discount_currency)`),
  )
  connection.run(
    'mail.aim',
    raw(sql`UPDATE mail_message SET name = ${name}, address = ${address}
      WHERE id = ${id} AND (name <> ${name} OR address <> ${address})`),
  )
  // An ID that a server may have seen stays: by it the message is known again.
  connection.run(
    'mail.set-domain',
    raw(sql`UPDATE mail_message SET message_id = substr(message_id, 1, instr(message_id, '@')) || ${domain}
      WHERE id = ${id} AND substr(message_id, instr(message_id, '@') + 1) <> ${domain}
        AND NOT EXISTS (SELECT 1 FROM mail_attempt WHERE mail_attempt.message_id = ${id})`),
  )
}

export const mailSendingWriter = (connection: WriteConnection): MailSendingWriter => ({
  async freshen(messages) {
    for (const message of messages) freshen(connection, message)
  },
  async beginAttempt(fresh, at) {
    freshen(connection, fresh)
    const { id } = fresh
    connection.run(
      'mail.begin',
      raw(sql`UPDATE mail_message
        SET state = 'sending', state_at = ${at}, tries = tries + 1, problem = NULL, answer = '' WHERE id = ${id}`),
    )
    connection.run(
      'mail.begin-attempt',
      raw(sql`INSERT INTO mail_attempt
        (message_id, number, at, ended_at, end, problem, answer, name, address)
        SELECT id, tries, ${at}, NULL, 'under-way', NULL, '', name, address FROM mail_message WHERE id = ${id}`),
    )
    const message = findMessage(connection, id)
    if (!message) throw new Error('a message that is gone')
    return { message, codes: sentCodes(connection, id) }
  },
  async endAttempt({ message, at, end, state, nextTry, problem, attemptProblem = problem, answer }) {
    connection.run(
      'mail.end-attempt',
      raw(sql`UPDATE mail_attempt SET ended_at = ${at}, end = ${end}, problem = ${attemptProblem}, answer = ${answer}
        WHERE message_id = ${message} AND end = 'under-way'`),
    )
    connection.run(
      'mail.end',
      query
        .updateTable('mail_message')
        .set({ state, state_at: at, next_try: nextTry, problem, answer })
        .where('id', '=', message)
        .where('state', '=', 'sending'),
    )
  },
  async dropMessage(message, at) {
    connection.run(
      'mail.drop',
      query
        .updateTable('mail_message')
        .set({ state: 'cancelled', state_at: at, problem: 'codes-gone', answer: '' })
        .where('id', '=', message)
        .where('state', '=', 'queued'),
    )
  },
  async recover(at) {
    connection.run(
      'mail.recover-attempts',
      raw(sql`UPDATE mail_attempt SET ended_at = ${at}, end = 'lost', problem = 'answer-lost'
        WHERE end = 'under-way' AND message_id IN (SELECT id FROM mail_message WHERE state = 'sending')`),
    )
    return connection.run(
      'mail.recover',
      query
        .updateTable('mail_message')
        .set({ state: 'uncertain', state_at: at, problem: 'answer-lost', answer: '' })
        .where('state', '=', 'sending'),
    )
  },
  async makeDue() {
    const due = sql`UPDATE mail_message SET next_try = 0 WHERE state = 'queued' AND next_try > 0`
    connection.run('mail.due-now', raw(due))
  },
})
