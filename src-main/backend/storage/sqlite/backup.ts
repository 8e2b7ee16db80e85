import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import type { OwnedConnection } from './connection.ts'
import { asStorageRefusal } from './errors.ts'
import { syncFile, syncFolder } from '../sync.ts'

/** So many backups are kept; the oldest go. */
const KEPT = 5
/** A copy gets its name once it is whole: what a kill leaves is never taken for a backup. */
const UNFINISHED = '.part'

export interface BackupOptions {
  readonly connection: OwnedConnection
  readonly backups: string
  readonly clock: Clock
  readonly log: Log
}

/**
 * Writes a whole copy into the backups folder and answers with its name, such as `2026-11-23T04-30-00Z-before-0020.sqlite`.
 * @throws Refusal 'storage.full', 'storage.unavailable'
 */
export async function backUp(options: BackupOptions, why: string): Promise<string> {
  try {
    return await writeBackup(options, why)
  } catch (error) {
    throw asStorageRefusal(error, { path: join(options.backups, 'any.sqlite'), place: 'backups' })
  }
}

async function writeBackup({ connection, backups, clock, log }: BackupOptions, why: string): Promise<string> {
  await mkdir(backups, { recursive: true })
  const before = await readdir(backups)
  for (const file of before) if (file.includes(UNFINISHED)) await rm(join(backups, file), { force: true })
  const stamp = new Date(clock.now()).toISOString().slice(0, 19).replaceAll(':', '-')
  const name = freeName(`${stamp}Z-${why}`, before)
  const path = join(backups, name)
  await connection.database.backup(`${path}${UNFINISHED}`)
  await syncFile(`${path}${UNFINISHED}`)
  await rename(`${path}${UNFINISHED}`, path)
  await syncFolder(backups)
  log.info('storage.backed-up', { why })
  const others = before.filter((file) => file.endsWith('.sqlite')).sort()
  for (const old of others.slice(0, Math.max(0, others.length + 1 - KEPT)))
    await rm(join(backups, old), { force: true })
  return name
}

/** Two backups within a second are two files. */
function freeName(stem: string, taken: readonly string[]): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? `${stem}.sqlite` : `${stem}-${count}.sqlite`
    if (!taken.includes(name)) return name
  }
}
