import { createSiteBackups } from '#backend/storage/sqlite/backups/site-backups.ts'
import type { BackendDependencies } from '../dependencies.ts'
import { folderHome } from './folder-home.ts'
import type { SiteHome } from './site-home.ts'

/** Where the own site is kept: in the database that was named, otherwise in `folder`. Only the former reads the driver of PostgreSQL. */
export async function openHome(
  { database: target, clock, log, entries }: BackendDependencies,
  folder: string,
): Promise<SiteHome> {
  const parts = { folder, clock, log, entries }
  if (!target) return folderHome({ ...parts, backups: createSiteBackups(parts) })
  const { databaseHome } = await import('./database-home.ts')
  return databaseHome({ ...parts, target })
}
