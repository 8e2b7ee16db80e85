import { type RawBuilder, sql } from 'kysely'
import type { Editable } from '#shared/contract/edits.ts'

type Sql = RawBuilder<unknown>

/** The content of each cell that can be written in, as the text that is kept for undo; never null. */
export const CELL_CONTENT: Readonly<Record<Editable, Sql>> = {
  recipient: sql`recipient_name`,
  email: sql`recipient_email`,
  discount: sql`(coalesce(discount_currency, '%') || discount_value)`,
  used: sql`coalesce(CAST(usage_limit AS TEXT), '')`,
  appliesTo: sql`applies_to`,
  note: sql`note`,
  validFrom: sql`coalesce(valid_from, '')`,
  expires: sql`expires`,
}

/** What a SET clause says to write a content. The sort key of a name is the writer's to add. */
export const SET_CONTENT: Readonly<Record<Editable, (content: Sql) => Sql>> = {
  recipient: (content) => sql`recipient_name = ${content}`,
  email: (content) => sql`recipient_email = ${content}`,
  discount: (content) => sql`discount_kind = iif(substr(${content}, 1, 1) = '%', 'percent', 'amount'),
    discount_value = CAST(ltrim(${content}, '%ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS INTEGER),
    discount_currency = nullif(rtrim(${content}, '0123456789'), '%')`,
  used: (content) => sql`usage_limit = CAST(nullif(${content}, '') AS INTEGER)`,
  appliesTo: (content) => sql`applies_to = ${content}`,
  note: (content) => sql`note = ${content}`,
  validFrom: (content) => sql`valid_from = nullif(${content}, '')`,
  expires: (content) => sql`expires = ${content}`,
}
