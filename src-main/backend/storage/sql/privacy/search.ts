import { type RawBuilder, sql } from 'kysely'
import { ERASED_ENDING } from '#shared/domain/erased-person.ts'
import type { PersonHit } from '../../privacy.ts'
import type { ReadConnection } from '../connection.ts'
import type { Dialect } from '../dialect.ts'
import { raw } from '../query.ts'

/** The condition that an address is somebody's, and not what is in the place of an erased one. */
export const isSomebodys = (dialect: Dialect, address: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`(${address} <> '' AND NOT ${dialect.endsWith(address, ERASED_ENDING)})`

const NAMES_SHOWN = 3

type FoundName = Omit<PersonHit, 'names'> & { readonly key: string; readonly name: string | null }

/** Persons whose name or address contains `text`: one more than `limit` where there are more. */
export async function searchPersons(
  connection: ReadConnection,
  text: string,
  limit: number,
): Promise<PersonHit[]> {
  const { dialect } = connection
  const named = (name: string, address: string) =>
    sql`(${dialect.contains(sql.ref(name), text)} OR ${dialect.contains(sql.ref(address), text)})`
  const key = dialect.addressKey(sql`address`)
  const rows = await connection.all(
    'privacy.search',
    raw(sql<FoundName>`
      WITH hit (address, name, codes, messages) AS (
        SELECT recipient_email, recipient_name, 1, 0 FROM promo_code WHERE ${named('recipient_name', 'recipient_email')}
        UNION ALL SELECT recipient_email, recipient_name, 1, 0 FROM withdrawn_code
          WHERE ${named('recipient_name', 'recipient_email')}
        UNION ALL SELECT address, name, 0, 1 FROM mail_message WHERE ${named('name', 'address')}
        UNION ALL SELECT address, name, 0, 0 FROM mail_attempt WHERE address IS NOT NULL AND ${named('name', 'address')}
        UNION ALL SELECT content, '', 0, 0 FROM (
          SELECT before AS content FROM code_edit WHERE field = 'email'
          UNION SELECT after FROM code_edit WHERE field = 'email') AS edited WHERE ${dialect.contains(sql`content`, text)}),
      person (key, address, codes, messages) AS (
        SELECT ${key}, min(address), sum(codes), sum(messages)
        FROM hit WHERE ${isSomebodys(dialect, sql`address`)}
        GROUP BY 1 ORDER BY 1 LIMIT ${limit + 1}),
      named (key, name, place) AS (
        SELECT key, name, row_number() OVER (PARTITION BY key ORDER BY name)
        FROM (SELECT DISTINCT ${key} AS key, name FROM hit WHERE name <> '') AS hit_name)
      SELECT person.key, address, codes, messages, named.name
      FROM person LEFT JOIN named ON named.key = person.key AND place <= ${NAMES_SHOWN}
      ORDER BY person.key, place`),
  )
  const hits = new Map<string, PersonHit & { names: string[] }>()
  for (const { key: person, name, ...hit } of rows) {
    const known = hits.get(person) ?? { ...hit, names: [] }
    if (name !== null) known.names.push(name)
    hits.set(person, known)
  }
  return [...hits.values()]
}
