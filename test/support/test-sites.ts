import { folderHome } from '#backend/app/sites/folder-home.ts'
import { holdFolder } from '#backend/app/sites/held-folder.ts'
import { movableHome } from '#backend/app/sites/movable-home.ts'
import { openSites } from '#backend/app/sites/sites.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import { siteFolders } from '#backend/storage/site-folders.ts'
import { createSiteBackups, siteIn } from '#backend/storage/sqlite/backups/site-backups.ts'
import { seededRandom, testClock, testLog } from './parts.ts'
import { testEntries } from './test-entries.ts'

/** The sites in a data folder, without the areas above them. */
export async function openTestSites(dataFolder: string, clock: Clock = testClock()): Promise<Sites> {
  const common = { clock, log: testLog(), entries: testEntries }
  const [folder, sampleFolder] = siteFolders(dataFolder)
  const backups = createSiteBackups({ ...common, folder, site: siteIn(folder) })
  const sites = await openSites({
    ...common,
    random: seededRandom(dataFolder),
    emit: () => undefined,
    home: movableHome(folderHome({ ...common, folder, held: holdFolder(folder), backups })),
    sampleFolder,
  })
  return {
    ...sites,
    async close() {
      await sites.close()
      await backups.close()
    },
  }
}
