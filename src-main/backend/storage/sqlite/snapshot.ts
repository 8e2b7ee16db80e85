import type { OwnedConnection } from './connection.ts'

/** Runs `work` with a connection that sees the data as it is now, whatever is written meanwhile. */
export async function snapshot<T>(connection: OwnedConnection, work: () => Promise<T>): Promise<T> {
  connection.database.exec('BEGIN')
  try {
    // A view begins with the first read.
    connection.database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get()
    return await work()
  } finally {
    connection.database.exec('ROLLBACK')
  }
}
