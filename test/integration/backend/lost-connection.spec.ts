import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isRefusal } from '#shared/contract/refusal.ts'
import { campaignSize } from '../../support/campaign.ts'
import { until } from '../../support/condition.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { newDatabase, type TestDatabase } from '../../support/postgres.ts'
import { type CutAt, type PostgresProxy, startPostgresProxy } from '../../support/postgres-proxy.ts'
import { failureOf } from '../../support/process/every-job.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

/** A site in a database whose connection is lost (SPEC 13). */
let database: TestDatabase
let proxy: PostgresProxy
let backend: TestBackend

const start = () => startTestBackend({ parts: { database: proxy.target } })

beforeEach(async () => {
  database = await newDatabase()
  proxy = await startPostgresProxy(database.target)
})
afterEach(async () => {
  await backend.stop()
  await proxy.close()
  await database.drop()
})

interface Mutation {
  /** Makes what the call needs; answers with the call. */
  prepare(nth: number): Promise<() => Promise<unknown>>
}
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'of a setting': {
    prepare: async (nth) => () => backend.api.site.update({ recipientLimit: 100 + nth }),
  },
  'that creates codes': {
    prepare: async () => () => createCodes(backend, creationOf({}, 3)),
  },
  'that changes codes': {
    async prepare() {
      await createCodes(backend, creationOf({}, 1))
      const { resultSet, count, ranges } = await pickAll(backend)
      const picked = { resultSet, ranges }
      const to = { kind: 'days', days: 30 } as const
      return () => backend.done(backend.api.promo.extend({ picked, to, expect: count }))
    },
  },
  'that undoes': {
    async prepare(nth) {
      const { operationId } = await backend.api.site.update({ recipientLimit: 500 + nth })
      return () => backend.done(backend.api.history.undo({ operationId: operationId ?? 0 }))
    },
  },
  'of a view': {
    prepare: async (nth) => () =>
      backend.api.views.save({ name: `View ${nth}`, filter: {}, order: [], columns: [] }),
  },
}
/** All that such mutations store, as one text. */
async function stored(): Promise<string> {
  const rows = await database.run(`
    SELECT (SELECT json_agg(setting ORDER BY key)::text FROM setting
        WHERE key NOT IN ('overviewFigures', 'overviewCharts')) AS settings,
      (SELECT count(*) FROM operation) AS operations, (SELECT count(*) FROM promo_code) AS codes,
      (SELECT sum(expires - DATE '2026-01-01') FROM promo_code) AS days,
      (SELECT count(*) FROM operation_change) AS changes, (SELECT count(*) FROM report_view) AS views`)
  return JSON.stringify(rows)
}

/** What the program does by itself after a cut, such as listening again, is over: a cut meets the call's own statements. */
async function quiet(): Promise<void> {
  let seen = -1
  let since = performance.now()
  await until('the program itself is quiet', () => {
    const now = proxy.roundTrips()
    if (now !== seen) [seen, since] = [now, performance.now()]
    return performance.now() - since >= QUIET_MS
  })
}
const QUIET_MS = 200

/** Of so many statements one meets a cut. */
const STEP = campaignSize({ small: 2, full: 1 })
/** In full at least a mutation's own statements and the COMMIT. */
const LEAST_REFUSED = campaignSize({ small: 1, full: 3 })
/** More round trips than any mutation takes. */
const MANY = 10_000

describe.each<[string, CutAt]>([
  ['before a statement', 'statement'],
  ['before the answer', 'answer'],
])('a mutation whose connection is cut %s', (_when, at) => {
  it.each(Object.entries(MUTATIONS))('%s is reported as it is stored', async (_what, { prepare }) => {
    backend = await start()
    let [done, refused] = [0, 0]
    const uncut = await prepare(0)
    await quiet()
    const counting = proxy.cutAt(MANY, at)
    await uncut()
    counting.forget()
    // None of the last is left out: they are those at the COMMIT, and the one after everything.
    for (let nth = 1; ; nth += nth + STEP < counting.trips() ? STEP : 1) {
      const act = await prepare(nth)
      const before = await stored()
      await quiet()
      const cut = proxy.cutAt(nth, at)
      const outcome = await act().then(
        () => 'done',
        (error: unknown) => (isRefusal(error) ? error.code : String(error)),
      )
      cut.forget()
      const isStored = (await stored()) !== before
      expect([nth, outcome, isStored]).toEqual([nth, outcome, outcome === 'done'])
      expect(['done', 'storage.unavailable']).toContain(outcome)
      if (!cut.done()) break
      if (outcome === 'done') done += 1
      else refused += 1
    }
    expect(refused).toBeGreaterThanOrEqual(LEAST_REFUSED)
    // Where the COMMIT was carried out, the lost answer was found.
    if (at === 'answer') expect(done).toBeGreaterThan(0)
    const ids = await database.run('SELECT id FROM operation ORDER BY id')
    expect(ids.map(({ id }) => id)).toEqual(ids.map((_, i) => i + 1))
  })
})

describe('a database that does not answer any more', () => {
  it('is said with since when, and everything goes on once it is back', async () => {
    backend = await start()
    await createCodes(backend, creationOf({}, 2))
    await proxy.away()
    await until('it is noticed', () => state()?.unansweredSince !== undefined, 5000)
    expect(await backend.api.recovery.state({})).toMatchObject({
      open: 'own',
      problem: null,
      unansweredSince: new Date(backend.clock.now()).toISOString(),
    })
    expect(await failureOf(backend.api.site.update({ name: 'New' }))).toBe('storage.unavailable')
    const events = backend.events.length
    await proxy.restore()
    await until('it is back', () => state()?.unansweredSince === undefined, 10_000)
    expect((await pickAll(backend)).count).toBe(2)
    await backend.api.site.update({ name: 'New' })
    await until('everything is read again', () =>
      backend.events.slice(events).some(({ name }) => name === 'site.onChangedElsewhere'),
    )
  })

  it('is found out also where the network drops everything without a word', async () => {
    backend = await start()
    await backend.api.site.update({ name: 'Old' })
    proxy.swallow()
    expect(await failureOf(backend.api.site.update({ name: 'New' }))).toBe('storage.unavailable')
    expect(state()?.unansweredSince).toBeDefined()
    await proxy.away()
    await proxy.restore()
    await until('it is back', () => state()?.unansweredSince === undefined, 20_000)
    expect((await backend.api.site.get({})).name).toBe('Old')
  })

  it('ends no call where only idle connections were cut', async () => {
    backend = await start()
    for (let i = 0; i < 6; i += 1) {
      await Promise.all([
        pickAll(backend),
        backend.api.history.list({ limit: 5 }),
        backend.api.views.list({}),
      ])
      await database.run(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      )
      await backend.api.site.update({ recipientLimit: 50 + i })
    }
  })

  const state = () => backend.eventsOf('recovery.onChanged').at(-1)
})

describe('a database that is away at the start', () => {
  it('is asked again by itself until the site is open', async () => {
    await proxy.away()
    backend = await start()
    expect(await backend.api.recovery.state({})).toMatchObject({
      open: null,
      problem: { code: 'storage.unavailable', details: { reason: 'server' } },
    })
    await proxy.restore()
    await until('it is said', () => backend.eventsOf('recovery.onChanged').length > 0, 10_000)
    const open = { open: 'own', problem: null, readOnly: false }
    expect(backend.eventsOf('recovery.onChanged')).toEqual([open])
    expect(await backend.api.recovery.state({})).toEqual(open)
    expect(backend.eventsOf('site.onChanged')).toHaveLength(1)
    await backend.api.site.update({ name: 'New' })
  })
})
