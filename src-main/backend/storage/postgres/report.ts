import { type RawBuilder, sql } from 'kysely'
import type { CountedParameter, Summary } from '#shared/contract/report.ts'
import { STATUSES } from '#shared/domain/promo-code.ts'
import { compareIds } from '../compare-ids.ts'
import { type CodesOfDay, createDayTally } from '../day-tally.ts'
import type { BatchCount, BatchSummary, ReportReader } from '../report.ts'
import { addSummaries, joinSums, type PartSums } from '../report-row.ts'
import { type FoundValue, foundValues, listedValues } from '../value-counts.ts'
import { createValueCounter } from '../spreadsheet-values.ts'
import { asciiLower } from './ascii-lower.ts'
import { codeDetails } from './code-details.ts'
import type { ReadConnection } from './connection.ts'
import { ownedAddresses } from './owned-addresses.ts'
import { chunksToRead, isOf, resultSetOf } from './picked-codes.ts'
import { idsOf } from '../sql/set-ids.ts'
import { raw } from '../sql/query.ts'
import { redeemedBy, tallyRedeemed } from '../sql/report-redeemed.ts'
import { passing, reportIds } from './report-filter.ts'
import { readRows } from './report-rows.ts'
import { hasStatus, statusRank } from '../sql/status.ts'
import { type SummaryCounts, summaryCounts, toSummary } from '../sql/summary.ts'
import { contains } from './text-match.ts'

const NO_CODES: Summary = {
  codes: 0,
  active: 0,
  notYetValid: 0,
  expired: 0,
  usedUp: 0,
  deleted: 0,
  redemptions: 0,
}

