import { type RawBuilder, sql } from 'kysely'
import type { LeftAlone } from '#shared/contract/promo.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { ReadConnection, WriteConnection } from './connection.sqlite.ts'
import type { IdChunk } from './id-chunks.ts'
import { pickedCodes } from './picked-codes.sqlite.ts'
import { raw } from './query.ts'

/** What is done to many codes at once. */
export type BulkChange =
  { readonly kind: 'extend'; readonly expires: IsoDate } | { readonly kind: 'delete'; readonly at: number }

/** How many examples of a reason a person is shown. */
export const EXAMPLES = 10

type Condition = RawBuilder<unknown>
type Reason = LeftAlone['reason']

/** The codes that the change is for; the rest is left alone, each for one of the reasons. */
function eligible(change: BulkChange): Condition {
  return change.kind === 'extend'
    ? sql`deleted_at IS NULL AND expires < ${change.expires}`
    : sql`deleted_at IS NULL`
}

function reasons(change: BulkChange): readonly (readonly [Reason, Condition])[] {
  const deleted = ['deleted', sql`deleted_at IS NOT NULL`] as const
  if (change.kind === 'delete') return [deleted]
  return [deleted, ['lasts-longer', sql`deleted_at IS NULL AND expires >= ${change.expires}`]]
}

/** How many of the chunk's codes the change is for. */
export function countEligible(connection: ReadConnection, change: BulkChange, chunk: IdChunk): number {
  const row = connection.get(
    'codes.count-eligible',
    raw(
      sql<{ count: number }>`SELECT count(*) AS count FROM ${pickedCodes(chunk)} WHERE ${eligible(change)}`,
    ),
  )
  return row?.count ?? 0
}

/** Why the chunk's other codes are left alone, counted, with the first few named. */
export function countLeft(connection: ReadConnection, change: BulkChange, chunk: IdChunk): LeftAlone[] {
  return reasons(change).flatMap(([reason, condition]) => {
    const row = connection.get(
      'codes.count-left',
      raw(sql<{ count: number }>`SELECT count(*) AS count FROM ${pickedCodes(chunk)} WHERE ${condition}`),
    )
    if (!row?.count) return []
    const examples = connection.column<string>(
      'codes.left-examples',
      raw(sql`SELECT code FROM ${pickedCodes(chunk)} WHERE ${condition} LIMIT ${EXAMPLES}`),
    )
    return [{ reason, count: row.count, examples }]
  })
}

/** Adds up what several chunks leave alone. */
export function joinLeft(one: readonly LeftAlone[], other: readonly LeftAlone[]): LeftAlone[] {
  const joined = new Map(one.map((left) => [left.reason, left]))
  for (const left of other) {
    const known = joined.get(left.reason)
    joined.set(left.reason, {
      reason: left.reason,
      count: left.count + (known?.count ?? 0),
      examples: [...(known?.examples ?? []), ...left.examples].slice(0, EXAMPLES),
    })
  }
  return [...joined.values()]
}

/**
 * Applies the change to the chunk, keeps what was there for undo, and answers how many codes changed. Where some do not,
 * `onLeft` is called before anything has, so that it can still tell why.
 */
export function changeCodes(
  connection: WriteConnection,
  operationId: number,
  change: BulkChange,
  chunk: IdChunk,
  onLeft: () => void,
): number {
  const before = change.kind === 'extend' ? sql`expires` : sql`NULL`
  const kept = connection.run(
    'codes.keep-before',
    raw(sql`INSERT INTO operation_change (operation_id, code_id, before)
      SELECT ${operationId}, id, ${before} FROM ${pickedCodes(chunk)} WHERE ${eligible(change)}`),
  )
  if (kept < chunk.count) onLeft()
  if (kept === 0) return 0
  const set = change.kind === 'extend' ? sql`expires = ${change.expires}` : sql`deleted_at = ${change.at}`
  const which = chunk.list
    ? sql`id IN (SELECT value FROM json_each(${JSON.stringify(chunk.list)}))`
    : sql`id BETWEEN ${chunk.first} AND ${chunk.last}`
  connection.run(
    'codes.change',
    raw(sql`UPDATE promo_code SET ${set} WHERE ${which} AND ${eligible(change)}`),
  )
  return kept
}
