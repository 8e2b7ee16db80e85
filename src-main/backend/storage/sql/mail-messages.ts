import { sql } from 'kysely'
import type { MailCounts } from '#shared/contract/mail.ts'
import type { MessageState } from '#shared/domain/mail/message-states.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'
import type { ListedMessage, MailMessagesReader, MessageWithCodes } from '../mail-messages.ts'
import type { ReadConnection } from './connection.ts'
import { codesNow, sentCodes } from './mail-codes.ts'
import { ID } from './mail-conditions.ts'
import type { MailMessageTable } from './mail-schema.ts'
import { query, raw } from './query.ts'

interface ListedRow extends MailMessageTable {
  readonly service: Service
  readonly language: Language
  readonly template_subject: string
  readonly template_text: string
  readonly merchant: string
  readonly support: string
  readonly promo_link: string
  readonly batch_name: string
  readonly codes: number
  readonly resent: boolean | 0 | 1
}

const LISTED = sql`message.*, service, language, wording.subject AS template_subject, wording.text AS template_text,
  merchant, support, promo_link, coalesce((SELECT name FROM batch WHERE batch.id = message.batch_id), '') AS batch_name,
  (SELECT count(*) FROM mail_message_code WHERE message_id = message.id) AS codes,
  EXISTS (SELECT 1 FROM mail_message AS later WHERE later.resend_of = message.id AND later.state <> 'cancelled') AS resent`

const toListed = (row: ListedRow): ListedMessage => ({
  id: row.id,
  batch: row.batch_id,
  batchName: row.batch_name,
  service: row.service,
  language: row.language,
  template: { subject: row.template_subject, text: row.template_text },
  merchant: row.merchant,
  support: row.support,
  promoLink: row.promo_link,
  name: row.name,
  address: row.address,
  key: row.address_key,
  messageId: row.message_id,
  resendOf: row.resend_of,
  state: row.state,
  queuedAt: row.queued_at,
  stateAt: row.state_at,
  nextTry: row.next_try,
  tries: row.tries,
  problem: row.problem,
  answer: row.answer,
  codes: row.codes,
  resent: Boolean(row.resent),
})

/** Those of the messages that exist, by id. */
export async function findMessages(
  connection: ReadConnection,
  ids: readonly number[],
): Promise<Map<number, ListedMessage>> {
  const rows = await connection.all(
    'mail.find',
    raw(sql<ListedRow>`SELECT ${LISTED} FROM mail_message AS message
      JOIN mail_wording AS wording ON wording.id = message.wording_id
      WHERE ${connection.dialect.isAmong(sql.ref('message.id'), ids)}`),
  )
  return new Map(rows.map((row) => [row.id, toListed(row)]))
}

async function withCodes(
  connection: ReadConnection,
  messages: readonly ListedMessage[],
): Promise<MessageWithCodes[]> {
  const failed = messages.filter(({ state }) => state === 'failed')
  const [sent, now] = await Promise.all([
    sentCodes(
      connection,
      messages.map(({ id }) => id),
    ),
    codesNow(
      connection,
      failed.map(({ id }) => id),
    ),
  ])
  return messages.map((message) => ({ message, codes: sent(message.id), codesNow: now(message.id) }))
}

export const mailMessagesReader = (connection: ReadConnection): MailMessagesReader => ({
  async counts() {
    const counts: MailCounts = { queued: 0, sending: 0, sent: 0, failed: 0, uncertain: 0, cancelled: 0 }
    const rows = await connection.all(
      'mail.counts',
      raw(sql<{ state: MessageState; count: number }>`SELECT state, count(*) AS count
        FROM mail_message ${connection.dialect.indexedBy('mail_message_by_state')} GROUP BY state`),
    )
    for (const { state, count } of rows) counts[state] = count
    return counts
  },
  async list({ states, text, offset, limit }) {
    const { contains } = connection.dialect
    const conditions = [
      ...(states ? [sql`state IN (${sql.join(states)})`] : []),
      ...(text ? [sql`(${contains(sql.ref('name'), text)} OR ${contains(sql.ref('address'), text)})`] : []),
    ]
    const where = conditions.length > 0 ? sql`WHERE ${sql.join(conditions, sql` AND `)}` : sql``
    const [total, messages] = await Promise.all([
      connection.get(
        'mail.count-listed',
        raw(sql<{ count: number }>`SELECT count(*) AS count FROM mail_message ${where}`),
      ),
      connection.all(
        'mail.list',
        raw(sql<ListedRow>`SELECT ${LISTED}
          FROM (SELECT * FROM mail_message ${where} ORDER BY id DESC LIMIT ${limit} OFFSET ${offset}) AS message
          JOIN mail_wording AS wording ON wording.id = message.wording_id ORDER BY message.id DESC`),
      ),
    ])
    return { total: total?.count ?? 0, messages: await withCodes(connection, messages.map(toListed)) }
  },
  async attempts(message) {
    return await connection.all(
      'mail.attempts',
      query
        .selectFrom('mail_attempt')
        .select(['number', 'at', 'ended_at as endedAt', 'end', 'problem', 'answer', 'address'])
        .where('message_id', '=', message)
        .orderBy('number', 'desc'),
    )
  },
  async idsIn(states, among) {
    const condition = among ? sql`${connection.dialect.isAmong(ID, among)} AND ` : sql``
    return await connection.column<number>(
      'mail.ids-in',
      raw(sql`SELECT id FROM mail_message WHERE ${condition}state IN (${sql.join(states)}) ORDER BY id`),
    )
  },
  async withCodes(messages) {
    const found = await findMessages(connection, messages)
    return await withCodes(
      connection,
      messages.flatMap((id) => found.get(id) ?? []),
    )
  },
  async isWaiting() {
    const index = connection.dialect.indexedBy('mail_message_by_state')
    const one = sql`SELECT id FROM mail_message ${index} WHERE state IN ('queued', 'sending') LIMIT 1`
    return (await connection.get('mail.is-waiting', raw(one))) !== undefined
  },
  async servicesQueued() {
    return await connection.column<Service>(
      'mail.services-queued',
      raw(sql`SELECT DISTINCT service FROM mail_wording AS wording WHERE EXISTS (
        SELECT 1 FROM mail_message ${connection.dialect.indexedBy('mail_message_queued_wording')}
        WHERE state = 'queued' AND wording_id = wording.id) ORDER BY service`),
    )
  },
})
