import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { STORED_AREAS } from '#shared/contract/stored-areas.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import { copyTables } from '../copy-tables.ts'
import type { Watch } from '../site-file.ts'
import type { TableSource } from '../table-source.ts'
import { notifyOthers } from './changes-elsewhere.ts'
import { translating } from './errors.ts'
import { aloneIn, tableTarget } from './fill-from.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { connectTo, type PostgresTarget } from './server.ts'
import { tableSource } from './table-source.ts'

/** Far more often than the server ends a transaction that seems to be frozen. */
const AWAKE_EVERY_MS = 15_000

export interface ReplaceOptions extends Watch {
  readonly target: PostgresTarget
  readonly clock: Clock
  readonly log: Log
  /** Keeps what is in the database; `awake` runs work of this program's while which nothing is asked of the server. */
  keep(present: TableSource, awake: <T>(work: () => Promise<T>) => Promise<T>): Promise<string>
}

/**
 * Puts other contents in the place of a site's, in one transaction: nobody else stores anything between what is kept as a
 * backup and the new contents, and others read what was there until then. It is stored only where every table is the
 * same. Whoever listens reads everything again. Answers with what `keep` does.
 * @throws Refusal of the area `storage`; what `keep` throws
 */
export async function replaceContents(source: TableSource, options: ReplaceOptions): Promise<string> {
  const { target, clock, log, keep, ...watch } = options
  const writing = connectTo(target, { log, most: 1, writes: true })
  try {
    await migrate({ writing, migrations, clock, log })
    return await writing.lend((client) =>
      aloneIn(client, async () => {
        const kept = await keep(tableSource(client), (work) => keepingAwake(client, work))
        await copyTables(source, tableTarget(client), watch)
        await translating(() => notifyOthers(client, randomUUID(), new Set(STORED_AREAS)))
        return kept
      }),
    )
  } finally {
    await writing.close()
  }
}

async function keepingAwake<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  let asked: Promise<unknown> = Promise.resolve()
  const ask = (): void => {
    asked = asked.then(() => client.query('SELECT 1')).catch(() => undefined)
  }
  const asking = setInterval(ask, AWAKE_EVERY_MS)
  try {
    return await work()
  } finally {
    clearInterval(asking)
    await asked
  }
}
