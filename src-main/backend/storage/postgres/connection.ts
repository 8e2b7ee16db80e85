import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { pipeline } from 'node:stream/promises'
import type { RawBuilder } from 'kysely'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Log } from '#backend/kernel/dependencies.ts'
import { createMutex } from '#backend/kernel/mutex.ts'
import { readIds } from './copied-ids.ts'
import { copiedLines, copyLines } from './copy-lines.ts'
import { translating } from './errors.ts'
import type * as common from '../sql/connection.ts'
import type { Query } from '../sql/query.ts'
import { dialect } from './dialect.ts'
import { asText, compile } from './query.ts'
import { storableValue } from './storable.ts'

/** Reads only. `name` identifies the query in the log, where neither its text nor its parameters go. */
export interface ReadConnection extends common.ReadConnection {
  all<Row>(name: string, query: Query<Row>): Promise<Row[]>
  get<Row>(name: string, query: Query<Row>): Promise<Row | undefined>
  /** The first column of every row. */
  column<Value extends common.SqlValue>(name: string, query: Query): Promise<Value[]>
  /** Rows of one `bigint` each, at a fraction of the time and memory that they take as rows. */
  ids(name: string, query: RawBuilder<unknown>): Promise<Uint32Array>
  /** Rows as the lines of a COPY (`copy-lines.ts`), which take a third of the time of rows. */
  lines(name: string, query: RawBuilder<unknown>): Promise<string[]>
  /** Runs work that reads one state of the site by several queries. */
  snapshot<T>(work: (connection: ReadConnection) => Promise<T>): Promise<T>
}

/** Inside a transaction. */
export interface WriteConnection
  extends ReadConnection, Omit<common.WriteConnection, keyof common.ReadConnection> {
  run(name: string, query: Query): Promise<number>
  erase(name: string, query: Query): Promise<number>
  insert(
    name: string,
    into: { readonly table: string; readonly columns: readonly string[] },
    rows: Iterable<readonly common.SqlValue[]>,
  ): Promise<void>
  /** Inserts rows in COPY's text format; `target` is a table with its columns. */
  copy(name: string, target: string, rows: Iterable<string>): Promise<void>
  /** Runs `work`; where it throws, what it wrote is taken back, and the transaction goes on. */
  savepoint<T>(work: () => Promise<T>): Promise<T>
}

/** Lends a connection to the server for one piece of work. */
export type Lend = <T>(work: (client: pg.ClientBase) => Promise<T>) => Promise<T>

/** A query at least so long is named in the log. */
const SLOW_MS = 250

/** Where reads go. */
export interface Reading {
  /** Connections that send each query at once, without waiting for the answers to those before it. */
  readonly lend: Lend
  /** For COPY, which such connections cannot do. */
  readonly copy: Lend
}

/** @throws Refusal of the area `storage`, from every method */
export function readConnection({ lend, copy }: Reading, log: Log): ReadConnection {
  const timed = timer(lend, log)
  const all = <Row>(name: string, source: Query<Row>): Promise<Row[]> =>
    timed(name, async (client) => (await client.query(configOf(source))).rows as Row[])
  return {
    dialect,
    all,
    get: async (name, source) => (await all(name, source))[0],
    column: <Value extends common.SqlValue>(name: string, source: Query) =>
      timed(name, async (client) => {
        const { rows } = await client.query<[Value]>({ ...configOf(source), rowMode: 'array' })
        return rows.map(([value]) => value)
      }),
    ids: (name, source) => timer(copy, log)(name, (client) => copiedIds(client, source)),
    // They are taken apart when the connection does its next work already.
    lines: async (name, source) =>
      copiedLines(await timer(copy, log)(name, (client) => copiedText(client, source))),
    snapshot: (work) => translating(() => lend((client) => inSnapshot(client, log, work))),
  }
}

const copiedIds = (client: pg.ClientBase, source: RawBuilder<unknown>): Promise<Uint32Array> =>
  readIds(client.query(copyTo(`COPY (${asText(source)}) TO STDOUT (FORMAT binary)`)))

const copiedText = (client: pg.ClientBase, source: RawBuilder<unknown>): Promise<string> =>
  text(client.query(copyTo(`COPY (${asText(source)}) TO STDOUT`)))

/**
 * What begins and ends the state goes out with the queries beside it, and nobody waits for its answer: on a slow line a
 * single query takes as long as without. Where the former fails, so do the queries.
 */
async function inSnapshot<T>(
  client: pg.ClientBase,
  log: Log,
  work: (connection: ReadConnection) => Promise<T>,
): Promise<T> {
  const unwaited = (statement: string) => void client.query(statement).catch(() => undefined)
  unwaited('BEGIN ISOLATION LEVEL REPEATABLE READ')
  try {
    return await work(stateConnection((one) => one(client), log))
  } finally {
    unwaited('COMMIT')
  }
}

/** Over a connection that is in a transaction already, which sees one state. */
export function stateConnection(lend: Lend, log: Log): ReadConnection {
  const state: ReadConnection = {
    ...readConnection({ lend, copy: lend }, log),
    snapshot: (work) => work(state),
  }
  return state
}

/**
 * For the one connection of a transaction that alone writes: whatever it reads is one state. `checkCancelled` throws
 * where nothing more is to be done.
 */
export function writeConnection(
  client: pg.ClientBase,
  log: Log,
  checkCancelled: () => void,
): WriteConnection {
  const oneByOne = createMutex()
  const lend: Lend = (work) =>
    oneByOne.run(async () => {
      checkCancelled()
      return await work(client)
    })
  const timed = timer(lend, log)
  const reading = stateConnection(lend, log)
  const run = (name: string, source: Query) =>
    timed(name, async () => (await client.query(configOf(source))).rowCount ?? 0)
  const copy = (name: string, target: string, rows: Iterable<string>) =>
    timed(name, () => pipeline(Readable.from(rows), client.query(copyFrom(`COPY ${target} FROM STDIN`))))
  return {
    ...reading,
    run,
    // What a server deletes stays in its files until it reuses the room.
    erase: run,
    copy,
    insert: (name, { table, columns }, rows) =>
      copy(name, `${table} (${columns.map(pg.escapeIdentifier).join(', ')})`, copyLines(rows)),
    async pause() {
      await yieldToEventLoop()
      checkCancelled()
    },
    async savepoint(work) {
      await translating(() => client.query('SAVEPOINT one'))
      try {
        const result = await work()
        await translating(() => client.query('RELEASE SAVEPOINT one'))
        return result
      } catch (error) {
        await translating(() => client.query('ROLLBACK TO SAVEPOINT one'))
        throw error
      }
    },
  }
}

const timer =
  (lend: Lend, log: Log) =>
  async <T>(name: string, work: (client: pg.ClientBase) => Promise<T>): Promise<T> => {
    const start = performance.now()
    try {
      return await translating(() => lend(work))
    } finally {
      const took = performance.now() - start
      if (took >= SLOW_MS) log.warn('storage.slow-query', { name, ms: Math.round(took) })
    }
  }

function configOf(source: Query): { text: string; values: unknown[] } {
  const { sql, parameters } = compile(source)
  return { text: sql, values: parameters.map(storableValue) }
}
