import { sql } from 'kysely'
import { blocksOf } from '../blocks.ts'
import type { WriteConnection } from './connection.ts'
import { CODE_ID, ID } from './mail-conditions.ts'
import type { MailCodeHomeTable } from './mail-schema.ts'
import { raw } from './query.ts'

/** The columns of `promo_code` that a message keeps of its codes, under the same names. */
const SAID = sql`code, discount_kind, discount_value, discount_currency, applies_to, expires`

/** A code with a message. */
export type Carried = MailCodeHomeTable
const COLUMNS = { code_id: 'number', message_id: 'number' } as const

/** The messages carry the codes, as those are now. What a message has already stays as it is. */
export async function addCodes(connection: WriteConnection, carried: readonly Carried[]): Promise<void> {
  const { rows, joinInOrder } = connection.dialect
  for (const some of blocksOf(carried))
    await connection.run(
      'mail.add-codes',
      raw(sql`INSERT INTO mail_message_code (code_id, message_id, ${SAID})
        SELECT added.code_id, added.message_id, ${SAID}
        FROM ${rows(COLUMNS, some, 'added')} ${joinInOrder} promo_code ON promo_code.id = added.code_id
        WHERE TRUE ON CONFLICT (code_id, message_id) DO NOTHING`),
    )
}

export async function dropCodes(connection: WriteConnection, carried: readonly Carried[]): Promise<void> {
  const { rows } = connection.dialect
  for (const some of blocksOf(carried))
    await connection.run(
      'mail.drop-codes',
      raw(sql`DELETE FROM mail_message_code WHERE (code_id, message_id) IN (
        SELECT code_id, message_id FROM ${rows(COLUMNS, some, 'dropped')})`),
    )
}

/** Keeps in which messages codes were queued that go with others; `keepsFirst` where that is kept of a code already. */
export async function setHomes(
  connection: WriteConnection,
  homes: readonly Carried[],
  { keepsFirst = false } = {},
): Promise<void> {
  const { rows } = connection.dialect
  const known = keepsFirst ? sql`NOTHING` : sql`UPDATE SET message_id = excluded.message_id`
  for (const some of blocksOf(homes))
    await connection.run(
      'mail.set-homes',
      raw(sql`INSERT INTO mail_code_home (code_id, message_id)
        SELECT code_id, message_id FROM ${rows(COLUMNS, some, 'home')}
        WHERE TRUE ON CONFLICT (code_id) DO ${known}`),
    )
}

export async function dropHomes(connection: WriteConnection, codes: readonly number[]): Promise<void> {
  for (const some of blocksOf(codes))
    await connection.run(
      'mail.drop-homes',
      raw(sql`DELETE FROM mail_code_home WHERE ${connection.dialect.isAmong(CODE_ID, some)}`),
    )
}

/** A code that goes with another message than the one it was queued in. */
export interface Travelling {
  readonly code: number
  readonly carrier: number
  readonly home: number
}

export const whereCarried = ({ code, carrier }: Travelling): Carried => ({
  code_id: code,
  message_id: carrier,
})

/** Codes go with the messages again that they were queued in; those that carried them wait only with others. */
export async function bringHome(
  connection: WriteConnection,
  travelling: readonly Travelling[],
  at: number,
): Promise<void> {
  await dropCodes(connection, travelling.map(whereCarried))
  await addCodes(
    connection,
    travelling.map(({ code, home }) => ({ code_id: code, message_id: home })),
  )
  await dropHomes(
    connection,
    travelling.map(({ code }) => code),
  )
  await parkEmpty(
    connection,
    travelling.map(({ carrier }) => carrier),
    at,
  )
}

/** Parks queued messages among these that carry nothing: all their codes go with others. */
async function parkEmpty(connection: WriteConnection, ids: readonly number[], at: number): Promise<void> {
  await connection.run(
    'mail.park-empty',
    raw(sql`UPDATE mail_message
      SET state = 'cancelled', state_at = ${at}, problem = 'with-another', answer = '', next_try = 0
      WHERE ${connection.dialect.isAmong(ID, ids)} AND state = 'queued'
        AND NOT EXISTS (SELECT 1 FROM mail_message_code WHERE mail_message_code.message_id = mail_message.id)`),
  )
}
