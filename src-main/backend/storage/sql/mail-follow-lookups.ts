import { type RawBuilder, sql } from 'kysely'
import type { ReadConnection } from './connection.ts'
import type { Carried } from './mail-carrying.ts'
import { CODE_ID, ID, MESSAGE_OF_CODE, PARKED_PROBLEM } from './mail-conditions.ts'
import type { MailMessageTable } from './mail-schema.ts'
import type { PromoCodeTable } from '../promo-code-table.ts'
import { raw } from './query.ts'

type CodeRow = Pick<PromoCodeTable, 'id' | 'batch_id' | 'recipient_name' | 'recipient_email' | 'deleted_at'>

/** A recipient of a batch. */
export interface Place {
  readonly batch: number
  readonly key: string
}

/** Looks up what decides over some codes, each thing of all of them at a time. */
export function followLookups(connection: ReadConnection) {
  const { isAmong, rows, joinInOrder } = connection.dialect
  /** None asked for, none found. */
  const all = async <Row>(name: string, asked: readonly unknown[], found: () => RawBuilder<Row>) =>
    asked.length === 0 ? [] : await connection.all(name, raw(found()))
  return {
    codes: (ids: readonly number[]) =>
      all(
        'follow.codes',
        ids,
        () => sql<CodeRow>`SELECT id, batch_id, recipient_name, recipient_email, deleted_at
          FROM promo_code WHERE ${isAmong(ID, ids)}`,
      ),
    /** The messages that carry, or have carried, one of the codes. */
    messagesWith: (codes: readonly number[]) =>
      all(
        'follow.messages-with',
        codes,
        () => sql<{ id: number }>`SELECT DISTINCT mail_message_code.message_id AS id FROM mail_message_code
          WHERE ${isAmong(CODE_ID, codes)}`,
      ),
    messages: (ids: readonly number[]) =>
      all(
        'follow.messages',
        ids,
        () => sql<MailMessageTable>`SELECT * FROM mail_message WHERE ${isAmong(ID, ids)}`,
      ),
    /** The messages to the recipients, without those that were cancelled, unless they are parked. */
    messagesAt: (places: readonly Place[]) =>
      all(
        'follow.messages-at',
        places,
        () => sql<MailMessageTable>`SELECT mail_message.*
          FROM ${rows({ batch: 'number', key: 'text' }, places, 'place')} ${joinInOrder} mail_message
            ON batch_id = place.batch AND address_key = place.key
          WHERE state <> 'cancelled' OR ${PARKED_PROBLEM} ORDER BY id`,
      ),
    codesOf: (messages: readonly number[]) =>
      all(
        'follow.codes-of',
        messages,
        () => sql<Carried>`SELECT code_id, message_id FROM mail_message_code
          WHERE ${isAmong(MESSAGE_OF_CODE, messages)} ORDER BY code_id`,
      ),
    changesOf: (messages: readonly number[]) =>
      all(
        'follow.changes-of',
        messages,
        () => sql<{
          message_id: number
          operation_id: number
        }>`SELECT message_id, operation_id FROM mail_change
          WHERE ${isAmong(sql.ref('message_id'), messages)} ORDER BY operation_id`,
      ),
    homesOf: (codes: readonly number[]) =>
      all(
        'follow.homes-of',
        codes,
        () => sql<Carried>`SELECT code_id, message_id FROM mail_code_home WHERE ${isAmong(CODE_ID, codes)}`,
      ),
    /** Those of the messages that something else points at. */
    referredTo: (messages: readonly number[]) =>
      all(
        'follow.referred-to',
        messages,
        () => sql<{ id: number }>`
          SELECT resend_of AS id FROM mail_message WHERE ${isAmong(sql.ref('resend_of'), messages)}
          UNION SELECT message_id FROM mail_code_home WHERE ${isAmong(sql.ref('message_id'), messages)}`,
      ),
    /** Those of the codes that went, or may have gone, to their recipients. */
    wentTo: (codes: readonly { readonly id: number; readonly key: string }[]) =>
      all(
        'follow.went-to',
        codes,
        () => sql<{ id: number }>`SELECT asked.id FROM ${rows({ id: 'number', key: 'text' }, codes, 'asked')}
          WHERE EXISTS (SELECT 1 FROM mail_message_code
            JOIN mail_message ON mail_message.id = mail_message_code.message_id
            WHERE code_id = asked.id AND address_key = asked.key AND state NOT IN ('queued', 'cancelled'))`,
      ),
    /** The first of each chain of resends: no message is older than what it repeats. */
    rootsOf: (resends: readonly number[]) =>
      all(
        'follow.roots-of',
        resends,
        () => sql<{ id: number; root: number }>`
          WITH RECURSIVE chain (id, root) AS (
            SELECT id, resend_of FROM mail_message WHERE ${isAmong(ID, resends)} AND resend_of IS NOT NULL
            UNION ALL SELECT chain.id, earlier.resend_of
            FROM chain JOIN mail_message AS earlier ON earlier.id = chain.root WHERE earlier.resend_of IS NOT NULL)
          SELECT id, min(root) AS root FROM chain GROUP BY id`,
      ),
  }
}
