import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock, Log } from '../parts.ts'
import type { OwnedConnection } from './connection.sqlite.ts'

/** So many backups are kept; the oldest go. */
const KEPT = 5

export interface BackupOptions {
  readonly connection: OwnedConnection
  readonly backups: string
  readonly clock: Clock
  readonly log: Log
}

/** Writes a whole copy into the backups folder and answers with its name, such as `2026-11-23T04-30-00Z-before-0020.sqlite`. */
export async function backUp(
  { connection, backups, clock, log }: BackupOptions,
  why: string,
): Promise<string> {
  await mkdir(backups, { recursive: true })
  const stamp = new Date(clock.now()).toISOString().slice(0, 19).replaceAll(':', '-')
  const name = `${stamp}Z-${why}.sqlite`
  await connection.database.backup(join(backups, name))
  log.info('storage.backed-up', { why })
  const all = (await readdir(backups)).filter((file) => file.endsWith('.sqlite')).sort()
  for (const old of all.slice(0, Math.max(0, all.length - KEPT)))
    await rm(join(backups, old), { force: true })
  return name
}
