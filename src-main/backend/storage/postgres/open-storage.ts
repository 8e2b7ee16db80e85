import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import type { Readers, Storage, Transaction } from '../storage.ts'
import { addressOf } from './address.ts'
import { type Elsewhere, listenElsewhere, type Others } from './changes-elsewhere.ts'
import { readConnection, type WriteConnection } from './connection.ts'
import { migrate } from './migrate.ts'
import { migrations as allMigrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import { raw } from '../sql/query.ts'
import { createReaders } from './readers.ts'
import { rewriteTables } from './rewrite-tables.ts'
import { connectTo, type PostgresTarget } from './server.ts'
import { createWriter } from './writer.ts'
import { createWriters } from './writers.ts'
import { notingWrites } from './written-areas.ts'

/** A site's storage in a database of a PostgreSQL server. */
export interface PostgresStorage extends Storage {
  /**
   * Whether this is the one that does what nobody asked for, of all the programs that use the database: two would do it
   * twice. False where it does not listen to others.
   */
  leads(): boolean
  /** As `SiteBackups.state`. */
  state(): Promise<string>
  /** Whether the user of the database may change the site. */
  readonly mayWrite: boolean
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

/** What the server counts of rows that were written, since it was started. */
const WRITTEN = raw(sql`
  SELECT pg_postmaster_start_time() || ' ' || coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)
  FROM pg_stat_user_tables WHERE schemaname = current_schema()`)

/** Interactive reads and some long ones beside each other. */
const READERS = 4
/** Reports that are opened. */
const COPIERS = 2
/** The transaction, and what cancels it. */
const WRITERS = 2

/**
 * Opens the site in the database of `target`, and brings it to the newest schema as needed.
 * @throws Refusal 'storage.newer', 'storage.migration-failed', 'storage.locked', 'storage.unavailable', 'database.older-site'
 */
export async function openPostgres({
  target,
  clock,
  log,
  others,
  migrations = allMigrations,
}: PostgresOptions): Promise<PostgresStorage> {
  let listening: Elsewhere | undefined
  const onLost = () => listening?.look()
  const writing = connectTo(target, { log, most: WRITERS, writes: true, onLost })
  const reading = connectTo(target, { log, most: READERS, writes: false, pipeline: true, onLost })
  const copying = connectTo(target, { log, most: COPIERS, writes: false, onLost })
  const all = [reading, copying, writing]
  const client = randomUUID()
  let mayWrite: boolean
  const close = async () => {
    await listening?.close()
    for (const connections of all) await connections.close()
  }
  try {
    ;({ mayWrite } = await migrate({ writing, migrations, clock, log }))
    if (others)
      listening = await listenElsewhere({
        target,
        log,
        own: client,
        mayLead: mayWrite,
        others: {
          ...others,
          onUnanswered() {
            // Who waits for an answer learns it now: the network can take a quarter of an hour to give up.
            for (const connections of all) connections.cut()
            others.onUnanswered()
          },
        },
      })
  } catch (error) {
    await close()
    throw error
  }
  const writer = createWriter({ writing, log, client })
  const connection = readConnection({ lend: reading.lend, copy: copying.lend }, log)
  return {
    ...createReaders(connection),
    state: async () => (await connection.column<string>('storage.state', WRITTEN))[0] ?? '',
    address: addressOf(target),
    mayWrite,
    leads: () => listening?.leads() ?? false,
    rewriteFile: () => writer.alone('storage.rewrite', rewriteTables),
    transaction: (name, work, signal) =>
      writer.transaction(
        name,
        (connection, note) => {
          const readers = createReaders(connection)
          return work(notingWrites(transactionOn(connection, readers), readers, note))
        },
        signal,
      ),
    async close() {
      await writer.idle()
      await close()
    },
  }
}

function transactionOn(connection: WriteConnection, readers: Readers): Transaction {
  const written = Object.entries(createWriters(connection)).map(([area, writer]) => [
    area,
    { ...readers[area as keyof Readers], ...writer },
  ])
  return { ...readers, ...(Object.fromEntries(written) as Transaction) }
}
