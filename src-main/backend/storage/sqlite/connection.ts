import type { CompiledQuery } from 'kysely'
import type { Log } from '#backend/kernel/dependencies.ts'
import { addressKey } from '#shared/domain/email-address.ts'
import { refusalFor } from '#backend/kernel/files/storage-refusal.ts'
import { inData, lookAtDatabase, translating } from './errors.ts'
import { listingIds, readIds } from './listed-ids.ts'
import type * as common from '../sql/connection.ts'
import type { Query } from '../sql/query.ts'
import { dialect } from './dialect.ts'
import { compile } from './query.ts'
import { type Database, openFile, type Statement } from './driver.ts'

/** Reads only. `name` identifies the query in the log, where neither its text nor its parameters go. */
export interface ReadConnection extends common.ReadConnection {
  all<Row>(name: string, query: Query<Row>): Row[]
  get<Row>(name: string, query: Query<Row>): Row | undefined
  /** The first column of every row, without an object a row. */
  column<Value extends common.SqlValue>(name: string, query: Query): Value[]
  /** The ids that a query gives, in its order, in memory that all threads see: of millions too, nothing else is kept. */
  ids(name: string, query: Query<{ id: number }>): Uint32Array<SharedArrayBuffer>
  /** For hot paths: a statement to run again and again with other values, in the order of its parameters. */
  prepare(sql: string): Statement
}

export interface WriteConnection
  extends ReadConnection, Omit<common.WriteConnection, keyof common.ReadConnection | 'pause'> {
  run(name: string, query: Query): number
  /** The same for what is to be gone from the disk: the log, which still has it, is emptied after the transaction. */
  erase(name: string, query: Query): number
  insert(
    name: string,
    into: { readonly table: string; readonly columns: readonly string[] },
    rows: Iterable<readonly common.SqlValue[]>,
  ): void
}

/** Inside a transaction. */
export interface WorkingConnection extends WriteConnection {
  /**
   * To be awaited between chunks of long work: calls, events and a cancel get through.
   * @throws Refusal 'job.cancelled' when the transaction's signal has been aborted
   */
  pause(): Promise<void>
}

export interface OwnedConnection extends WriteConnection {
  readonly database: Database
  /** Whether something was erased since this was asked last. */
  takeErased(): boolean
  close(): void
}

export interface ConnectionOptions {
  readonly path: string
  readonly readonly: boolean
  /**
   * Reads only, but is opened as if to write: in a file that is opened to be read, SQLite's checks leave out the
   * conditions that tables have for their rows.
   */
  readonly checks?: boolean
  /** Makes a database where there is none. Otherwise the file must exist: an empty one in its place would hide its loss. */
  readonly create?: boolean
  /** Pages kept in memory, in KiB. */
  readonly cacheKiB: number
  /** How long another program's lock is waited for. */
  readonly busyMs?: number
  readonly log: Log
  /** `elsewhere`: another thread moves what was committed from the log into the file (`checkpoint.ts`). */
  readonly checkpoints?: 'own' | 'elsewhere'
}

/** A query at least so long is named in the log. */
const SLOW_MS = 250
/** Filters make statements of many shapes; the most recent are kept. */
const STATEMENTS_KEPT = 100
/** The longest wait for another program's lock; its own threads take turns, so only a recovery holds one for a moment. */
export const BUSY_MS = 5000

