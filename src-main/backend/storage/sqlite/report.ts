import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Filter, Order, Summary } from '#shared/contract/report.ts'
import { compareIds } from '../compare-ids.ts'
import { createDayTally } from '../day-tally.ts'
import { idBitmap } from '../id-bitmap.ts'
import type { BatchSummary, CodeList, ReportReader } from '../report.ts'
import { addSummaries, joinSums, type PartSums } from '../report-row.ts'
import type { SiteTime } from '../site-time.ts'
import { findDetails } from './code-details.ts'
import { ownedAddresses, ownedCodes } from './code-list.ts'
import type { ReadConnection } from './connection.ts'
import { CHUNK, idChunks } from '../id-chunks.ts'
import { createValueCounter } from '../spreadsheet-values.ts'
import { pickedCodes } from './picked-codes.ts'
import { raw } from '../sql/query.ts'
import { redeemedBy, tallyRedeemed } from '../sql/report-redeemed.ts'
import { countExpiring, countValues, createBatchCounter, sumsOf } from './report-figures.ts'
import { failingIds, indexOrder, passing, reportIds } from './report-filter.ts'
import { createRowReader, summarise } from './report-rows.ts'
import { idsOf, pickedIds } from '../sql/set-ids.ts'
import { contains } from './text-match.ts'

/** So many rows are counted in some hundredths of a second. */
const COUNTED = 20 * CHUNK

export const reportReader = (connection: ReadConnection): ReportReader => ({
  async open(filter, order, time, list) {
    const ids = openedIds(connection, filter, order, time, list)
    return { count: ids.length, bytes: ids.byteLength, content: ids.buffer }
  },
  async compare(set, filter, order, time, list) {
    return compareIds(idsOf(set), openedIds(connection, filter, order, time, list))
  },
  async rows({ set, ranges }, time, options) {
    const ids = idsOf(set)
    const reader = createRowReader(connection, time, options)
    return ranges.flatMap(([from, to]) => reader.rows(ids.subarray(from, to)))
  },
  async summary(picked, time) {
    let sum: Summary = {
      codes: 0,
      active: 0,
      notYetValid: 0,
      expired: 0,
      usedUp: 0,
      deleted: 0,
      redemptions: 0,
    }
    for (const chunk of idChunks(pickedIds(picked), COUNTED)) {
      sum = addSummaries(sum, summarise(connection, time, chunk))
      await yieldToEventLoop()
    }
    return sum
  },
  async sums(picked) {
    const parts: PartSums[] = []
    for (const chunk of idChunks(pickedIds(picked), COUNTED)) {
      parts.push(...sumsOf(connection, chunk))
      await yieldToEventLoop()
    }
    return joinSums(parts)
  },
  async spreadsheetValues(picked) {
    const counter = createValueCounter()
    for (const chunk of idChunks(pickedIds(picked), COUNTED)) {
      counter.add(connection.column<string>('report.codes', raw(sql`SELECT code FROM ${pickedCodes(chunk)}`)))
      await yieldToEventLoop()
    }
    return counter.found()
  },
  async countValues(filter, parameter, time, list) {
    const where = passing(filter, time, list)
    return countValues(connection, parameter, where, (value) => passing(value, time))
  },
  async countByBatch(picked, { today }) {
    const counter = createBatchCounter(connection, today)
    for (const chunk of idChunks(pickedIds(picked), COUNTED)) {
      counter.add(chunk)
      await yieldToEventLoop()
    }
    return counter.counts()
  },
  async countByDay(set, { today, timeZone }) {
    const ids = idsOf(set).slice().sort()
    const tally = createDayTally(timeZone)
    for (const chunk of idChunks(ids, COUNTED)) {
      countExpiring(connection, today, chunk, tally)
      await yieldToEventLoop()
    }
    await tallyRedeemed(connection, ids, tally)
    return tally.counts()
  },
  async countRedeemed(set) {
    return redeemedBy(connection, idsOf(set).slice().sort())
  },
  details: (id, time) => findDetails(connection, id, time),
  async batches({ text, limit }) {
    return connection.all(
      'batches.list',
      raw(sql<BatchSummary>`
        SELECT id, name, service, created_at AS createdAt,
          (SELECT count(*) FROM promo_code WHERE batch_id = batch.id) AS codes
        FROM batch
        WHERE ${contains(sql.ref('name'), text)} AND EXISTS (SELECT 1 FROM promo_code WHERE batch_id = batch.id)
        ORDER BY id DESC LIMIT ${limit}`),
    )
  },
  async ownedCodes(codes) {
    return ownedCodes(connection, codes)
  },
  async ownedAddresses(keys) {
    return ownedAddresses(connection, keys)
  },
})

function openedIds(
  connection: ReadConnection,
  filter: Filter,
  order: Order,
  time: SiteTime,
  list?: CodeList,
): Uint32Array<SharedArrayBuffer> {
  const byIndex = list ? undefined : indexOrder(filter, order)
  if (!byIndex) return connection.ids('report.open', reportIds(filter, order, time, list))
  // Of those that pass and those that do not, the fewer are listed.
  const listsFailing = mostPass(connection, filter, time)
  const listed = listsFailing ? failingIds(filter, time) : reportIds(filter, [], time)
  const isListed = idBitmap(connection.ids('report.passing', listed))
  return onlyIds(connection.ids('report.order', byIndex), (id) => isListed.has(id) !== listsFailing)
}

/** So many codes, at the same distance from each other, say what part of all passes. */
const SAMPLED = 256

/** Whether most codes pass, as far as a sample shows it: only the speed depends on the answer. */
function mostPass(connection: ReadConnection, filter: Filter, time: SiteTime): boolean {
  const found = connection.get(
    'report.sample',
    raw(sql<{ share: number | null }>`
      WITH RECURSIVE span(last) AS (SELECT max(id) FROM promo_code),
        sample(id) AS (SELECT 1 UNION ALL SELECT id + last / ${sql.lit(SAMPLED)} + 1 FROM sample, span WHERE id < last)
      SELECT avg(${passing(filter, time)}) AS share FROM promo_code WHERE id IN (SELECT id FROM sample)`),
  )
  return (found?.share ?? 0) > 0.5
}

/** The ids that `keep` keeps, in their order. */
function onlyIds(
  ids: Uint32Array<SharedArrayBuffer>,
  keep: (id: number) => boolean,
): Uint32Array<SharedArrayBuffer> {
  let count = 0
  for (let i = 0; i < ids.length; i += 1) {
    const id = ids[i] as number
    if (!keep(id)) continue
    ids[count] = id
    count += 1
  }
  if (count === ids.length) return ids
  const kept = new Uint32Array(new SharedArrayBuffer(count * Uint32Array.BYTES_PER_ELEMENT))
  kept.set(ids.subarray(0, count))
  return kept
}
