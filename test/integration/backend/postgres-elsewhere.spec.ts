import { afterEach, beforeEach, expect, it } from 'vitest'
import { STORED_AREAS, type StoredArea } from '#shared/contract/stored-areas.ts'
import { openPostgres, type PostgresStorage } from '#backend/storage/postgres/open-storage.ts'
import { openSnapshot } from '#backend/storage/postgres/snapshot.ts'
import { until } from '../../support/condition.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newDatabase, type TestDatabase } from '../../support/postgres.ts'

/** Programs that use one database. */
interface Program {
  readonly storage: PostgresStorage
  /** What it received of others, one entry a transaction. */
  readonly received: (readonly StoredArea[])[]
  /** How often it began to lead. */
  began(): number
}

const clock = testClock()
const log = testLog()
let database: TestDatabase
let programs: PostgresStorage[]

beforeEach(async () => {
  database = await newDatabase()
  programs = []
})
afterEach(async () => {
  for (const one of programs) await one.close()
  await database.drop()
})

async function open(): Promise<Program> {
  const received: (readonly StoredArea[])[] = []
  let began = 0
  const others = {
    onChanged: (areas: readonly StoredArea[]) => void received.push(areas),
    onLeading: () => void (began += 1),
    onUnanswered: () => undefined,
    onAnswered: () => undefined,
  }
  const storage = await openPostgres({ target: database.target, clock, log, others })
  programs.push(storage)
  return { storage, received, began: () => began }
}

const rename = ({ storage }: Program, name: string) =>
  storage.transaction('rename', (tx) => tx.settings.write({ name }))
/** Ends the connections by which programs listen, as a network does. */
const cut = () =>
  database.run(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')`,
  )

it('notifies the others where something was stored, and not the one who stored it', async () => {
  const [one, other, third] = [await open(), await open(), await open()]
  await rename(one, 'New')
  await one.storage.transaction('both', async (tx) => {
    await tx.settings.write({ name: 'Newer' })
    await tx.operations.record({ at: clock.now(), details: { kind: 'change-settings', changes: [] } })
  })
  await until('both were notified', () => other.received.length === 2 && third.received.length === 2)
  expect(other.received).toEqual([['settings'], ['settings', 'operations']])
  expect(one.received).toEqual([])
})

it('notifies of nothing that was only read or was taken back', async () => {
  const [one, other] = [await open(), await open()]
  await one.storage.transaction('read', (tx) => tx.settings.all())
  const failing = one.storage.transaction('fail', async (tx) => {
    await tx.settings.write({ name: 'Never' })
    throw new Error('taken back')
  })
  await expect(failing).rejects.toThrow('taken back')
  await rename(one, 'New')
  await until('it was notified', () => other.received.length > 0)
  expect(other.received).toEqual([['settings']])
})

it('takes everything for changed once it listens again', async () => {
  const [one] = [await open()]
  await cut()
  await until('it listens again', () => one.received.length > 0)
  expect(one.received).toEqual([STORED_AREAS])
  const other = await open()
  await rename(other, 'New')
  await until('it was notified', () => one.received.length === 2)
})

it('has one of them lead, and another when that has ended or lost its connection', async () => {
  const [one, other] = [await open(), await open()]
  expect([one.storage.leads(), other.storage.leads()]).toEqual([true, false])
  await cut()
  await until('one leads again', () => one.storage.leads() || other.storage.leads())
  expect(one.storage.leads() && other.storage.leads()).toBe(false)
  expect(one.began() + other.began()).toBe(1)
  const [leader, next] = one.storage.leads() ? [one, other] : [other, one]
  programs.splice(programs.indexOf(leader.storage), 1)
  await leader.storage.close()
  await until('the other leads', () => next.storage.leads(), 5000)
  expect(next.received).toEqual([])
})

it('reads one state for an export, whatever is stored meanwhile', async () => {
  const one = await open()
  await rename(one, 'Before')
  const snapshot = await openSnapshot(one.storage.address, log)
  try {
    const { settings, drafts } = snapshot.readers
    expect(await settings.find('name')).toBe('Before')
    await rename(one, 'After')
    // A reader with statements of its own that see one state does not end that of the whole.
    await drafts.list()
    expect(await Promise.all([settings.find('name'), settings.find('name')])).toEqual(['Before', 'Before'])
  } finally {
    await snapshot.close()
  }
  expect(await one.storage.settings.find('name')).toBe('After')
  expect(JSON.stringify(log.lines)).not.toContain(database.target.password)
})
