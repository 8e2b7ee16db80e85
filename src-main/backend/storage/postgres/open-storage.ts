import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import type { Readers, Transaction } from '../storage.ts'
import { codesReader, codesWriter } from './codes.ts'
import { type ReadConnection, readConnection, type WriteConnection } from './connection.ts'
import { migrate } from './migrate.ts'
import { migrations as allMigrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import { operationsReader, operationsWriter } from './operations.ts'
import { reportReader } from './report.ts'
import { connectTo, type PostgresTarget } from './server.ts'
import { settingsReader, settingsWriter } from './settings.ts'
import { draftsReader, draftsWriter } from '../sql/drafts.ts'
import { createWriter } from './writer.ts'

/** What this engine keeps so far. */
type KeptAreas = 'codes' | 'drafts' | 'operations' | 'report' | 'settings'
type KeptReaders = Pick<Readers, KeptAreas>
export type PostgresTransaction = Pick<Transaction, KeptAreas>

export interface PostgresStorage extends KeptReaders {
  /** As `Storage.transaction`. */
  transaction<T>(
    name: string,
    work: (tx: PostgresTransaction) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>
  /** Waits for what is being written. */
  close(): Promise<void>
}

export interface PostgresOptions {
  readonly target: PostgresTarget
  readonly clock: Clock
  readonly log: Log
  readonly migrations?: readonly Migration[]
}

/** Interactive reads and some long ones beside each other. */
const READERS = 4
/** The transaction, and what cancels it. */
const WRITERS = 2

/**
 * Opens the site in the database of `target`, and brings it to the newest schema as needed.
 * @throws Refusal 'storage.newer', 'storage.migration-failed', 'storage.locked', 'storage.unavailable'
 */
export async function openPostgres({
  target,
  clock,
  log,
  migrations = allMigrations,
}: PostgresOptions): Promise<PostgresStorage> {
  const writing = connectTo(target, { log, most: WRITERS, writes: true })
  const reading = connectTo(target, { log, most: READERS, writes: false })
  const close = async () => {
    await reading.close()
    await writing.close()
  }
  try {
    await migrate({ writing, migrations, clock, log })
  } catch (error) {
    await close()
    throw error
  }
  const writer = createWriter(writing, log)
  return {
    ...createReaders(readConnection(reading.lend, log)),
    transaction: (name, work, signal) =>
      writer.transaction(name, (connection) => work(transactionOn(connection)), signal),
    async close() {
      await writer.idle()
      await close()
    },
  }
}

const createReaders = (connection: ReadConnection): KeptReaders => ({
  codes: codesReader(connection),
  drafts: ofOneState(connection, draftsReader),
  operations: operationsReader(connection),
  report: reportReader(connection),
  settings: settingsReader(connection),
})

/** A reader of which each call sees one state of the site, however many statements it takes. */
function ofOneState<Reader extends object>(
  connection: ReadConnection,
  on: (connection: ReadConnection) => Reader,
): Reader {
  const calls = Object.keys(on(connection)).map((method) => [
    method,
    (...parameters: unknown[]) =>
      connection.snapshot((state) =>
        (on(state) as Record<string, (...given: unknown[]) => Promise<unknown>>)[method]?.(...parameters),
      ),
  ])
  return Object.fromEntries(calls) as Reader
}

const transactionOn = (connection: WriteConnection): PostgresTransaction => {
  const { codes, drafts, operations, report, settings } = createReaders(connection)
  return {
    codes: { ...codes, ...codesWriter(connection) },
    drafts: { ...drafts, ...draftsWriter(connection) },
    operations: { ...operations, ...operationsWriter(connection) },
    report,
    settings: { ...settings, ...settingsWriter(connection) },
  }
}
