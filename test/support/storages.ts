import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openPostgres } from '#backend/storage/postgres/open-storage.ts'
import { openSnapshot as postgresSnapshot } from '#backend/storage/postgres/snapshot.ts'
import { raw } from '#backend/storage/sql/query.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { createReaders } from '#backend/storage/sqlite/readers.ts'
import { addressOf, openSnapshot as sqliteSnapshot } from '#backend/storage/sqlite/snapshot.ts'
import type { Readers, Snapshot, Storage } from '#backend/storage/storage.ts'
import { openStore } from '#backend/storage/sqlite/store.ts'
import { testClock, testLog } from './parts.ts'
import { type Locale, newDatabase } from './postgres.ts'

type Row = Readonly<Record<string, unknown>>

/** The storage of a new site, without an application above it. */
export interface TestStorage extends Readers, Pick<Storage, 'transaction'> {
  /** As the thread that exports opens it. */
  openSnapshot(): Promise<Snapshot>
  /** Runs SQL that every engine understands beside it. */
  run(statement: string): Promise<readonly Row[]>
  close(): Promise<void>
}

export interface StorageEngine {
  readonly engine: string
  open(): Promise<TestStorage>
}

const clock = testClock()

const sqlite: StorageEngine = {
  engine: 'SQLite',
  async open() {
    const log = testLog()
    const folder = await mkdtemp(join(tmpdir(), 'storage-'))
    const store = await openStore({ folder, clock, log })
    const beside = openConnection({ path: store.path, readonly: false, cacheKiB: 1024, log })
    return {
      ...createReaders(store.reading),
      transaction: (...order) => store.writer.transaction(...order),
      openSnapshot: () => sqliteSnapshot(addressOf(store.path), log),
      async run(statement) {
        const given = raw(sql<Row>`${sql.raw(statement)}`)
        if (beside.prepare(statement).reader) return beside.all('test.rows', given)
        beside.run('test.run', given)
        return []
      },
      async close() {
        beside.close()
        await store.close()
        await rm(folder, { recursive: true, force: true })
      },
    }
  },
}

const postgres = (engine: string, locale: Locale): StorageEngine => ({
  engine,
  async open() {
    const { target, run } = await newDatabase(locale)
    const log = testLog()
    const storage = await openPostgres({ target, clock, log })
    return { ...storage, openSnapshot: () => postgresSnapshot(storage.address, log), run }
  },
})

/** What keeps a site. */
export const storageEngines: readonly StorageEngine[] = [sqlite, postgres('PostgreSQL', 'C')]
/** And where the server by itself would sort and fold texts in another way. */
export const storageEnginesAndLocales: readonly StorageEngine[] = [
  ...storageEngines,
  postgres('PostgreSQL in Norwegian', 'nb'),
]

/** Runs `work` over every engine; the answers of the first are what all must answer. */
export async function inEveryEngine<T>(work: (storage: TestStorage) => Promise<T>): Promise<Map<string, T>> {
  const answers = new Map<string, T>()
  for (const { engine, open } of storageEnginesAndLocales) {
    const storage = await open()
    try {
      answers.set(engine, await work(storage))
    } finally {
      await storage.close()
    }
  }
  return answers
}
