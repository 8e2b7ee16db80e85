import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { run } from '../../../build/run.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import type { Filter, Order } from '#shared/contract/report.ts'
import { newDatabase, type TestDatabase } from '../../support/postgres.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { fillSite, openEverything, scratchFolder } from '../bench-site.ts'
import type { Figure } from '../figure.ts'
import { ratioOf, timed } from '../measure.ts'
import { createMillion } from './create.ts'
import { COLUMNS } from './export-cells.ts'

const CODES = 1_000_000
const ROWS = 100_000

/** The product with its site in a database of PostgreSQL. */
async function openTeam(database: TestDatabase): Promise<TestBackend> {
  const random = { bytes: (count: number) => randomBytes(count) }
  return await startTestBackend({
    folder: await scratchFolder(),
    parts: { database: database.target, keychainIsShared: true, checkOutputs: false, random },
  })
}

let shared: Promise<TestDatabase> | undefined
/** A site that several figures read, and one changes in the same way again and again. */
const sharedSite = (): Promise<TestDatabase> => (shared ??= makeSite())
async function makeSite(): Promise<TestDatabase> {
  const database = await newDatabase()
  const backend = await openTeam(database)
  await fillSite(backend, CODES)
  await backend.backend.close()
  await database.run('VACUUM ANALYZE')
  return database
}

/** Runs a statement by `psql`, which has no driver and no Node around it. */
async function psql({ target }: TestDatabase, statement: string): Promise<void> {
  const { host, port, user, database } = target
  const args = [
    '--no-psqlrc',
    '--quiet',
    '--set=ON_ERROR_STOP=1',
    '--output=/dev/null',
    '--command',
    statement,
  ]
  const { code, stderr } = await run('psql', [...args, `postgresql://${user}@${host}:${port}/${database}`])
  if (code !== 0) throw new Error(stderr)
}

/** The rows of the creation that was measured first are copied into a database with the same tables. */
const createFigure: Figure = {
  figure: 'team: create 1,000,000 codes / COPY of the same rows',
  unit: 'ratio',
  limit: 2,
  async measure() {
    const folder = await scratchFolder()
    const parents = ['operation', 'batch'] as const
    const fileOf = (table: string) => join(folder, `${table}.copy`)
    const copied = await newDatabase()
    await (await openTeam(copied)).backend.close()
    let isKept = false

    const ours = async () => {
      const database = await newDatabase()
      const backend = await openTeam(database)
      const took = await timed(() => createMillion(backend))
      await backend.backend.close()
      if (!isKept) {
        for (const table of [...parents, 'promo_code'])
          await psql(database, `\\copy ${table} TO '${fileOf(table)}'`)
        for (const table of parents) await psql(copied, `\\copy ${table} FROM '${fileOf(table)}'`)
        isKept = true
      }
      await database.drop()
      return took
    }
    const bare = async () => {
      await copied.run('TRUNCATE promo_code CASCADE')
      return await timed(() => psql(copied, `\\copy promo_code FROM '${fileOf('promo_code')}'`))
    }
    return await ratioOf(ours, bare, 3)
  },
}

interface Case {
  readonly filter: Filter
  readonly order: Order
  readonly sql: string
}

const cases = (today: IsoDate): Case[] => [
  {
    filter: {},
    order: [{ column: 'recipient', descending: false }],
    sql: 'SELECT id FROM promo_code ORDER BY recipient_key, id',
  },
  {
    filter: { service: 'events', expires: { to: addDays(today, 100) } },
    order: [{ column: 'expires', descending: true }],
    sql: `SELECT id FROM promo_code WHERE service = 'events' AND expires <= '${addDays(today, 100)}' ORDER BY expires DESC, id`,
  },
  {
    filter: { code: 'k7' },
    order: [{ column: 'code', descending: false }],
    sql: `SELECT id FROM promo_code WHERE code ILIKE '%k7%' ORDER BY lower(code), id`,
  },
]

const openFigure: Figure = {
  figure: 'team: open a report of 1,000,000 rows, filtered and sorted / the same bare SQL (worst of 3)',
  unit: 'ratio',
  limit: 1.5,
  async measure() {
    const database = await sharedSite()
    const backend = await openTeam(database)
    const { today } = await backend.api.site.get({})
    const ratios: number[] = []
    for (const { filter, order, sql } of cases(today)) {
      const ours = () => timed(() => backend.api.report.open({ filter, order }))
      const bare = () => timed(() => psql(database, `COPY (${sql}) TO STDOUT (FORMAT binary)`))
      ratios.push(await ratioOf(ours, bare, 7))
    }
    await backend.backend.close()
    return Math.max(...ratios)
  },
}

const extendFigure: Figure = {
  figure: 'team: extend 100,000 of 1,000,000 codes, undo kept / a bare UPDATE of them',
  unit: 'ratio',
  limit: 2.5,
  async measure() {
    const database = await sharedSite()
    const backend = await openTeam(database)
    const { today } = await backend.api.site.get({})
    const { resultSet, count } = await backend.api.report.open({ filter: { batch: 1 }, order: [] })
    let days = 400
    const nextDay = (): IsoDate => addDays(today, (days += 1))
    const ours = () =>
      timed(async () => {
        const { changed } = await backend.done(
          backend.api.promo.extend({
            picked: { resultSet, ranges: [[0, count]] },
            to: { kind: 'date', expires: nextDay() },
            expect: ROWS,
          }),
        )
        if (changed !== ROWS) throw new Error(`${changed} codes were extended`)
      })
    const bare = () =>
      timed(() => psql(database, `UPDATE promo_code SET expires = '${nextDay()}' WHERE batch_id = 1`))
    const ratio = await ratioOf(ours, bare, 5)
    await backend.backend.close()
    return ratio
  },
}

const EXPORTED = `SELECT code, promo_code.service, recipient_name, recipient_email, discount_value, used, usage_limit, applies_to,
  batch.name, promo_code.created_at, expires, deleted_at FROM promo_code JOIN batch ON batch.id = batch_id
  ORDER BY recipient_key, promo_code.id`

const exportFigure: Figure = {
  figure: 'team: export 1,000,000 rows as .csv / \\copy of the same rows',
  unit: 'ratio',
  limit: 2,
  async measure() {
    const database = await sharedSite()
    const backend = await openTeam(database)
    const folder = await scratchFolder()
    const { all } = await openEverything(backend)
    const ours = () =>
      timed(async () => {
        const { token: target } = backend.backend.files.registerWrite(join(folder, 'ours.csv'))
        const { rows } = await backend.done(
          backend.api.report.export({ picked: all, columns: COLUMNS, target, format: 'csv', language: 'nb' }),
        )
        if (rows !== CODES) throw new Error(`${rows} rows were exported`)
      })
    const sql = EXPORTED.replaceAll('\n', ' ')
    const bare = () =>
      timed(() => psql(database, `\\copy (${sql}) TO '${join(folder, 'bare.csv')}' WITH (FORMAT csv)`))
    const ratio = await ratioOf(ours, bare, 3)
    await backend.backend.close()
    return ratio
  },
}

/** `npm run bench -- team`: a site in a database of PostgreSQL, against PostgreSQL's own program. */
export const teamFigures: readonly Figure[] = [createFigure, openFigure, extendFigure, exportFigure]
