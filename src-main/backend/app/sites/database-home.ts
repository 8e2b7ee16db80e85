import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import type { Clock, Entries, Log } from '#backend/kernel/dependencies.ts'
import { createThread } from '#backend/kernel/threads/thread.ts'
import { addressOf } from '#backend/storage/postgres/address.ts'
import { openPostgres, type PostgresStorage } from '#backend/storage/postgres/open-storage.ts'
import { asRefusal } from '#backend/storage/postgres/errors.ts'
import type { PostgresTarget } from '#backend/storage/postgres/server.ts'
import { asRefusal as asFileRefusal, inData } from '#backend/storage/sqlite/errors.ts'
import { lockFolder } from '#backend/storage/sqlite/folder-lock.ts'
import { createTransfer } from '#backend/storage/sqlite/site-transfer.ts'
import type { BackedUpSite } from '#backend/storage/sqlite/backups/site-backups.ts'
import type { SiteBackups } from '#backend/storage/backups.ts'
import type { SiteAddress } from '#backend/storage/storage.ts'
import { type HeldFolder, takeFolder } from './held-folder.ts'
import { replaceTask } from '../threads/replace-task.ts'
import type { KeptSite, OtherPrograms, SiteHome } from './site-home.ts'

export interface DatabaseDependencies {
  /**
   * Asked for at each opening.
   * @throws Refusal 'database.no-password'
   */
  readonly target: () => Promise<PostgresTarget>
  /** The one that the site would be in without a database: whoever holds it has the data folder to themselves. */
  readonly folder: string
  readonly held: HeldFolder
  backupsOf(site: BackedUpSite): SiteBackups
  readonly clock: Clock
  readonly log: Log
  readonly entries: Pick<Entries, 'exportThread'>
}

/**
 * The own site in a database of a PostgreSQL server, which other programs use as well. Its backups, and files that are on
 * their way, are in the folder.
 */
export function databaseHome(parts: DatabaseDependencies): SiteHome {
  const { target, folder, held, clock, log, entries } = parts
  const inFolder = inData(folder)
  let opened: PostgresStorage | undefined
  const open = async (): Promise<KeptSite> => {
    const lock = await held.hold(takeFolder)
    let listeners: OtherPrograms | undefined
    const storage = await openPostgres({
      target: await target(),
      clock,
      log,
      others: {
        onChanged: (areas) => listeners?.onChanged(areas),
        onLeading: () => listeners?.onLeading(),
        onUnanswered: () => listeners?.onUnanswered(),
        onAnswered: () => listeners?.onAnswered(),
      },
    }).catch((error: unknown) => {
      // Somebody else is at the database for long; that is no second start of this program.
      if (isRefusal(error, 'storage.locked')) throw unavailable()
      throw error
    })
    opened = storage
    return {
      storage,
      folder,
      transfer: createTransfer(lock),
      isInPlace: () => true,
      readOnly: storage.mayWrite ? null : new Refusal('database.read-only-user', {}),
      leads: storage.leads,
      listen: (others) => void (listeners = others),
      // The server looks after its files.
      check: async () => 'sound',
      close: storage.close,
    }
  }
  return {
    backups: parts.backupsOf({
      address: async () => addressOf(await target()),
      state: async () => (await opened?.state()) ?? '',
    }),
    toRefusal: (error) => asRefusal(asFileRefusal(error, inFolder)),
    open,
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
    // What has been prepared stays in it.
    beginReplacing: async () => void (await held.hold(lockFolder)),
    async replace({ reason, close, use }) {
      if (reason !== 'site-file' && reason !== 'restore') throw inDatabase()
      const data: SiteAddress = { storage: addressOf(await target()), folder }
      const thread = createThread({ entry: entries.exportThread, data, log, name: 'replace' })
      const backup = await thread
        .run(replaceTask, { reason, at: clock.now() })
        .finally(() => thread.release())
      await close()
      return { result: await use(await open()), backup }
    },
    rescue: () => Promise.reject(inDatabase()),
    release: held.release,
  }
}

const inDatabase = (): Refusal => new Refusal('site.in-database', {})
const unavailable = (): Refusal => new Refusal('storage.unavailable', { reason: 'server', place: 'data' })
