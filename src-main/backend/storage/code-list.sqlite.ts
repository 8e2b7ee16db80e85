import { type RawBuilder, sql } from 'kysely'
import type { ReadConnection } from './connection.sqlite.ts'
import { raw } from './query.ts'

/** Codes and addresses that a report is narrowed to, as the site has them but for the case of ASCII letters. */
export interface CodeList {
  readonly codes: string[]
  readonly addresses: string[]
}

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

/**
 * The addresses that have codes: by key, in a form that finds them. SQLite knows the two cases of ASCII letters only, so
 * an address with others is looked for as it was written and in lower case.
 */
export function ownedAddresses(
  connection: ReadConnection,
  addresses: readonly { readonly text: string; readonly key: string }[],
): Map<string, string> {
  const owned = new Map<string, string>()
  const find = (form: 'text' | 'key', among: typeof addresses) => {
    const has = connection.column<number>(
      'list.addresses',
      raw(sql`SELECT asked.key FROM ${asked(among.map((address) => address[form]))}
        WHERE EXISTS (SELECT 1 FROM promo_code WHERE recipient_email = asked.value COLLATE NOCASE)`),
    )
    for (const at of has) {
      const address = among[at]
      if (address) owned.set(address.key, address[form])
    }
  }
  find('text', addresses)
  find(
    'key',
    addresses.filter(({ text, key }) => !owned.has(key) && text !== key),
  )
  return owned
}

/** The condition that a code is in the list: looked up value by value, whatever the size of the table. */
export function inList({ codes, addresses }: CodeList): RawBuilder<boolean> {
  return sql<boolean>`id IN (
    SELECT one.id FROM ${asked(codes)} CROSS JOIN promo_code AS one ON one.code = asked.value
    UNION ALL
    SELECT one.id FROM ${asked(addresses)}
      CROSS JOIN promo_code AS one ON one.recipient_email = asked.value COLLATE NOCASE)`
}
