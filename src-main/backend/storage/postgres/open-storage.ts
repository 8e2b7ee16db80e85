import { randomUUID } from 'node:crypto'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import type { Readers, Storage, Transaction } from '../storage.ts'
import { addressOf } from './address.ts'
import { type Elsewhere, listenElsewhere, type Others } from './changes-elsewhere.ts'
import { codesReader, codesWriter } from './codes.ts'
import { type ReadConnection, readConnection, type WriteConnection } from './connection.ts'
import { migrate } from './migrate.ts'
import { migrations as allMigrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import { operationsReader, operationsWriter } from './operations.ts'
import { reportReader } from './report.ts'
import { rewriteTables } from './rewrite-tables.ts'
import { connectTo, type PostgresTarget } from './server.ts'
import { commerceReader, commerceWriter } from '../sql/commerce.ts'
import { draftsReader, draftsWriter } from '../sql/drafts.ts'
import { overviewReader } from '../sql/overview.ts'
import { paymentsReader, paymentsWriter } from '../sql/payments.ts'
import { paypalReader, paypalWriter } from '../sql/paypal-accounts.ts'
import { privacyReader, privacyWriter } from '../sql/privacy.ts'
import { redemptionsReader, redemptionsWriter } from '../sql/redemptions.ts'
import { secretsReader, secretsWriter } from '../sql/secrets.ts'
import { settingsReader, settingsWriter } from '../sql/settings.ts'
import { siteReader } from '../sql/site.ts'
import { viewsReader, viewsWriter } from '../sql/views.ts'
import { createWriter } from './writer.ts'
import { notingWrites } from './written-areas.ts'

/** What this engine keeps so far. */
type KeptAreas =
  | 'codes'
  | 'commerce'
  | 'drafts'
  | 'operations'
  | 'overview'
  | 'payments'
  | 'paypal'
  | 'privacy'
  | 'redemptions'
  | 'report'
  | 'secrets'
  | 'settings'
  | 'site'
  | 'views'
type KeptReaders = Pick<Readers, KeptAreas>
export type PostgresTransaction = Pick<Transaction, KeptAreas>

export interface PostgresStorage extends KeptReaders, Pick<Storage, 'address' | 'rewriteFile'> {
  /** As `Storage.transaction`. */
  transaction<T>(
    name: string,
    work: (tx: PostgresTransaction) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>
  /**
   * Whether this is the one that does what nobody asked for, of all the programs that use the database: two would do it
   * twice. False where it does not listen to others.
   */
  leads(): boolean
  /** Waits for what is being written. */
  close(): Promise<void>
}

export interface PostgresOptions {
  readonly target: PostgresTarget
  readonly clock: Clock
  readonly log: Log
  /** Where it is left out, nobody listens to others. */
  readonly others?: Others | undefined
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
  others,
  migrations = allMigrations,
}: PostgresOptions): Promise<PostgresStorage> {
  const writing = connectTo(target, { log, most: WRITERS, writes: true })
  const reading = connectTo(target, { log, most: READERS, writes: false })
  const client = randomUUID()
  let listening: Elsewhere | undefined
  const close = async () => {
    await listening?.close()
    await reading.close()
    await writing.close()
  }
  try {
    await migrate({ writing, migrations, clock, log })
    if (others) listening = await listenElsewhere({ target, log, own: client, others })
  } catch (error) {
    await close()
    throw error
  }
  const writer = createWriter({ writing, log, client })
  return {
    ...createReaders(readConnection(reading.lend, log)),
    address: addressOf(target),
    leads: () => listening?.leads() ?? false,
    rewriteFile: () => writer.alone('storage.rewrite', rewriteTables),
    transaction: (name, work, signal) =>
      writer.transaction(
        name,
        (connection, note) => work(notingWrites(transactionOn(connection), createReaders(connection), note)),
        signal,
      ),
    async close() {
      await writer.idle()
      await close()
    },
  }
}

export const createReaders = (connection: ReadConnection): KeptReaders => ({
  codes: codesReader(connection),
  commerce: ofOneState(connection, commerceReader),
  drafts: ofOneState(connection, draftsReader),
  operations: operationsReader(connection),
  overview: ofOneState(connection, overviewReader),
  payments: ofOneState(connection, paymentsReader),
  paypal: ofOneState(connection, paypalReader),
  privacy: ofOneState(connection, privacyReader),
  redemptions: ofOneState(connection, redemptionsReader),
  report: reportReader(connection),
  secrets: ofOneState(connection, secretsReader),
  settings: settingsReader(connection),
  site: ofOneState(connection, siteReader),
  views: ofOneState(connection, viewsReader),
})

/** A reader of which each call sees one state of the site, however many statements it takes. */
function ofOneState<Reader extends object>(
  connection: ReadConnection,
  on: (connection: ReadConnection) => Reader,
): Reader {
  const calls = Object.keys(on(connection)).map((method) => [
    method,
    (...parameters: unknown[]) =>
      connection.snapshot(
        async (state) =>
          await (on(state) as Record<string, (...given: unknown[]) => Promise<unknown>>)[method]?.(
            ...parameters,
          ),
      ),
  ])
  return Object.fromEntries(calls) as Reader
}

const transactionOn = (connection: WriteConnection): PostgresTransaction => {
  const readers = createReaders(connection)
  return {
    ...readers,
    codes: { ...readers.codes, ...codesWriter(connection) },
    commerce: { ...readers.commerce, ...commerceWriter(connection) },
    drafts: { ...readers.drafts, ...draftsWriter(connection) },
    operations: { ...readers.operations, ...operationsWriter(connection) },
    payments: { ...readers.payments, ...paymentsWriter(connection) },
    paypal: { ...readers.paypal, ...paypalWriter(connection) },
    privacy: { ...readers.privacy, ...privacyWriter(connection) },
    redemptions: { ...readers.redemptions, ...redemptionsWriter(connection) },
    secrets: { ...readers.secrets, ...secretsWriter(connection) },
    settings: { ...readers.settings, ...settingsWriter(connection) },
    views: { ...readers.views, ...viewsWriter(connection) },
  }
}
