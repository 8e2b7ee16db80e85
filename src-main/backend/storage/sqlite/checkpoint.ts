import { Refusal } from '#shared/contract/refusal.ts'
import { BUSY_MS, type OwnedConnection } from './connection.ts'
import { inData, translating } from './errors.ts'

/**
 * Moves what was committed from the log into the database file, as far as no reader needs the log. It waits for nobody
 * and keeps nobody waiting; a crash at any moment loses nothing, since the log is what counts until it is used again.
 */
export function checkpoint({ database }: OwnedConnection): void {
  database.pragma('wal_checkpoint(PASSIVE)')
}

/**
 * Writes the whole file again, so that nothing of what was changed or deleted is left in unused space, nor in the log.
 * @throws Refusal 'storage.locked' where another program is reading, 'storage.full', 'storage.unavailable'
 */
export function rewriteFile(connection: OwnedConnection): void {
  const { database } = connection
  // The copy that it makes on the way would be in memory otherwise, as large as the database.
  database.pragma('temp_store = FILE')
  try {
    translating(inData(database.name), () => database.exec('VACUUM'))
  } finally {
    database.pragma('temp_store = MEMORY')
  }
  emptyLog(connection)
}

/**
 * Moves everything that was committed into the database file and empties the log, so that the file alone is the site.
 * @throws Refusal 'storage.locked' where another program is reading, 'storage.full', 'storage.unavailable'
 */
export function emptyLog(connection: OwnedConnection): void {
  if (!emptied(connection)) throw new Refusal('storage.locked', {})
}

/** The same, waiting for nobody. Answers whether it is empty: not while somebody reads what it holds. */
export function tryToEmptyLog(connection: OwnedConnection): boolean {
  const { database } = connection
  database.pragma('busy_timeout = 0')
  try {
    return emptied(connection)
  } finally {
    database.pragma(`busy_timeout = ${BUSY_MS}`)
  }
}

const emptied = ({ database }: OwnedConnection): boolean =>
  translating(inData(database.name), () => database.pragma('wal_checkpoint(TRUNCATE)', { simple: true })) ===
  0
