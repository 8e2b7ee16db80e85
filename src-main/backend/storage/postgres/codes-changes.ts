import { type RawBuilder, sql } from 'kysely'
import { type ExtendTo, EXTENSION_EXAMPLES, type SkippedCodes } from '#shared/contract/promo.ts'
import { addDays, type IsoDate, LAST_DAY } from '#shared/domain/dates.ts'
import type { TermChange } from '#shared/domain/term-change.ts'
import type { BulkChange, CodesReader, CodesWriter } from '../codes.ts'
import {
  BROUGHT,
  countsMailed,
  type EligibleCodes,
  type ChangeExample,
  FIRST_ROWS,
  joinEligible,
  NO_CODES,
  planOf,
} from '../eligible-codes.ts'
import { firstIds, type IdChunk } from '../id-chunks.ts'
import type { PickedRows } from '../result-sets.ts'
import { joinSkipped } from '../skipped-codes.ts'
import { blockOf } from '../term-rule.ts'
import { CELL_CONTENT, SET_CONTENT } from './cell-content.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { countWithExamples } from './examples.ts'
import { chunksToRead, chunksToWrite, isOf } from './picked-codes.ts'
import { idsOf } from '../sql/set-ids.ts'
import { raw } from '../sql/query.ts'
import { hasContent, isBlocked, isChangedBy, wantedContent } from './term-conditions.ts'

type Condition = RawBuilder<unknown>
type Reason = SkippedCodes['reason']

/** The expiry date of a code whose expiry was `from`, once it is extended. */
export const extended = (to: ExtendTo, from: Condition): Condition =>
  to.kind === 'date' ? sql`${to.expires}::date` : sql`(${from} + ${to.days}::int)`

/** Codes that last as long as the extension goes, or as long as dates do. */
const lastsLonger = (to: ExtendTo): Condition =>
  to.kind === 'date'
    ? sql`expires >= ${to.expires}::date`
    : sql`expires > ${addDays(LAST_DAY, -to.days)}::date`

