import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { Takings } from '#shared/contract/report.ts'
import { addTakings, type DayTally, QUARTER_MS } from '../day-tally.ts'
import { idBitmap } from '../id-bitmap.ts'
import type { RedeemedCount } from '../report.ts'
import type { ReadConnection } from './connection.ts'
import type { Dialect } from './dialect.ts'
import { query, raw } from './query.ts'

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
    from: ({ joinInOrder }: Dialect) =>
      sql`redemption ${joinInOrder} payment ON payment.id = redemption.payment_id`,
    counts: sql`redemption.given_back_at IS NULL`,
  },
  {
    table: 'site_order',
    key: sql.ref('site_order.id'),
    mode: sql`'production'`,
    from: () => sql`site_order`,
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
  const { dialect } = connection
  const { table, mode, counts } = redeemed
  const from = redeemed.from(dialect)
  const at = sql`${sql.ref(`${table}.at`)} / ${QUARTER_MS}`
  if (span.isWhole) {
    const sums = sql<Takings & { quarter: number }>`
      SELECT ${at} AS quarter, ${mode} AS mode, currency, count(*) AS redemptions, sum(pay) AS paid,
        coalesce(sum(off), 0) AS discount
      FROM ${from} WHERE ${counts} AND ${isWithin(dialect, redeemed, span)} GROUP BY 1, 2, 3`
    for (const { quarter, ...takings } of await connection.all('figures.redemptions', raw(sums)))
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
  const { dialect } = connection
  const isShown = idBitmap(ids)
  for (const redeemed of REDEEMED) {
    const code = sql.ref(`${redeemed.table}.code_id`)
    for await (const rows of pagesOf<OneRedeemed & Pick<RedeemedCount, 'item' | 'batch'>>(
      connection,
      redeemed,
      span,
      {
        values: sql`item, batch_id AS batch`,
        from: sql`${redeemed.from(dialect)} ${dialect.joinInOrder} promo_code ON promo_code.id = ${code}`,
      },
    ))
      for (const row of rows) {
        if (!isShown.has(row.code)) continue
        const items = sums.get(row.batch) ?? new Map<RedeemedCount['item'], readonly Takings[]>()
        items.set(row.item, addTakings(items.get(row.item) ?? [], takingsOf(row)))
        sums.set(row.batch, items)
      }
  }
  const batches = await connection.all(
    'figures.batches',
    query.selectFrom('batch').select(['id', 'name', 'service']).orderBy('id'),
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

/** Without the index of codes: its order is not that of the table. */
const isWithin = (dialect: Dialect, { table }: Redeemed, { first, last }: Span) =>
  sql`${dialect.withoutIndex(sql.ref(`${table}.code_id`))} BETWEEN ${first} AND ${last}`

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
  const [end = 0] = await connection.column<number>('figures.last-redemption', max)
  for (let after = 0; after < end; after += LOOKED_AT) {
    yield await connection.all(
      'figures.some-redemptions',
      raw(sql<Row>`SELECT ${sql.ref(`${table}.code_id`)} AS code, ${mode} AS mode, currency, pay,
          coalesce(off, 0) AS off, ${values}
        FROM ${from} WHERE ${counts} AND ${isWithin(connection.dialect, redeemed, span)}
          AND ${key} > ${after} AND ${key} <= ${after + LOOKED_AT}`),
    )
    await yieldToEventLoop()
  }
}

/** The condition that a code was redeemed from and until then, without what was given back. */
export function isRedeemed({
  from,
  until,
}: {
  from: number | null
  until: number | null
}): RawBuilder<boolean> {
  const times = [
    ...(from === null ? [] : [sql<boolean>` AND at >= ${from}`]),
    ...(until === null ? [] : [sql<boolean>` AND at < ${until}`]),
  ]
  const during = sql.join(times, sql``)
  return sql<boolean>`id IN (SELECT code_id FROM redemption WHERE given_back_at IS NULL${during}
    UNION ALL SELECT code_id FROM site_order WHERE given_back_at IS NULL AND withdrawn = 0${during})`
}
