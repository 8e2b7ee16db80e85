import type { OwnedConnection } from './connection.sqlite.ts'

/**
 * Moves what was committed from the log into the database file, as far as no reader needs the log. It waits for nobody
 * and keeps nobody waiting; a crash at any moment loses nothing, since the log is what counts until it is used anew.
 */
export function checkpoint({ database }: OwnedConnection): void {
  database.pragma('wal_checkpoint(PASSIVE)')
}
