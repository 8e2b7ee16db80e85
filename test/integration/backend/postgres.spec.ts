import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asRequest, type Request } from '#backend/kernel/current-request.ts'
import { openPostgres, type PostgresStorage } from '#backend/storage/postgres/open-storage.ts'
import { migrations } from '#backend/storage/postgres/migrations/index.ts'
import type { PostgresTarget } from '#backend/storage/postgres/server.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newDatabase, type TestDatabase } from '../../support/postgres.ts'

const clock = testClock()
const log = testLog()
let database: TestDatabase
let storage: PostgresStorage
const others: PostgresStorage[] = []

const open = async (target: Partial<PostgresTarget> = {}, more = {}) => {
  const opened = await openPostgres({ target: { ...database.target, ...target }, clock, log, ...more })
  others.push(opened)
  return opened
}
beforeEach(async () => {
  database = await newDatabase()
  storage = await open()
})
afterEach(async () => {
  for (const one of others.splice(0)) await one.close()
})

const rename = (name: string, signal?: AbortSignal) =>
  storage.transaction('rename', (tx) => tx.settings.write({ name }), signal)
const name = () => storage.settings.find('name')
const details = { kind: 'change-settings' as const, changes: [] }
const refusal = (code: string) => ({ name: 'Refusal', code })

describe('opening', () => {
  it('brings a database to the newest schema once, also where several clients open it together', async () => {
    database = await newDatabase()
    const opened = await Promise.all([open(), open(), open()])
    await opened[0].transaction('one', (tx) => tx.settings.write({ a: '1' }))
    expect(await opened[2].settings.find('a')).toBe('1')
    expect(log.lines.filter(({ event }) => event === 'storage.migration-failed')).toEqual([])
  })

  it('takes back all steps of an update in which one fails, and refuses a newer schema', async () => {
    const known = Math.max(...migrations.map(({ number }) => number))
    const better = { number: known + 10, name: 'better', sql: 'CREATE TABLE better (id bigint)' }
    const broken = {
      number: known + 20,
      name: 'broken',
      sql: 'CREATE TABLE broken (id bigint); SELECT 1 / 0',
    }
    await expect(open({}, { migrations: [...migrations, better, broken] })).rejects.toMatchObject({
      ...refusal('storage.migration-failed'),
      details: { migration: `0${known + 20}-broken` },
    })
    await expect(database.run('SELECT * FROM better')).rejects.toThrow('does not exist')
    await expect(database.run('SELECT * FROM broken')).rejects.toThrow('does not exist')
    // The version before opens it as it was.
    await open()
    await open({}, { migrations: [...migrations, better] })
    await database.run('INSERT INTO better VALUES (1)')
    await expect(open()).rejects.toMatchObject({
      ...refusal('storage.newer'),
      details: { found: known + 10, known },
    })
  })

  it('says that the site cannot be reached, whatever is wrong with the server or the login', async () => {
    const unavailable = refusal('storage.unavailable')
    await expect(open({ port: 1 })).rejects.toMatchObject(unavailable)
    await expect(open({ host: 'no-such-host.invalid' })).rejects.toMatchObject(unavailable)
    await expect(open({ database: 'absent' })).rejects.toMatchObject(unavailable)
    await expect(open({ user: 'stranger' })).rejects.toMatchObject(unavailable)
    const reasons = log.lines.filter(({ event }) => event === 'storage.not-connected')
    expect(reasons.map(({ fields }) => fields?.['reason'])).toContain('3D000')
  })

  it('talks to a server whose certificate is for it, by an issuer that is trusted', async () => {
    const tls = { ca: database.certificate }
    const safe = await open({ tls })
    expect(await safe.settings.all()).toEqual(new Map())
    const unavailable = refusal('storage.unavailable')
    await expect(open({ tls: {} })).rejects.toMatchObject(unavailable)
    await expect(open({ tls, host: 'localhost' })).rejects.toMatchObject(unavailable)
    const reasons = log.lines.filter(({ event }) => event === 'storage.not-connected')
    expect(reasons.map(({ fields }) => fields?.['reason'])).toEqual(
      expect.arrayContaining(['DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID']),
    )
  })

  it('refuses a database that cannot hold every text', async () => {
    await database.run(`CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'`)
    await expect(open({ database: 'latin' })).rejects.toMatchObject(refusal('storage.unavailable'))
  })
})