/** The codes that the change is for; the rest is skipped, each for one of the reasons. */
function eligible(change: BulkChange): Condition {
  switch (change.kind) {
    case 'extend':
      return sql`deleted_at IS NULL AND NOT ${lastsLonger(change.to)}`
    case 'delete':
      return sql`deleted_at IS NULL`
    case 'restore':
      return sql`deleted_at IS NOT NULL AND expires >= ${change.today}::date`
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
        ['expired', sql`deleted_at IS NOT NULL AND expires < ${change.today}::date`],
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

/** Codes that have expired on the site's day, and will have expired after the change as well. */
function staysExpired(change: BulkChange, today: IsoDate): Condition {
  if (change.kind === 'extend')
    return sql`expires < ${today}::date AND ${extended(change.to, sql`expires`)} < ${today}::date`
  return change.kind === 'terms' && change.change.term !== 'expires'
    ? sql`expires < ${today}::date`
    : sql`FALSE`
}

export const changesReader = (connection: ReadConnection): Pick<CodesReader, 'planChange'> => ({
  planChange: (picked, change, today) =>
    connection.snapshot(async (state) => {
      let selected = 0
      let eligibleCodes = NO_CODES
      let skipped: SkippedCodes[] = []
      for (const chunk of chunksToRead(picked)) {
        const found = await state.get(
          'codes.count-eligible',
          raw(sql<Omit<EligibleCodes, 'mailed'>>`
            SELECT count(*) AS count, count(*) FILTER (WHERE ${staysExpired(change, today)}) AS "stayExpired",
              count(*) FILTER (WHERE used > 0) AS used, min(expires) AS first, max(expires) AS last
            FROM promo_code WHERE ${isOf(chunk)} AND ${eligible(change)}`),
        )
        selected += chunk.count
        if (found) {
          const mailed = countsMailed(change) && found.count > 0 ? await countMailed(state, change, chunk) : 0
          eligibleCodes = joinEligible(eligibleCodes, { ...found, mailed })
        }
        if ((found?.count ?? 0) < chunk.count)
          skipped = joinSkipped(skipped, await countSkipped(state, change, chunk))
      }
      const examples = eligibleCodes.count > 0 ? await changeExamples(state, picked, change) : []
      return { selected, ...planOf(change, eligibleCodes, examples), skipped }
    }),
})

/** Of the chunk's codes that the change is for, those that a message has brought, or may have. */
async function countMailed(connection: ReadConnection, change: BulkChange, chunk: IdChunk): Promise<number> {
  const [count = 0] = await connection.column<number>(
    'codes.count-mailed',
    raw(sql`SELECT count(*) FROM promo_code WHERE ${isOf(chunk)} AND ${eligible(change)} AND EXISTS (
      SELECT 1 FROM mail_message_code AS said JOIN mail_message AS mine ON mine.id = said.message_id
      WHERE said.code_id = promo_code.id AND mine.state IN (${sql.join(BROUGHT)}))`),
  )
  return count
}

/** Of the first rows, the codes that get another content, with both. */
async function changeExamples(connection: ReadConnection, { set, ranges }: PickedRows, change: BulkChange) {
  const contents = exampleOf(change)
  if (!contents) return []
  const ids = firstIds(idsOf(set), ranges, FIRST_ROWS)
  return connection.all(
    'codes.change-examples',
    raw(sql<ChangeExample>`
      SELECT code, ${contents.before} AS before, ${contents.after} AS after
      FROM unnest(${ids}::bigint[]) WITH ORDINALITY AS picked (picked_id, place)
        JOIN promo_code ON promo_code.id = picked_id
      WHERE ${eligible(change)} ORDER BY place LIMIT ${EXTENSION_EXAMPLES}`),
  )
}

function exampleOf(change: BulkChange): { before: Condition; after: Condition } | null {
  if (change.kind === 'extend') return { before: sql`expires`, after: extended(change.to, sql`expires`) }
  if (change.kind === 'terms')
    return { before: CELL_CONTENT[change.change.term], after: wantedContent(change.change) }
  return null
}

export const changesWriter = (connection: WriteConnection): Pick<CodesWriter, 'change'> => ({
  async change(operationId, picked, change, onProgress) {
    let skipped: SkippedCodes[] = []
    let [changed, done] = [0, 0]
    for (const chunk of chunksToWrite(picked)) {
      const kept = await keepBefore(connection, operationId, change, chunk)
      // Before anything has changed, it can still be found out why some do not.
      if (kept < chunk.count) skipped = joinSkipped(skipped, await countSkipped(connection, change, chunk))
      if (kept > 0)
        await connection.run(
          'codes.change',
          raw(sql`UPDATE promo_code SET ${written(change)} WHERE ${isOf(chunk)} AND ${eligible(change)}`),
        )
      changed += kept
      done += chunk.count
      onProgress(done)
    }
    return { changed, skipped }
  },
})

/** Keeps what is in the place that the change writes to; answers of how many codes. */
async function keepBefore(
  connection: WriteConnection,
  operationId: number,
  change: BulkChange,
  chunk: IdChunk,
): Promise<number> {
  const ofEach = (content: Condition) => sql`array_agg(${content} ORDER BY id)`
  const [kept = 0] = await connection.column<number>(
    'codes.keep-before',
    raw(sql`INSERT INTO operation_change
        (operation_id, first_code_id, code_ids, expires_before, deleted_at_before, content_before)
      SELECT ${operationId}::bigint, min(id), ${ofEach(sql`id`)},
        ${change.kind === 'extend' ? ofEach(sql`expires`) : null}::date[],
        ${change.kind === 'restore' ? ofEach(sql`deleted_at`) : null}::bigint[],
        ${change.kind === 'terms' ? ofEach(CELL_CONTENT[change.change.term]) : null}::text[]
      FROM promo_code WHERE ${isOf(chunk)} AND ${eligible(change)} HAVING count(*) > 0
      RETURNING cardinality(code_ids)`),
  )
  return kept
}

function written(change: BulkChange): Condition {
  switch (change.kind) {
    case 'extend':
      return sql`expires = ${extended(change.to, sql`expires`)}`
    case 'delete':
      return sql`deleted_at = ${change.at}::bigint`
    case 'restore':
      return sql`deleted_at = NULL`
    case 'terms':
      return SET_CONTENT[change.change.term](wantedContent(change.change))
  }
}

/** Why the chunk's other codes are skipped, counted, with the first few named. */
async function countSkipped(
  connection: ReadConnection,
  change: BulkChange,
  chunk: IdChunk,
): Promise<SkippedCodes[]> {
  const all: SkippedCodes[] = []
  for (const [reason, condition] of reasons(change)) {
    const { count, examples } = await countWithExamples(
      connection,
      'codes.skipped',
      sql`SELECT id, code FROM promo_code WHERE ${isOf(chunk)} AND ${condition}`,
    )
    if (count > 0) all.push({ reason, count, examples: [...examples] })
  }
  return all
}
