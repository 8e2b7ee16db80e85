import { type RawBuilder, sql } from 'kysely'
import { addressKey } from '#shared/domain/email-address.ts'
import type { CodeList } from '../report.ts'
import type { ReadConnection } from './connection.ts'
import { raw } from '../sql/query.ts'

export type { CodeList }

const asked = (values: readonly string[]) => sql`json_each(${JSON.stringify(values)}) AS asked`

/** Those of `codes` that the site has, deleted ones as well. */
export function ownedCodes(connection: ReadConnection, codes: readonly string[]): Set<string> {
  const found = connection.column<string>(
    'list.codes',
    raw(sql`SELECT asked.value FROM ${asked(codes)}
      WHERE EXISTS (SELECT 1 FROM promo_code WHERE code = asked.value)`),
  )
  return new Set(found)
}

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)

/**
 * The addresses that have codes: by key, in the forms that the site has them in. SQLite knows the two cases of ASCII
 * letters only; where others are asked for, the site's addresses that have such letters are compared by key.
 */
export function ownedAddresses(
  connection: ReadConnection,
  keys: readonly string[],
): Map<string, readonly string[]> {
  const simple = connection.column<string>(
    'list.addresses',
    raw(sql`SELECT asked.value FROM ${asked(keys.filter(isAscii))}
      WHERE EXISTS (SELECT 1 FROM promo_code WHERE recipient_email = asked.value COLLATE NOCASE)`),
  )
  const owned = new Map<string, string[]>(simple.map((key) => [key, [key]]))
  const others = new Set(keys.filter((key) => !isAscii(key)))
  for (const address of others.size > 0 ? addressesBeyondAscii(connection) : []) {
    const key = addressKey(address)
    if (others.has(key)) owned.set(key, [...(owned.get(key) ?? []), address])
  }
  return owned
}

const addressesBeyondAscii = (connection: ReadConnection): string[] =>
  connection.column<string>(
    'list.addresses-beyond-ascii',
    raw(sql`SELECT DISTINCT recipient_email FROM promo_code WHERE recipient_email GLOB '*[^ -~]*'`),
  )

/** The condition that a code is in the list: looked up value by value, whatever the size of the table. */
export function inList({ codes, addresses }: CodeList): RawBuilder<boolean> {
  return sql<boolean>`id IN (
    SELECT one.id FROM ${asked(codes)} CROSS JOIN promo_code AS one ON one.code = asked.value
    UNION ALL
    SELECT one.id FROM ${asked(addresses)}
      CROSS JOIN promo_code AS one ON one.recipient_email = asked.value COLLATE NOCASE)`
}