/** @throws Refusal 'storage.damaged', 'storage.locked', 'storage.unavailable' */
export function openConnection(options: ConnectionOptions): OwnedConnection {
  const { log } = options
  const where = inData(options.path)
  const database = translating(where, () => openDatabase(options))
  const statements = new Map<string, Statement>()
  let erased = false

  const prepare = (sql: string): Statement => {
    const known = statements.get(sql)
    const statement = known ?? translating(where, () => database.prepare(sql))
    statements.delete(sql)
    statements.set(sql, statement)
    if (statements.size > STATEMENTS_KEPT) statements.delete(statements.keys().next().value ?? '')
    return statement
  }
  type Work<T> = (statement: Statement, values: unknown[]) => T
  const timed = <T>(name: string, source: Query, work: Work<T>): T => timedSql(name, compile(source), work)
  const timedSql = <T>(
    name: string,
    { sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>,
    work: Work<T>,
  ): T => {
    const statement = prepare(sql)
    const start = performance.now()
    const result = translating(where, () => work(statement, [...parameters]))
    const took = performance.now() - start
    if (took >= SLOW_MS) log.warn('storage.slow-query', { name, ms: Math.round(took) })
    return result
  }

  const run = (name: string, source: Query): number =>
    timed(name, source, (statement, values) => statement.run(...values).changes)

  return {
    dialect,
    database,
    prepare,
    all: <Row>(name: string, source: Query<Row>) =>
      timed(name, source, (statement, values) => rows(statement).all(...values) as Row[]),
    get: <Row>(name: string, source: Query<Row>) =>
      timed(name, source, (statement, values) => rows(statement).get(...values) as Row | undefined),
    column: <Value extends common.SqlValue>(name: string, source: Query) =>
      timed(name, source, (statement, values) => statement.pluck(true).all(...values) as Value[]),
    ids(name, source) {
      const { sql, parameters } = compile(source)
      return readIds(
        timedSql(
          name,
          { sql: listingIds(sql), parameters },
          (statement, values) => statement.pluck(true).get(...values) as Buffer | null,
        ),
      )
    },
    run,
    insert(_name, { table, columns }, rows) {
      const marks = columns.map(() => '?').join(', ')
      const statement = prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`)
      translating(where, () => {
        for (const row of rows) statement.run(...row)
      })
    },
    erase(name, source) {
      const changed = run(name, source)
      erased ||= changed > 0
      return changed
    },
    takeErased() {
      const answer = erased
      erased = false
      return answer
    },
    close: () => database.close(),
  }
}

const rows = (statement: Statement): Statement => (statement.reader ? statement.pluck(false) : statement)

/** A log that was once this long is cut when it is used again. */
const LOG_KEPT_BYTES = 64 * 1024 * 1024

/** What SQLite calls a database without a file. */
const IN_MEMORY = ':memory:'

function openDatabase(options: ConnectionOptions): Database {
  const { path, readonly, checks = false, create = false, cacheKiB } = options
  const { busyMs = BUSY_MS, checkpoints = 'own' } = options
  // Reading writes too: SQLite makes files beside a database that may only be read, which nobody may write afterwards.
  const seen = path === IN_MEMORY ? undefined : lookAtDatabase(path)
  if (seen) throw refusalFor(seen, 'data')
  const database = openFile(path, { readonly: readonly && !checks, fileMustExist: !create, timeout: busyMs })
  try {
    if (checks) database.pragma('query_only = ON')
    if (!readonly) {
      database.pragma('journal_mode = WAL')
      // A commit that was reported to the person survives a power cut.
      database.pragma('synchronous = FULL')
      database.pragma('foreign_keys = ON')
      // What is deleted or replaced is filled with zeros, so that no secret stays in the unused space of the file.
      database.pragma('secure_delete = ON')
      database.pragma(`journal_size_limit = ${LOG_KEPT_BYTES}`)
      if (checkpoints === 'elsewhere') database.pragma('wal_autocheckpoint = 0')
    }
    database.pragma(`cache_size = -${cacheKiB}`)
    // What is sorted stays within the cache, and goes on in files that nobody else can open: ten million rows would take gigabytes.
    database.pragma(`temp_store = ${readonly ? 'FILE' : 'MEMORY'}`)
    database.function('address_key', { deterministic: true }, (address: unknown) =>
      addressKey(String(address)),
    )
    // Reads the first page: a file that is no database is found out here.
    database.pragma('schema_version')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
