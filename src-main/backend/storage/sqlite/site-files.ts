import type { Log } from '#backend/kernel/dependencies.ts'
import type { SiteFiles, Watch } from '../site-file.ts'
import { checkPreparedSite, checkSiteFile } from './check-site-file.ts'
import { openConnection, type OwnedConnection } from './connection.ts'
import { becomeSaved, becomeSite, distrust, leaveOneFile } from './site-file.ts'
import { snapshotOver } from './snapshot.ts'
import { incomingPath, outgoingPath } from './site-transfer.ts'
import { createWriter } from './writer.ts'

const CACHE_KIB = 16 * 1024

/** Copies a site, as it is now, into a new database at `path`. */
export type CopySite = (path: string, watch: Watch) => Promise<void>

/** The files on their way out of or into `folder`, whichever engine keeps the site. */
export function siteFilesIn(folder: string, copySite: CopySite, log: Log): SiteFiles {
  const incoming = incomingPath(folder)
  const open = (path: string, readonly = true): OwnedConnection =>
    openConnection({ path, readonly, cacheKiB: CACHE_KIB, log })

  return {
    async save(at, watch) {
      await copySite(outgoingPath(folder), watch)
      becomeSaved(outgoingPath(folder), at)
    },
    check: (name, watch) => checkSiteFile(incoming, name, watch),
    async open() {
      const connection = open(incoming)
      distrust(connection)
      return snapshotOver(connection)
    },
    async prepare(savedAt, at) {
      const connection = open(incoming, false)
      const writer = createWriter(connection, false)
      try {
        const operationId = await writer.transaction('site-file.become', async (tx) => {
          becomeSite(connection)
          return await tx.operations.record({ at, details: { kind: 'open-site-file', savedAt } })
        })
        leaveOneFile(connection)
        return operationId
      } finally {
        await writer.close()
      }
    },
    checkPrepared: (counts) => checkPreparedSite(incoming, counts),
  }
}
