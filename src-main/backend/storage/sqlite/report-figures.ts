import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { CountedParameter, Filter, Takings, ValueCount } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { STATUSES } from '#shared/domain/promo-code.ts'
import { addTakings, type CodesOfDay, type DayTally, QUARTER_MS } from '../day-tally.ts'
import { idBitmap } from '../id-bitmap.ts'
import type { IdChunk } from '../id-chunks.ts'
import type { BatchCount, RedeemedCount } from '../report.ts'
import type { PartSums } from '../report-row.ts'
import { type FoundValue, foundValues, listedValues } from '../value-counts.ts'
import type { ReadConnection } from './connection.ts'
import { pickedCodes } from './picked-codes.ts'
import { query, raw } from '../sql/query.ts'
import { hasStatus, statusRank } from '../sql/status.ts'

type Counts = Pick<BatchCount, 'codes' | 'redeemed' | 'redemptions'>

type Condition = RawBuilder<boolean>

/** How often the codes of a chunk were used, and what their fixed discounts come to, by currency. */
export const sumsOf = (connection: ReadConnection, chunk: IdChunk): readonly PartSums[] =>
  connection.all(
    'figures.sums',
    raw(sql<PartSums>`
      SELECT discount_currency AS currency, count(*) AS codes, sum(used) AS used, sum(discount_value) AS minor
      FROM ${pickedCodes(chunk)} GROUP BY discount_currency`),
  )

/** How many codes that pass the filter have each value of the parameter. */
export function countValues(
  connection: ReadConnection,
  parameter: CountedParameter,
  where: Condition,
  conditionOf: (value: Filter) => Condition,
): ValueCount[] {
  const listed = listedValues(parameter)
  if (!listed) return foundValues(findValues(connection, parameter, where))
  if (parameter === 'message')
    // Each by itself goes from its messages to the codes; beside each other, every code is looked up for every state.
    return listed.map((value) => ({
      value,
      codes: countOf(connection, sql`${where} AND ${conditionOf(value)}`),
    }))
  const counts = listed.map(
    (value, i) => sql`count(*) FILTER (WHERE ${conditionOf(value)}) AS ${sql.ref(`value${i}`)}`,
  )
  const row = connection.get(
    'figures.values',
    raw(sql<Record<string, number>>`SELECT ${sql.join(counts)} FROM promo_code WHERE ${where}`),
  )
  return listed.map((value, i) => ({ value, codes: row?.[`value${i}`] ?? 0 }))
}

const countOf = (connection: ReadConnection, where: RawBuilder<unknown>): number =>
  connection.column<number>('figures.value', raw(sql`SELECT count(*) FROM promo_code WHERE ${where}`))[0] ?? 0

const findValues = (connection: ReadConnection, parameter: CountedParameter, where: Condition) =>
  connection.all(
    'figures.found-values',
    raw(
      parameter === 'batch'
        ? sql<FoundValue>`SELECT batch_id AS batch, NULL AS kind, NULL AS value, NULL AS currency, count(*) AS codes
            FROM promo_code WHERE ${where} GROUP BY batch_id`
        : sql<FoundValue>`SELECT NULL AS batch, discount_kind AS kind, discount_value AS value,
            discount_currency AS currency, count(*) AS codes
            FROM promo_code WHERE ${where} GROUP BY 2, 3, 4`,
    ),
  )

