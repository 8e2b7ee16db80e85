import { sql } from 'kysely'
import type { PromoCodeTable } from '../../promo-code-table.ts'
import type { ReadConnection } from '../connection.ts'
import type { MailAttemptTable, MailMessageTable } from '../mail-schema.ts'
import { raw } from '../query.ts'
import type { CodeEditTable } from '../schema.ts'

/** Rows of what there can be millions of, some thousand at a time. */
const PAGE = 5000

export type CodeTable = 'promo_code' | 'withdrawn_code'
export const CODE_TABLES: readonly CodeTable[] = ['promo_code', 'withdrawn_code']

export type PersonCode = Pick<PromoCodeTable, 'id' | 'batch_id' | 'recipient_name' | 'recipient_email'>
export type PersonMessage = Pick<
  MailMessageTable,
  'id' | 'name' | 'address' | 'state' | 'state_at' | 'answer'
>
export type PersonAttempt = Pick<MailAttemptTable, 'message_id' | 'number' | 'name' | 'address' | 'answer'>

/** A code as it is now, in use or withdrawn. */
export type CodeNow = Pick<PromoCodeTable, 'id' | 'code' | 'recipient_name' | 'recipient_email'>

/** Every row of a table: `read` answers with those that follow the last one. */
async function* pages<Row>(read: (last: Row | undefined) => Promise<Row[]> | Row[]): AsyncGenerator<Row[]> {
  let last: Row | undefined
  for (;;) {
    const page = await read(last)
    last = page.at(-1)
    if (!last) return
    yield page
  }
}

/** The rows of codes, by id. */
export const codePages = (connection: ReadConnection, table: CodeTable): AsyncGenerator<PersonCode[]> =>
  pages((last) =>
    connection.all(
      `privacy.${table}`,
      raw(sql<PersonCode>`SELECT id, batch_id, recipient_name, recipient_email FROM ${sql.table(table)}
        WHERE id > ${last?.id ?? 0} ORDER BY id LIMIT ${PAGE}`),
    ),
  )

/** Messages, by id. */
export const messagePages = (connection: ReadConnection): AsyncGenerator<PersonMessage[]> =>
  pages((last) =>
    connection.all(
      'privacy.messages',
      raw(sql<PersonMessage>`SELECT id, name, address, state, state_at, answer FROM mail_message
        WHERE id > ${last?.id ?? 0} ORDER BY id LIMIT ${PAGE}`),
    ),
  )

/** Attempts at sending them. */
export const attemptPages = (connection: ReadConnection): AsyncGenerator<PersonAttempt[]> =>
  pages((last) =>
    connection.all(
      'privacy.attempts',
      raw(sql<PersonAttempt>`SELECT message_id, number, name, address, answer FROM mail_attempt
        WHERE (message_id, number) > (${last?.message_id ?? 0}, ${last?.number ?? 0})
        ORDER BY message_id, number LIMIT ${PAGE}`),
    ),
  )

/** What was written in cells, by operation. */
export const editPages = (connection: ReadConnection): AsyncGenerator<CodeEditTable[]> =>
  pages((last) =>
    connection.all(
      'privacy.edits',
      raw(sql<CodeEditTable>`SELECT * FROM code_edit
        WHERE (operation_id, code_id, field) > (${last?.operation_id ?? 0}, ${last?.code_id ?? 0}, ${last?.field ?? ''})
        ORDER BY operation_id, code_id, field LIMIT ${PAGE}`),
    ),
  )

/** Those of the codes that there are, by id. */
export async function codesNow(
  connection: ReadConnection,
  ids: Iterable<number>,
): Promise<ReadonlyMap<number, CodeNow>> {
  const wanted = [...new Set(ids)]
  const found = new Map<number, CodeNow>()
  for (let from = 0; from < wanted.length; from += PAGE) {
    const isWanted = connection.dialect.isAmong(sql`id`, wanted.slice(from, from + PAGE))
    for (const table of CODE_TABLES) {
      const rows = await connection.all(
        'privacy.codes-now',
        raw(
          sql<CodeNow>`SELECT id, code, recipient_name, recipient_email FROM ${sql.table(table)} WHERE ${isWanted}`,
        ),
      )
      for (const row of rows) if (!found.has(row.id)) found.set(row.id, row)
    }
  }
  return found
}
