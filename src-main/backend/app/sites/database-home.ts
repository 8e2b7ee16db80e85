import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import { openPostgres } from '#backend/storage/postgres/open-storage.ts'
import { asRefusal } from '#backend/storage/postgres/errors.ts'
import type { PostgresTarget } from '#backend/storage/postgres/server.ts'
import { asRefusal as asFileRefusal, inData } from '#backend/storage/sqlite/errors.ts'
import { type HeldFolder, takeFolder } from './held-folder.ts'
import { inDatabase, NO_BACKUPS, NO_TRANSFER, refuse } from './no-files.ts'
import type { OtherPrograms, SiteHome } from './site-home.ts'

export interface DatabaseDependencies {
  /**
   * Asked for at each opening.
   * @throws Refusal 'database.no-password'
   */
  readonly target: () => Promise<PostgresTarget>
  /** The one that the site would be in without a database: whoever holds it has the data folder to themselves. */
  readonly folder: string
  readonly held: HeldFolder
  readonly clock: Clock
  readonly log: Log
}

/** The own site in a database of a PostgreSQL server, which other programs use as well. It has no files. */
export function databaseHome({ target, folder, held, clock, log }: DatabaseDependencies): SiteHome {
  const inFolder = inData(folder)
  return {
    backups: NO_BACKUPS,
    toRefusal: (error) => asRefusal(asFileRefusal(error, inFolder)),
    async open() {
      await held.hold(takeFolder)
      let listeners: OtherPrograms | undefined
      const storage = await openPostgres({
        target: await target(),
        clock,
        log,
        others: {
          onChanged: (areas) => listeners?.onChanged(areas),
          onLeading: () => listeners?.onLeading(),
        },
      }).catch((error: unknown) => {
        // Somebody else is at the database for long; that is no second start of this program.
        if (isRefusal(error, 'storage.locked')) throw unavailable()
        throw error
      })
      return {
        storage,
        transfer: NO_TRANSFER,
        isInPlace: () => true,
        leads: storage.leads,
        listen: (others) => void (listeners = others),
        // The server looks after its files.
        check: async () => 'sound',
        close: storage.close,
      }
    },
    openDamaged: () => Promise.reject(new Refusal('storage.damaged', {})),
    async readClosed(work) {
      const storage = await openPostgres({ target: await target(), clock, log })
      try {
        return await work(storage)
      } finally {
        await storage.close()
      }
    },
    requireFiles() {
      throw inDatabase()
    },
    beginReplacing: refuse,
    replace: refuse,
    rescue: refuse,
    release: held.release,
  }
}

const unavailable = (): Refusal => new Refusal('storage.unavailable', { reason: 'server', place: 'data' })