/** Counts the codes of chunks by batch and status. */
export function createBatchCounter(connection: ReadConnection, today: IsoDate) {
  /** By batch: the counts of each status, in their order. */
  const counted = new Map<number, (Counts | undefined)[]>()
  return {
    add(chunk: IdChunk): void {
      const rows = connection.all(
        'figures.by-batch',
        raw(sql<Counts & { batch: number; rank: number }>`
          SELECT batch_id AS batch, ${statusRank(today)} AS rank, count(*) AS codes, sum(used > 0) AS redeemed,
            sum(used) AS redemptions
          FROM ${pickedCodes(chunk)} GROUP BY 1, 2`),
      )
      for (const { batch, rank, codes, redeemed, redemptions } of rows) {
        const ranks = counted.get(batch) ?? []
        const before = ranks[rank] ?? { codes: 0, redeemed: 0, redemptions: 0 }
        ranks[rank] = {
          codes: before.codes + codes,
          redeemed: before.redeemed + redeemed,
          redemptions: before.redemptions + redemptions,
        }
        counted.set(batch, ranks)
      }
    },
    counts(): BatchCount[] {
      const batches = query.selectFrom('batch').select(['id', 'name', 'service'])
      return connection.all('figures.batches', batches).flatMap(({ id, name, service }) =>
        STATUSES.flatMap((status, rank) => {
          const counts = counted.get(id)?.[rank]
          return counts ? [{ batch: id, name, service, status, ...counts }] : []
        }),
      )
    },
  }
}

/** Counts what expires by day, of the codes of a chunk. Statuses beside each other take half the time of groups. */
export function countExpiring(
  connection: ReadConnection,
  today: IsoDate,
  chunk: IdChunk,
  tally: DayTally,
): void {
  const rows = connection.all(
    'figures.by-expiry',
    raw(sql<CodesOfDay>`
      SELECT expires AS day, count(*) AS codes, count(deleted_at) AS deleted,
        sum(${hasStatus('used-up', today)}) AS usedUp, sum(${hasStatus('expired', today)}) AS expired,
        sum(${hasStatus('not-yet-valid', today)}) AS notYetValid
      FROM ${pickedCodes(chunk)} GROUP BY expires`),
  )
  for (const row of rows) tally.addExpiring(row)
}

/** Redemptions that are looked at between two pauses. */
const LOOKED_AT = 20_000

/**
 * Where redemptions are: by payments that are made here, and by orders of the site's own shop. Always in the order of
 * `key`, which is how the tables lie: a look-up for each code would take several times as long.
 */
const REDEEMED = [
  {
    table: 'redemption',
    key: sql.ref('redemption.payment_id'),
    mode: sql.ref('redemption.mode'),
    from: sql`redemption CROSS JOIN payment ON payment.id = redemption.payment_id`,
    counts: sql`redemption.given_back_at IS NULL`,
  },
  {
    table: 'site_order',
    key: sql.ref('site_order.id'),
    mode: sql`'production'`,
    from: sql`site_order`,
    counts: sql`site_order.given_back_at IS NULL AND withdrawn = 0`,
  },
] as const
type Redeemed = (typeof REDEEMED)[number]

/** Counts the redemptions of codes, whose ids are sorted, with their money by time. */
export async function tallyRedeemed(
  connection: ReadConnection,
  ids: Uint32Array,
  tally: DayTally,
): Promise<void> {
  for (const redeemed of REDEEMED) await tallyIn(connection, redeemed, ids, tally)
}

async function tallyIn(
  connection: ReadConnection,
  redeemed: Redeemed,
  ids: Uint32Array,
  tally: DayTally,
): Promise<void> {
  const span = spanOf(ids)
  if (!span) return
  const { table, mode, from, counts } = redeemed
  const at = sql`${sql.ref(`${table}.at`)} / ${QUARTER_MS}`
  if (span.isWhole) {
    const sums = sql<Takings & { quarter: number }>`
      SELECT ${at} AS quarter, ${mode} AS mode, currency, count(*) AS redemptions, sum(pay) AS paid,
        coalesce(sum(off), 0) AS discount
      FROM ${from} WHERE ${counts} AND ${isWithin(redeemed, span)} GROUP BY 1, 2, 3`
    for (const { quarter, ...takings } of connection.all('figures.redemptions', raw(sums)))
      tally.addRedeemed(quarter, takings)
    return
  }
  const isShown = idBitmap(ids)
  for await (const rows of pagesOf<OneRedeemed & { quarter: number }>(connection, redeemed, span, {
    values: sql`${at} AS quarter`,
    from,
  }))
    for (const row of rows) if (isShown.has(row.code)) tally.addRedeemed(row.quarter, takingsOf(row))
}