export const reportReader = (connection: ReadConnection): ReportReader => ({
  async open(filter, order, time, list) {
    return resultSetOf(await connection.ids('report.open', reportIds(filter, order, time, list)))
  },

  async compare(set, filter, order, time, list) {
    const now = await connection.ids('report.compare', reportIds(filter, order, time, list))
    return compareIds(idsOf(set), now)
  },

  rows: ({ set, ranges }, time, options) => {
    const ids = idsOf(set)
    return readRows(
      connection,
      ranges.flatMap(([from, to]) => [...ids.subarray(from, to)]),
      time,
      options,
    )
  },

  summary: (picked, { today }) =>
    connection.snapshot(async (state) => {
      let sum = NO_CODES
      for (const chunk of chunksToRead(picked)) {
        const counts = await state.get(
          'report.summary',
          raw(sql<SummaryCounts>`SELECT ${summaryCounts(today)} FROM promo_code WHERE ${isOf(chunk)}`),
        )
        if (!counts) throw new Error('a count without a row')
        sum = addSummaries(sum, toSummary(counts))
      }
      return sum
    }),

  sums: (picked) =>
    connection.snapshot(async (state) => {
      const parts: PartSums[] = []
      for (const chunk of chunksToRead(picked))
        parts.push(
          ...(await state.all(
            'report.sums',
            raw(sql<PartSums>`
              SELECT discount_currency AS currency, count(*) AS codes, sum(used)::bigint AS used,
                sum(discount_value)::bigint AS minor
              FROM promo_code WHERE ${isOf(chunk)} GROUP BY discount_currency`),
          )),
        )
      return joinSums(parts)
    }),

  spreadsheetValues: (picked) =>
    connection.snapshot(async (state) => {
      const counter = createValueCounter()
      for (const chunk of chunksToRead(picked)) {
        const rows = await state.all(
          'report.codes',
          raw(sql<{ code: string }>`SELECT code FROM promo_code WHERE ${isOf(chunk)} ORDER BY id`),
        )
        counter.add(rows.map(({ code }) => code))
      }
      return counter.found()
    }),

  async countValues(filter, parameter, time, list) {
    const where = passing(filter, time, list)
    const listed = listedValues(parameter)
    if (!listed) return foundValues(await findValues(connection, parameter, where))
    const counts = listed.map(
      (value, i) => sql`count(*) FILTER (WHERE ${passing(value, time)}) AS ${sql.ref(`value${i}`)}`,
    )
    const row = await connection.get(
      'report.values',
      raw(sql<Record<string, number>>`SELECT ${sql.join(counts)} FROM promo_code WHERE ${where}`),
    )
    return listed.map((value, i) => ({ value, codes: row?.[`value${i}`] ?? 0 }))
  },

  countByBatch: (picked, { today }) =>
    connection.snapshot(async (state) => {
      const counted = new Map<string, BatchCount>()
      for (const chunk of chunksToRead(picked)) {
        const rows = await state.all(
          'report.by-batch',
          raw(sql<Omit<BatchCount, 'status'> & { rank: number }>`
            SELECT batch.id AS batch, name, batch.service, rank, codes, redeemed, redemptions FROM batch JOIN (
              SELECT batch_id, ${statusRank(today)} AS rank, count(*) AS codes,
                count(*) FILTER (WHERE used > 0) AS redeemed, sum(used)::bigint AS redemptions
              FROM promo_code WHERE ${isOf(chunk)} GROUP BY 1, 2) AS counted ON batch_id = batch.id`),
        )
        for (const { rank, codes, redeemed, redemptions, ...batch } of rows) {
          const status = STATUSES[rank]
          if (!status) continue
          const key = `${batch.batch} ${rank}`
          const before = counted.get(key)
          counted.set(key, {
            ...batch,
            status,
            codes: codes + (before?.codes ?? 0),
            redeemed: redeemed + (before?.redeemed ?? 0),
            redemptions: redemptions + (before?.redemptions ?? 0),
          })
        }
      }
      return [...counted.values()]
    }),

  countByDay: (set, { today, timeZone }) =>
    connection.snapshot(async (state) => {
      const tally = createDayTally(timeZone)
      for (const chunk of chunksToRead({ set, ranges: [[0, set.count]] })) {
        const rows = await state.all(
          'report.by-expiry',
          raw(sql<CodesOfDay>`
            SELECT expires AS day, count(*) AS codes, count(deleted_at) AS deleted,
              count(*) FILTER (WHERE ${hasStatus('used-up', today)}) AS "usedUp",
              count(*) FILTER (WHERE ${hasStatus('expired', today)}) AS expired,
              count(*) FILTER (WHERE ${hasStatus('not-yet-valid', today)}) AS "notYetValid"
            FROM promo_code WHERE ${isOf(chunk)} GROUP BY expires`),
        )
        for (const row of rows) tally.addExpiring(row)
      }
      await tallyRedeemed(state, idsOf(set).slice().sort(), tally)
      return tally.counts()
    }),

  countRedeemed: (set) => connection.snapshot((state) => redeemedBy(state, idsOf(set).slice().sort())),

  details: (id, time) => connection.snapshot((state) => codeDetails(state, id, time)),

  batches: ({ text, limit }) =>
    connection.all(
      'report.batches',
      raw(sql<BatchSummary>`
        SELECT id, name, service, created_at AS "createdAt",
          (SELECT count(*) FROM promo_code WHERE batch_id = batch.id) AS codes
        FROM batch
        WHERE ${contains(sql.ref('name'), text)} AND EXISTS (SELECT 1 FROM promo_code WHERE batch_id = batch.id)
        ORDER BY id DESC LIMIT ${limit}`),
    ),

  async ownedCodes(codes) {
    const found = await connection.column<string>(
      'report.owned-codes',
      raw(sql`SELECT code FROM unnest(${codes}::text[], ${codes.map(asciiLower)}::text[]) AS asked (code, key)
        WHERE EXISTS (SELECT 1 FROM promo_code WHERE lower(promo_code.code) = key)`),
    )
    return new Set(found)
  },

  ownedAddresses: (keys) => ownedAddresses(connection, keys),
})

const findValues = (connection: ReadConnection, parameter: CountedParameter, where: RawBuilder<boolean>) =>
  connection.all(
    'report.found-values',
    raw(
      parameter === 'batch'
        ? sql<FoundValue>`SELECT batch_id AS batch, NULL AS kind, NULL AS value, NULL AS currency, count(*) AS codes
            FROM promo_code WHERE ${where} GROUP BY batch_id`
        : sql<FoundValue>`SELECT NULL AS batch, discount_kind AS kind, discount_value AS value,
            discount_currency AS currency, count(*) AS codes
            FROM promo_code WHERE ${where} GROUP BY 2, 3, 4`,
    ),
  )
