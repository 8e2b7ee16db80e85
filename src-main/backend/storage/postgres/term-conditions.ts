import { type RawBuilder, sql } from 'kysely'
import type { TermChange } from '#shared/domain/term-change.ts'
import { contentOf } from '#shared/domain/term-content.ts'
import { blockOf, type TermBlock } from '../term-rule.ts'
import { usesOf } from '../sql/code-uses.ts'
import { CELL_CONTENT } from './cell-content.ts'

type Condition = RawBuilder<unknown>

/** What the term becomes, as a value of SQL. */
export const wantedContent = (change: TermChange): Condition => sql`${contentOf(change)}::text`

/** Codes that have the term already. */
export const hasContent = (change: TermChange): Condition =>
  sql`${CELL_CONTENT[change.term]} = ${wantedContent(change)}`

/** Codes that a change is not for (`blockOf`). Never null, so that it can be negated. */
export function isBlocked(block: TermBlock): Condition {
  switch (block.reason) {
    case 'used-more':
      return sql`${usesOf(sql.ref('promo_code.id'))} > ${block.limit}::bigint`
    case 'other-service':
      return sql`service IN (${sql.join(block.services)})`
    case 'expires-before':
      return sql`expires < ${block.day}::date`
    case 'starts-after':
      return sql`coalesce(valid_from > ${block.day}::date, FALSE)`
  }
}

/** The codes that the change is for. */
export function isChangedBy(change: TermChange): Condition {
  const block = blockOf(change)
  const isFree = block ? sql` AND NOT (${isBlocked(block)})` : sql``
  return sql`deleted_at IS NULL AND NOT (${hasContent(change)})${isFree}`
}