/** What codes, whose ids are sorted, were redeemed for. */
export async function redeemedBy(connection: ReadConnection, ids: Uint32Array): Promise<RedeemedCount[]> {
  const sums = new Map<number, Map<RedeemedCount['item'], readonly Takings[]>>()
  const span = spanOf(ids)
  if (!span) return []
  const isShown = idBitmap(ids)
  for (const redeemed of REDEEMED) {
    const code = sql.ref(`${redeemed.table}.code_id`)
    for await (const rows of pagesOf<OneRedeemed & Pick<RedeemedCount, 'item' | 'batch'>>(
      connection,
      redeemed,
      span,
      {
        values: sql`item, batch_id AS batch`,
        from: sql`${redeemed.from} CROSS JOIN promo_code ON promo_code.id = ${code}`,
      },
    ))
      for (const row of rows) {
        if (!isShown.has(row.code)) continue
        const items = sums.get(row.batch) ?? new Map<RedeemedCount['item'], readonly Takings[]>()
        items.set(row.item, addTakings(items.get(row.item) ?? [], takingsOf(row)))
        sums.set(row.batch, items)
      }
  }
  const batches = connection.all(
    'figures.batches',
    query.selectFrom('batch').select(['id', 'name', 'service']),
  )
  return batches.flatMap(({ id, name, service }) =>
    [...(sums.get(id) ?? [])].flatMap(([item, takings]) =>
      takings.map((one) => ({ batch: id, name, service, item, ...one })),
    ),
  )
}

interface Span {
  readonly first: number
  readonly last: number
  /** Every id between them is there. */
  readonly isWhole: boolean
}

function spanOf(ids: Uint32Array): Span | null {
  const [first, last] = [ids[0], ids.at(-1)]
  if (first === undefined || last === undefined) return null
  return { first, last, isWhole: last - first + 1 === ids.length }
}

/** The plus keeps the index of codes out: its order is not that of the table. */
const isWithin = ({ table }: Redeemed, { first, last }: Span) =>
  sql`+${sql.ref(`${table}.code_id`)} BETWEEN ${first} AND ${last}`

interface OneRedeemed extends Pick<Takings, 'mode' | 'currency'> {
  readonly code: number
  readonly pay: number
  readonly off: number
}

const takingsOf = ({ mode, currency, pay, off }: OneRedeemed): Takings => ({
  mode,
  currency,
  redemptions: 1,
  paid: pay,
  discount: off,
})

/** Redemptions one by one with `values`, in pages with a pause after each. */
async function* pagesOf<Row extends OneRedeemed>(
  connection: ReadConnection,
  redeemed: Redeemed,
  span: Span,
  { values, from }: { readonly values: RawBuilder<unknown>; readonly from: RawBuilder<unknown> },
): AsyncGenerator<Row[]> {
  const { table, key, mode, counts } = redeemed
  const max = raw(sql`SELECT coalesce(max(${key}), 0) FROM ${sql.table(table)}`)
  const [end = 0] = connection.column<number>('figures.last-redemption', max)
  for (let after = 0; after < end; after += LOOKED_AT) {
    yield connection.all(
      'figures.some-redemptions',
      raw(sql<Row>`SELECT ${sql.ref(`${table}.code_id`)} AS code, ${mode} AS mode, currency, pay,
          coalesce(off, 0) AS off, ${values}
        FROM ${from} WHERE ${counts} AND ${isWithin(redeemed, span)}
          AND ${key} > ${after} AND ${key} <= ${after + LOOKED_AT}`),
    )
    await yieldToEventLoop()
  }
}
