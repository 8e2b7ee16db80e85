import { sql } from 'kysely'
import type { IsoDate } from '#shared/domain/dates.ts'
import { EXAMPLES } from './codes-changes.sqlite.ts'
import type { ReadConnection, WriteConnection } from './connection.sqlite.ts'
import { CHUNK } from './id-chunks.ts'
import { raw } from './query.ts'

/** Neighbouring ids, both ends included. */
export interface IdSpan {
  readonly first: number
  readonly last: number
}

/** What hinders an undo: how many codes, and the first few. */
export interface Hindrance {
  readonly count: number
  readonly examples: readonly string[]
}

/** The codes that an operation changed, in spans of some thousands. */
export function* changedSpans(connection: ReadConnection, operationId: number): Generator<IdSpan> {
  let after = 0
  for (;;) {
    const span = connection.get(
      'undo.span',
      raw(sql<{ first: number | null; last: number | null }>`
        SELECT min(code_id) AS first, max(code_id) AS last FROM (
          SELECT code_id FROM operation_change WHERE operation_id = ${operationId} AND code_id > ${after}
          ORDER BY code_id LIMIT ${CHUNK})`),
    )
    if (span?.first == null || span.last == null) return
    yield { first: span.first, last: span.last }
    after = span.last
  }
}

/** What undo of a bulk change puts back. */
export type BulkUndo = { readonly kind: 'extend'; readonly expires: IsoDate } | { readonly kind: 'delete' }

/**
 * Codes of the span that are no longer as the operation left them. A code whose creation was undone since is gone with
 * all its dates, so it hinders nothing.
 */
export function changedSince(
  connection: ReadConnection,
  operationId: number,
  undo: BulkUndo,
  { first, last }: IdSpan,
): Hindrance {
  const differs = undo.kind === 'extend' ? sql`expires <> ${undo.expires}` : sql`deleted_at IS NULL`
  const from = sql`operation_change CROSS JOIN promo_code ON promo_code.id = code_id
    WHERE operation_id = ${operationId} AND code_id BETWEEN ${first} AND ${last} AND ${differs}`
  return hindrance(connection, 'undo.changed-since', from)
}

/** Puts back what the operation changed in the span; answers how many codes. */
export function restoreCodes(
  connection: WriteConnection,
  operationId: number,
  undo: BulkUndo,
  { first, last }: IdSpan,
): number {
  const set = undo.kind === 'extend' ? sql`expires = before` : sql`deleted_at = NULL`
  return connection.run(
    'undo.restore',
    raw(sql`UPDATE promo_code SET ${set} FROM operation_change
      WHERE operation_id = ${operationId} AND code_id = promo_code.id AND promo_code.id BETWEEN ${first} AND ${last}`),
  )
}

/** Codes of the operation's batches that somebody has used, or is paying with. */
export function usedCodes(connection: ReadConnection, operationId: number): Hindrance {
  const isHeld = sql`EXISTS (SELECT 1 FROM payment WHERE code_id = promo_code.id AND held = 1)`
  const from = sql`promo_code WHERE (used > 0 OR ${isHeld}) AND batch_id IN (
    SELECT id FROM batch WHERE operation_id = ${operationId})`
  return hindrance(connection, 'undo.used', from)
}

/** The codes that a creation made, in spans of some thousands: the ids of one creation are neighbours. */
export function* createdSpans(connection: ReadConnection, operationId: number): Generator<IdSpan> {
  const row = connection.get(
    'undo.created',
    raw(sql<{ first: number | null; last: number | null }>`
      SELECT min(id) AS first, max(id) AS last FROM promo_code
      WHERE batch_id IN (SELECT id FROM batch WHERE operation_id = ${operationId})`),
  )
  if (row?.first == null || row.last == null) return
  for (let first = row.first; first <= row.last; first += CHUNK)
    yield { first, last: Math.min(first + CHUNK - 1, row.last) }
}

const COLUMNS =
  sql.raw(`id, code, batch_id, service, applies_to, recipient_name, recipient_key, recipient_email,
  discount_kind, discount_value, discount_currency, usage_limit, used, created_at, expires, deleted_at`)

/** Takes codes out of use: the rows move to `withdrawn_code`, where generated codes are still compared with them. */
export function withdrawCodes(
  connection: WriteConnection,
  operationId: number,
  { first, last }: IdSpan,
): number {
  const span = sql`id BETWEEN ${first} AND ${last}`
  connection.run(
    'undo.keep-withdrawn',
    raw(sql`INSERT INTO withdrawn_code (${COLUMNS}, operation_id)
      SELECT ${COLUMNS}, ${operationId} FROM promo_code WHERE ${span}`),
  )
  return connection.run('undo.withdraw', raw(sql`DELETE FROM promo_code WHERE ${span}`))
}

function hindrance(connection: ReadConnection, name: string, from: ReturnType<typeof sql>): Hindrance {
  const row = connection.get(name, raw(sql<{ count: number }>`SELECT count(*) AS count FROM ${from}`))
  if (!row?.count) return { count: 0, examples: [] }
  const examples = connection.column<string>(name, raw(sql`SELECT code FROM ${from} LIMIT ${EXAMPLES}`))
  return { count: row.count, examples }
}
