import type { Migration } from './migration.ts'

/**
 * The rule of `addressKey` (src-shared/domain/email-address.ts), for queries and indexes: composed letters in lower case, of
 * any script, whatever the cluster's locale is. Nearly every address is ASCII, which is its own composed form.
 *
 * It is not STRICT, and one expression, so that the server puts it in the place of its call. A result has the collation
 * of the argument, which is that of the column.
 */
export const addressKey: Migration = {
  number: 305,
  name: 'address-key',
  sql: `
    CREATE FUNCTION address_key(address text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN octet_length(address) = char_length(address) THEN lower(address COLLATE "C")
      ELSE lower(normalize(address, NFC) COLLATE "und-x-icu") COLLATE "C" END;
  `,
}
