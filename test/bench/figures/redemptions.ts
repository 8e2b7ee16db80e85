import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Figure } from '../figure.ts'
import { bareDatabase, copyOfSiteWith, openBackend } from '../bench-site.ts'
import { ratioOf, timed } from '../measure.ts'

const ORDERS = 100_000
type Site = Awaited<ReturnType<typeof openBackend>>

/** Codes that may be used any number of times, and cost nothing to find. */
async function unlimitedCodes({ api }: Site, most: number): Promise<string[]> {
  const filter = { usage: 'unlimited' as const, service: 'events' as const }
  const { resultSet } = await api.report.open({ filter, order: [] })
  const { rows } = await api.report.rows({ resultSet, offset: 0, limit: most })
  return rows.flatMap((row) => (row ? [row.code] : []))
}

/** A file of orders is read, planned and counted, against a statement for each order and one for each use. */
export const importRedemptionsFigure: Figure = {
  figure: 'import 100,000 redemptions / bare statements that insert the orders and count the uses',
  unit: 'ratio',
  limit: 3,
  async measure() {
    const folder = await copyOfSiteWith(100_000)
    const backend = await openBackend(folder)
    const codes = await unlimitedCodes(backend, 5000)
    let round = 0
    const ours = async () => {
      round += 1
      const lines = Array.from(
        { length: ORDERS },
        (_, i) => `A-${round}-${i};${codes[i % codes.length]};2026-11-23 10:00;360.00;USD`,
      )
      const path = join(folder, 'orders.csv')
      await writeFile(path, ['order;code;time;amount;currency', ...lines].join('\n'))
      return await timed(async () => {
        const { token: file } = await backend.backend.files.registerRead(path)
        const { importId, counts } = await backend.done(
          backend.api.redemptions.read({ file, language: 'en' }),
        )
        const { counted, returned } = counts
        if (counted !== ORDERS) throw new Error(`${counted} orders would count`)
        await backend.done(backend.api.redemptions.import({ importId, expect: { counted, returned } }))
      })
    }
    const database = bareDatabase(await copyOfSiteWith(100_000))
    const ids = database
      .prepare(`SELECT id, code FROM promo_code WHERE usage_limit IS NULL AND service = 'events' LIMIT 5000`)
      .all() as { id: number; code: string }[]
    const insert = database.prepare(
      `INSERT INTO site_order (order_id, code_id, code, at, pay, currency, withdrawn, change)
        VALUES (?, ?, ?, 1795430700000, 36000, 'USD', 0, ?)`,
    )
    const use = database.prepare('UPDATE promo_code SET used = used + 1 WHERE id = ?')
    let change = 0
    const bare = () => {
      const base = change
      return timed(
        database.transaction(() => {
          for (let i = 0; i < ORDERS; i += 1) {
            const one = ids[i % ids.length]
            if (!one) throw new Error('no code')
            change += 1
            insert.run(`B-${base}-${i}`, one.id, one.code, change)
            use.run(one.id)
          }
        }),
      )
    }
    const ratio = await ratioOf(ours, bare, 5, 2)
    database.close()
    await backend.backend.close()
    return ratio
  },
}

/** How many orders one measurement redeems, one after another. */
const REDEEMED = 200

async function redeemer(codes: number): Promise<{ redeem(): Promise<number>; close(): Promise<void> }> {
  const backend = await openBackend(await copyOfSiteWith(codes))
  const [code = ''] = await unlimitedCodes(backend, 1)
  let order = 0
  const sale = { service: 'events', item: 'live-events', full: 48_000, currency: 'USD', code } as const
  return {
    redeem: () =>
      timed(async () => {
        for (let i = 0; i < REDEEMED; i += 1)
          await backend.api.redemptions.redeem({ ...sale, order: `R-${(order += 1)}` })
      }),
    close: () => backend.backend.close(),
  }
}

/** A buyer waits no longer in a large site than in a small one. */
export const redeemFigure: Figure = {
  figure: 'redeem an order at 1,000,000 codes / at 10,000',
  unit: 'ratio',
  limit: 1.5,
  async measure() {
    const large = await redeemer(1_000_000)
    const small = await redeemer(10_000)
    const ratio = await ratioOf(large.redeem, small.redeem, 5)
    await large.close()
    await small.close()
    return ratio
  },
}