describe('a transaction', () => {
  it('is all or nothing', async () => {
    await rename('before')
    const failing = storage.transaction('fails', async (tx) => {
      await tx.settings.write({ name: 'half' })
      expect(await tx.settings.find('name')).toBe('half')
      expect(await name()).toBe('before')
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(await name()).toBe('before')
  })

  it('is not reported as stored where a statement of it has failed and the error was swallowed', async () => {
    const swallowing = storage.transaction('swallows', async (tx) => {
      await tx.settings.write({ name: 'lost' })
      const id = await tx.operations.record({ at: 0, details })
      await tx.operations.markUndone(id, 99).catch(() => undefined)
    })
    await expect(swallowing).rejects.toThrow()
    expect(await name()).toBeNull()
  })

  it('leaves an error of its work as it is, also one about a file', async () => {
    const reading = storage.transaction('reads a file', () => readFile('/no/such/file'))
    await expect(reading).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('does not nest', async () => {
    const nested = storage.transaction('outer', () => rename('inner'))
    await expect(nested).rejects.toThrow('the transaction rename is inside another one')
    await rename('afterwards')
    expect(await name()).toBe('afterwards')
  })

  it('carries nothing out that is asked of it after its end', async () => {
    let kept: Parameters<Parameters<typeof storage.transaction>[1]>[0] | undefined
    await storage.transaction('first', async (tx) => void (kept = tx))
    await storage.transaction('next', async () => {
      await expect(kept?.settings.write({ name: 'late' })).rejects.toThrow('after the end of its transaction')
    })
    expect(await name()).toBeNull()
  })

  it('waits for its turn among all clients of the site', async () => {
    const other = await open()
    const steps: string[] = []
    const slow = (client: PostgresStorage, who: string) =>
      client.transaction(who, async (tx) => {
        steps.push(`${who} begins`)
        await tx.settings.write({ name: who })
        await wait(50)
        await tx.operations.record({ at: 0, details })
        steps.push(`${who} ends`)
      })
    await Promise.all([slow(storage, 'one'), slow(other, 'two'), slow(storage, 'three')])
    expect(steps).toHaveLength(6)
    for (let i = 0; i < steps.length; i += 2) expect(steps[i + 1]).toBe(steps[i]?.replace('begins', 'ends'))
    expect((await storage.operations.list({ limit: 9 })).map(({ id }) => id)).toEqual([3, 2, 1])
  })

  it('is taken back where it is cancelled: before it begins, while it waits, in a statement and before its commit', async () => {
    const cancelled = refusal('job.cancelled')
    await expect(rename('early', AbortSignal.abort())).rejects.toMatchObject(cancelled)

    const other = await open()
    const [begun, holding] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const held = other.transaction('holds', () => (begun.resolve(), holding.promise))
    await begun.promise
    await expect(rename('waiting', AbortSignal.timeout(100))).rejects.toMatchObject(cancelled)

    const late = new AbortController()
    holding.resolve()
    await held
    const finishing = storage.transaction(
      'late',
      async (tx) => {
        await tx.settings.write({ name: 'late' })
        late.abort()
      },
      late.signal,
    )
    await expect(finishing).rejects.toMatchObject(cancelled)
    expect(await name()).toBeNull()
    await rename('afterwards')
    expect(await name()).toBe('afterwards')
  })

  it('ends with an error where its connection is cut, and the next one gets another', async () => {
    const cut = storage.transaction('cut', async (tx) => {
      await tx.settings.write({ name: 'cut' })
      await database.run(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'`,
      )
      await tx.settings.write({ name: 'later' })
    })
    await expect(cut).rejects.toMatchObject(refusal('storage.unavailable'))
    expect(await name()).toBeNull()
    await rename('afterwards')
    expect(await name()).toBe('afterwards')
  })

  it('notes for its request that it has stored something, and with which operation', async () => {
    const request = (id: string): Request => ({
      id,
      method: 'site.update',
      at: 0,
      clientId: 'script',
      author: null,
      stored: 'nothing',
      over: false,
    })
    const [plain, recorded, none] = [request('plain'), request('recorded'), request('none')]
    await asRequest(plain, () => rename('plain'))
    await asRequest(recorded, () =>
      storage.transaction('records', async (tx) => void (await tx.operations.record({ at: 0, details }))),
    )
    await asRequest(none, () => storage.transaction('reads', async (tx) => void (await tx.settings.all())))
    expect([plain.stored, recorded.stored, none.stored]).toEqual(['something', 'something', 'nothing'])
    expect(await storage.operations.findRequest('plain')).toEqual({ method: 'site.update', operationIds: [] })
    expect(await storage.operations.findRequest('recorded')).toMatchObject({ operationIds: [1] })
    expect(await storage.operations.findRequest('none')).toBeUndefined()
  })
})

it('ends a long statement when it is cancelled', async () => {
  const client = new pg.Client({ ...database.target, ssl: false })
  await client.connect()
  await client.query('BEGIN; LOCK TABLE setting')
  const begin = performance.now()
  await expect(rename('blocked', AbortSignal.timeout(100))).rejects.toMatchObject(refusal('job.cancelled'))
  expect(performance.now() - begin).toBeLessThan(5000)
  await client.end()
  await rename('afterwards')
})
