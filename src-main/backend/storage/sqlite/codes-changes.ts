import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { BulkPlan, ExtendTo, SkippedCodes } from '#shared/contract/promo.ts'
import { addDays, type IsoDate, LAST_DAY } from '#shared/domain/dates.ts'
import { type BulkChange, type BulkChanged, EXAMPLES } from '../codes.ts'
import type { PickedRows } from '../result-sets.ts'
import { joinSkipped } from '../skipped-codes.ts'
import type { ReadConnection, WorkingConnection, WriteConnection } from './connection.ts'
import { type IdChunk, idChunks } from '../id-chunks.ts'
import { pickedCodes } from './picked-codes.ts'
import { raw } from './query.ts'
import { pickedIds } from './set-ids.ts'

type Condition = RawBuilder<unknown>
type Reason = SkippedCodes['reason']

/** The expiry date of a code whose expiry was `from`, once it is extended. */
export const extended = (to: ExtendTo, from: Condition): Condition =>
  to.kind === 'date' ? sql`${to.expires}` : sql`date(${from}, ${`+${to.days} days`})`

/** Codes that last as long as the extension goes, or as long as dates do. */
const lastsLonger = (to: ExtendTo): Condition =>
  to.kind === 'date' ? sql`expires >= ${to.expires}` : sql`expires > ${addDays(LAST_DAY, -to.days)}`

/** The codes that the change is for; the rest is skipped, each for one of the reasons. */
function eligible(change: BulkChange): Condition {
  switch (change.kind) {
    case 'extend':
      return sql`deleted_at IS NULL AND NOT ${lastsLonger(change.to)}`
    case 'delete':
      return sql`deleted_at IS NULL`
    case 'restore':
      return sql`deleted_at IS NOT NULL AND expires >= ${change.today}`
  }
}

function reasons(change: BulkChange): readonly (readonly [Reason, Condition])[] {
  const deleted = ['deleted', sql`deleted_at IS NOT NULL`] as const
  switch (change.kind) {
    case 'extend':
      return [deleted, ['lasts-longer', sql`deleted_at IS NULL AND ${lastsLonger(change.to)}`]]
    case 'delete':
      return [deleted]
    case 'restore':
      return [
        ['not-deleted', sql`deleted_at IS NULL`],
        ['expired', sql`deleted_at IS NOT NULL AND expires < ${change.today}`],
      ]
  }
}

/** What the change would do to the picked codes, and skip. */
export async function planChange(
  connection: ReadConnection,
  picked: PickedRows,
  change: BulkChange,
  today: IsoDate,
): Promise<BulkPlan> {
  const ids = pickedIds(picked)
  const plan = { selected: ids.length, change: 0, stayExpired: 0 }
  let skipped: SkippedCodes[] = []
  for (const chunk of idChunks(ids)) {
    const { count, stayExpired } = countEligible(connection, change, chunk, today)
    plan.change += count
    plan.stayExpired += stayExpired
    if (count < chunk.count) skipped = joinSkipped(skipped, countSkipped(connection, change, chunk))
    await yieldToEventLoop()
  }
  return { ...plan, skipped }
}

interface Eligible {
  readonly count: number
  /** Of them, those that have expired on the site's day, and will have expired after the change as well. */
  readonly stayExpired: number
}

/** How many of the chunk's codes the change is for. */
function countEligible(
  connection: ReadConnection,
  change: BulkChange,
  chunk: IdChunk,
  today: IsoDate,
): Eligible {
  const stays =
    change.kind === 'extend'
      ? sql`expires < ${today} AND ${extended(change.to, sql`expires`)} < ${today}`
      : sql`FALSE`
  const row = connection.get(
    'codes.count-eligible',
    raw(
      sql<Eligible>`SELECT count(*) AS count, count(CASE WHEN ${stays} THEN 1 END) AS stayExpired
        FROM ${pickedCodes(chunk)} WHERE ${eligible(change)}`,
    ),
  )
  return row ?? { count: 0, stayExpired: 0 }
}

/** Why the chunk's other codes are skipped, counted, with the first few named. */
function countSkipped(connection: ReadConnection, change: BulkChange, chunk: IdChunk): SkippedCodes[] {
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

/** What was in the place that the change writes to, and what it writes. */
function written(change: BulkChange): { before: Condition; set: Condition } {
  switch (change.kind) {
    case 'extend':
      return { before: sql`expires`, set: sql`expires = ${extended(change.to, sql`expires`)}` }
    case 'delete':
      return { before: sql`NULL`, set: sql`deleted_at = ${change.at}` }
    case 'restore':
      return { before: sql`deleted_at`, set: sql`deleted_at = NULL` }
  }
}

/** Applies the change to the picked codes that it is for, and keeps what was there. */
export async function changePicked(
  connection: WorkingConnection,
  operationId: number,
  picked: PickedRows,
  change: BulkChange,
  onProgress: (done: number) => void,
): Promise<BulkChanged> {
  let changed = 0
  let done = 0
  let skipped: SkippedCodes[] = []
  for (const chunk of idChunks(pickedIds(picked))) {
    changed += changeCodes(connection, operationId, change, chunk, () => {
      skipped = joinSkipped(skipped, countSkipped(connection, change, chunk))
    })
    done += chunk.count
    onProgress(done)
    await connection.pause()
  }
  return { changed, skipped }
}

/**
 * Applies the change to the chunk, keeps what was there for undo, and answers how many codes changed. Where some do not,
 * `onLeft` is called before anything has, so that it can still find out why.
 */
function changeCodes(
  connection: WriteConnection,
  operationId: number,
  change: BulkChange,
  chunk: IdChunk,
  onLeft: () => void,
): number {
  const { before, set } = written(change)
  const kept = connection.run(
    'codes.keep-before',
    raw(sql`INSERT INTO operation_change (operation_id, code_id, before)
      SELECT ${operationId}, id, ${before} FROM ${pickedCodes(chunk)} WHERE ${eligible(change)}`),
  )
  if (kept < chunk.count) onLeft()
  if (kept === 0) return 0
  const which = chunk.list
    ? sql`id IN (SELECT value FROM json_each(${JSON.stringify(chunk.list)}))`
    : sql`id BETWEEN ${chunk.first} AND ${chunk.last}`
  connection.run(
    'codes.change',
    raw(sql`UPDATE promo_code SET ${set} WHERE ${which} AND ${eligible(change)}`),
  )
  return kept
}
