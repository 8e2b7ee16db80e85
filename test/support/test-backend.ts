import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Backend, createBackend } from '#backend/app/backend.ts'
import type { BackendDependencies } from '#backend/app/dependencies.ts'
import { seededRandom, type TestClock, testClock, type TestLog, testLog } from './parts.ts'
import { type Locale, newDatabase, type TestDatabase } from './postgres.ts'
import { connectTo, type TestClient } from './test-client.ts'
import { testEntries } from './test-entries.ts'

export interface TestBackend extends TestClient {
  readonly backend: Backend
  readonly clock: TestClock
  readonly log: TestLog
  readonly folder: string
  /** Where its site is, unless that is in the folder. */
  readonly database: TestDatabase | undefined
  /** Another client of the same backend: a window where it has an id, otherwise a script. */
  connect(clientId?: string): TestClient
  /** Closes the backend and opens the folder again, as after a restart. */
  restart(): Promise<TestBackend>
  /** Closes the backend and removes its folder. */
  stop(): Promise<void>
}

export interface TestBackendOptions {
  readonly folder?: string
  /** Makes another backend than the product's, of what that takes. */
  readonly create?: typeof createBackend
  readonly parts?: Partial<BackendDependencies>
  readonly clock?: TestClock
  /** Its site is in a database of PostgreSQL, which sorts and folds so by itself. */
  readonly locale?: Locale
}

/** The real backend in a folder of its own, with a clock that does not move and randomness that repeats. */
export async function startTestBackend(options: TestBackendOptions = {}): Promise<TestBackend> {
  const folder = options.folder ?? (await newFolder())
  const database = await databaseFor(folder, options)
  const clock = options.clock ?? testClock()
  const log = testLog()
  const backend = await (options.create ?? createBackend)({
    clock,
    random: seededRandom(folder),
    dataFolder: folder,
    log,
    checkOutputs: true,
    entries: testEntries,
    database: database?.target,
    keychainIsShared: database !== undefined,
    ...options.parts,
    // What is tried again is tried at once, unless a test looks at the pauses.
    paypal: { pause: async () => undefined, ...options.parts?.paypal },
  })
  return {
    ...connectTo(backend),
    backend,
    clock,
    log,
    folder,
    database,
    connect: (clientId) => connectTo(backend, clientId),
    async restart() {
      await backend.close()
      return await startTestBackend({ ...options, folder, clock })
    },
    async stop() {
      await backend.close()
      await database?.drop()
      databases.delete(folder)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Unless it is in a database: TEST_ENGINE=postgres, as in `npm run test:team`. */
export const siteHasFiles = process.env.TEST_ENGINE !== 'postgres'

/** By the data folder of their backends. */
const databases = new Map<string, TestDatabase>()

async function databaseFor(
  folder: string,
  { locale, parts }: TestBackendOptions,
): Promise<TestDatabase | undefined> {
  if (parts && 'database' in parts) return undefined
  if (locale === undefined && siteHasFiles) return undefined
  const database = databases.get(folder) ?? (await newDatabase(locale))
  databases.set(folder, database)
  return database
}

/** A new folder for a test; `stop()` of a backend in it removes it. */
export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'ecommerce-admin-'))
