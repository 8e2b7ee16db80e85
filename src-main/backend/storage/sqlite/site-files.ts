import { dirname } from 'node:path'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { SiteFiles } from '../site-file.ts'
import type { StorageAddress } from '../storage.ts'
import { checkPreparedSite, checkSiteFile } from './check-site-file.ts'
import { openConnection, type OwnedConnection } from './connection.ts'
import { createReaders } from './readers.ts'
import { becomeSite, copyWithoutSecrets, distrust, leaveOneFile } from './site-file.ts'
import { siteAt } from './snapshot.ts'
import { incomingPath, outgoingPath } from './site-transfer.ts'
import { createWriter } from './writer.ts'

const CACHE_KIB = 16 * 1024

/** The files on their way out of or into the folder where the site lies. */
export function siteFilesAt(address: StorageAddress, log: Log): SiteFiles {
  const site = siteAt(address)
  const incoming = incomingPath(dirname(site))
  const open = (path: string, readonly = true): OwnedConnection =>
    openConnection({ path, readonly, cacheKiB: CACHE_KIB, log })

  return {
    async save(at) {
      const connection = open(site)
      try {
        copyWithoutSecrets(connection, outgoingPath(dirname(site)), at)
      } finally {
        connection.close()
      }
    },
    check: (name, watch) => checkSiteFile(incoming, name, watch),
    async open() {
      const connection = open(incoming)
      distrust(connection)
      return { readers: createReaders(connection), close: async () => connection.close() }
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
