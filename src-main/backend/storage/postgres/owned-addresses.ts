import { sql } from 'kysely'
import { addressKey } from '#shared/domain/email-address.ts'
import { asciiLower } from './ascii-lower.ts'
import type { ReadConnection } from './connection.ts'
import { raw } from '../sql/query.ts'

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)

/**
 * The addresses that have codes: by key, in the forms that the site has them in. Of other letters than those of ASCII
 * the columns know no cases: the site's addresses that have such letters are compared by key.
 */
export async function ownedAddresses(
  connection: ReadConnection,
  keys: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const ascii = keys.filter(isAscii)
  const simple = await connection.column<string>(
    'report.owned-addresses',
    raw(sql`SELECT key FROM unnest(${ascii}::text[], ${ascii.map(asciiLower)}::text[]) AS asked (key, folded)
      WHERE EXISTS (SELECT 1 FROM promo_code WHERE lower(recipient_email) = folded)`),
  )
  const owned = new Map<string, string[]>(simple.map((key) => [key, [key]]))
  const others = new Set(keys.filter((key) => !isAscii(key)))
  for (const address of others.size > 0 ? await addressesBeyondAscii(connection) : []) {
    const key = addressKey(address)
    if (others.has(key)) owned.set(key, [...(owned.get(key) ?? []), address])
  }
  return owned
}

const addressesBeyondAscii = (connection: ReadConnection): Promise<string[]> =>
  connection.column<string>(
    'report.addresses-beyond-ascii',
    raw(sql`SELECT DISTINCT recipient_email FROM promo_code WHERE recipient_email ~ '[^ -~]'`),
  )
