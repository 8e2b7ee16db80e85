import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import {
  type BulkPlan,
  type ExtendTo,
  EXTENSION_EXAMPLES,
  type SkippedCodes,
} from '#shared/contract/promo.ts'
import { addDays, type IsoDate, LAST_DAY } from '#shared/domain/dates.ts'
import type { TermChange } from '#shared/domain/term-change.ts'
import { type BulkChange, type BulkChanged, EXAMPLES } from '../codes.ts'
import type { PickedRows } from '../result-sets.ts'
import { joinSkipped } from '../skipped-codes.ts'
import type { ReadConnection, WorkingConnection, WriteConnection } from './connection.ts'
import {
  BROUGHT,
  type EligibleCodes,
  type ChangeExample,
  countsMailed,
  FIRST_ROWS,
  joinEligible,
  NO_CODES,
  planOf,
} from '../eligible-codes.ts'
import { firstIds, type IdChunk, idChunks } from '../id-chunks.ts'
import { blockOf } from '../term-rule.ts'
import { CELL_CONTENT, SET_CONTENT } from './cell-content.ts'
import { pickedCodes } from './picked-codes.ts'
import { raw } from '../sql/query.ts'
import { idsOf, pickedIds } from '../sql/set-ids.ts'
import { hasContent, isBlocked, isChangedBy, wantedContent } from './term-conditions.ts'

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
    case 'terms':
      return isChangedBy(change.change)
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
    case 'terms':
      return [deleted, ...termReasons(change.change)]
  }
}

/** Why codes that are not deleted are skipped by a change of a term. */
function termReasons(change: TermChange): (readonly [Reason, Condition])[] {
  const isThere = sql`deleted_at IS NULL`
  const block = blockOf(change)
  const same = ['same', sql`${isThere} AND ${hasContent(change)}`] as const
  if (!block) return [same]
  return [same, [block.reason, sql`${isThere} AND NOT (${hasContent(change)}) AND ${isBlocked(block)}`]]
}

/** What the change would do to the picked codes, and skip. */
export async function planChange(
  connection: ReadConnection,
  picked: PickedRows,
  change: BulkChange,
  today: IsoDate,
): Promise<BulkPlan> {
  const ids = pickedIds(picked)
  let found = NO_CODES
  let skipped: SkippedCodes[] = []
  for (const chunk of idChunks(ids)) {
    const { count, ...rest } = countEligible(connection, change, chunk, today)
    const mailed = countsMailed(change) && count > 0 ? countMailed(connection, change, chunk) : 0
    found = joinEligible(found, { count, mailed, ...rest })
    if (count < chunk.count) skipped = joinSkipped(skipped, countSkipped(connection, change, chunk))
    await yieldToEventLoop()
  }
  const examples = found.count > 0 ? changeExamples(connection, picked, change) : []
  return { selected: ids.length, ...planOf(change, found, examples), skipped }
}

/** Codes that have expired on the site's day, and will have expired after the change as well. */
function staysExpired(change: BulkChange, today: IsoDate): Condition {
  if (change.kind === 'extend')
    return sql`expires < ${today} AND ${extended(change.to, sql`expires`)} < ${today}`
  return change.kind === 'terms' && change.change.term !== 'expires' ? sql`expires < ${today}` : sql`FALSE`
}

/** How many of the chunk's codes the change is for. */
function countEligible(
  connection: ReadConnection,
  change: BulkChange,
  chunk: IdChunk,
  today: IsoDate,
): Omit<EligibleCodes, 'mailed'> {
  const row = connection.get(
    'codes.count-eligible',
    raw(
      sql<
        Omit<EligibleCodes, 'mailed'>
      >`SELECT count(*) AS count, count(CASE WHEN ${staysExpired(change, today)} THEN 1 END) AS stayExpired,
        count(CASE WHEN used > 0 THEN 1 END) AS used, min(expires) AS first, max(expires) AS last
        FROM ${pickedCodes(chunk)} WHERE ${eligible(change)}`,
    ),
  )
  return row ?? NO_CODES
}

/** Of the chunk's codes that the change is for, those that a message has brought, or may have. */
function countMailed(connection: ReadConnection, change: BulkChange, { first, last, list }: IdChunk): number {
  const said = list
    ? sql`(SELECT value AS picked_id FROM json_each(${JSON.stringify(list)}))
        CROSS JOIN mail_message_code AS said ON said.code_id = picked_id`
    : sql`(SELECT ${first} AS low, ${last} AS high)
        CROSS JOIN mail_message_code AS said ON said.code_id BETWEEN low AND high`
  const counted = connection.column<number>(
    'codes.count-mailed',
    raw(sql`SELECT count(DISTINCT said.code_id) FROM ${said}
      JOIN mail_message AS mine ON mine.id = said.message_id
      WHERE mine.state IN (${sql.join(BROUGHT)})
        AND EXISTS (SELECT 1 FROM promo_code WHERE promo_code.id = said.code_id AND ${eligible(change)})`),
  )
  return counted[0] ?? 0
}

/** Of the first rows, the codes that get another content, with both. */
function changeExamples(connection: ReadConnection, { set, ranges }: PickedRows, change: BulkChange) {
  const contents = exampleOf(change)
  if (!contents) return []
  const ids = firstIds(idsOf(set), ranges, FIRST_ROWS)
  return connection.all(
    'codes.change-examples',
    raw(sql<ChangeExample>`
      SELECT code, ${contents.before} AS before, ${contents.after} AS after
      FROM (SELECT key AS place, value AS picked_id FROM json_each(${JSON.stringify(ids)}))
        CROSS JOIN promo_code ON promo_code.id = picked_id
      WHERE ${eligible(change)} ORDER BY place LIMIT ${EXTENSION_EXAMPLES}`),
  )
}

function exampleOf(change: BulkChange): { before: Condition; after: Condition } | null {
  if (change.kind === 'extend') return { before: sql`expires`, after: extended(change.to, sql`expires`) }
  if (change.kind === 'terms')
    return { before: CELL_CONTENT[change.change.term], after: wantedContent(change.change) }
  return null
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
    case 'terms': {
      const { term } = change.change
      return { before: CELL_CONTENT[term], set: SET_CONTENT[term](wantedContent(change.change)) }
    }
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
