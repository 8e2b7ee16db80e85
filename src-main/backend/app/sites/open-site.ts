import { join } from 'node:path'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Site, SiteKind } from '#shared/contract/site.ts'
import type { Settings } from '#shared/contract/site-settings.ts'
import { dayIn } from '#shared/domain/dates.ts'
import type { Clock, Entries, Log, RandomSource } from '#backend/kernel/dependencies.ts'
import { createThread } from '#backend/kernel/threads/thread.ts'
import { createKeptLists } from '#backend/storage/kept-lists.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import { createResultSets } from '#backend/storage/result-sets.ts'
import type { StoredServices } from '#backend/storage/commerce.ts'
import { readSiteSettings } from '#backend/storage/site-settings.ts'
import type { SiteTime } from '#backend/storage/site-time.ts'
import type { FolderLock } from '#backend/storage/sqlite/folder-lock.ts'
import { createTransfer } from '#backend/storage/sqlite/site-transfer.ts'
import { openSqlite, type SqliteStorage } from '#backend/storage/sqlite/open-storage.ts'
import { placeCheck } from '#backend/storage/sqlite/place-check.ts'
import type { Storage, Transaction } from '#backend/storage/storage.ts'
import { identify } from './site-id.ts'

export interface SiteDependencies {
  readonly clock: Clock
  readonly random: RandomSource
  readonly log: Log
  readonly entries: Entries
}

export interface SiteSource {
  readonly kind: SiteKind
  readonly lock: FolderLock
  /** Fills a database that is new, in one transaction. Without it there must be a site. */
  readonly fill?: (tx: Transaction) => Promise<void>
  /** The database is known to be damaged: it is read where it can be, and not written. */
  readonly readOnly?: boolean
}

/** An open site as the application knows it, which also moves it. */
export interface OwnedSite extends OpenSite {
  readonly storage: SqliteStorage
  /** The folder's, which outlives the open site: it is held while another database takes this one's place. */
  readonly lock: FolderLock
  /** It is damaged: nothing is written from now on. */
  makeReadOnly(): void
  /** @throws Refusal 'storage.gone' where the database is no longer at its place */
  checkPlace(): void
}

/** @throws Refusal of the area `storage` */
export async function openSite(
  { clock, log, random, entries }: SiteDependencies,
  { kind, lock, fill, readOnly = false }: SiteSource,
): Promise<OwnedSite> {
  const mayCreate = fill !== undefined
  const sqlite = await openSqlite({ folder: lock.folder, mayCreate, readOnly, clock, log, entries })
  let isReadOnly = readOnly
  /** Nearly every call asks for the settings: they are kept until a transaction ends, which may have written others. */
  let known: Promise<Settings> | undefined
  const storage: SqliteStorage = {
    ...sqlite,
    async transaction(name, work, signal) {
      if (isReadOnly) throw new Refusal('site.read-only', {})
      return await sqlite.transaction(name, work, signal).finally(() => void (known = undefined))
    },
  }
  let id: string
  try {
    await fillWhereNew(storage, fill)
    id = await identify(storage, random)
  } catch (error) {
    await storage.close()
    throw error
  }
  // Rows pass through by the million; a small heap is as quick for them, and stays small.
  const exports = createThread({
    entry: entries.exportThread,
    data: storage.address,
    log,
    name: 'export',
    youngMB: 32,
  })
  const settings = (): Promise<Settings> =>
    (known ??= settingsIn(storage).catch((error: unknown) => {
      known = undefined
      throw error
    }))
  const time = async (): Promise<SiteTime> => {
    const { timeZone } = await settings()
    return { timeZone, today: dayIn(timeZone, clock.now()) }
  }
  return {
    id,
    kind,
    lock,
    storage,
    resultSets: createResultSets(random),
    lists: createKeptLists(random),
    transfer: createTransfer(lock),
    exports,
    settings,
    time,
    isReadOnly: () => isReadOnly,
    makeReadOnly: () => void (isReadOnly = true),
    checkPlace: placeCheck(join(lock.folder, 'site.sqlite')),
    async describe(readers) {
      const stored = readers ? await settingsIn(readers) : await settings()
      const services = await (readers ?? storage).commerce.services()
      return { id, kind, ...stored, ...inBrief(services), today: dayIn(stored.timeZone, clock.now()) }
    },
    async close() {
      try {
        await exports.close()
      } finally {
        await storage.close()
      }
    },
  }
}

async function settingsIn(readers: Pick<Storage, 'settings'>): Promise<Settings> {
  const found = await readSiteSettings(readers.settings)
  if (!found) throw new Error('a site without settings')
  return found
}

/**
 * A new site gets its first content. One whose settings are gone while something else is in it was not made so by this
 * program: nothing is made up for it.
 * @throws Refusal 'storage.damaged'
 */
async function fillWhereNew(storage: Storage, fill: SiteSource['fill']): Promise<void> {
  const settings = await readSiteSettings(storage.settings)
  if (settings?.timeZone) return
  if (!fill || settings || !(await storage.site.isUnused())) throw new Refusal('storage.damaged', {})
  await storage.transaction('site.fill', fill)
}

/** What the window's frame shows of e-commerce. */
function inBrief(stored: StoredServices): Pick<Site, 'mode' | 'services' | 'linked'> {
  const brief = ({ enabled, mode }: StoredServices['events']) => ({ enabled, mode })
  const services = { events: brief(stored.events), training: brief(stored.training) }
  const live = Object.values(services).some(({ enabled, mode }) => enabled && mode === 'production')
  return {
    mode: live ? 'production' : 'test',
    services,
    linked: services.events.enabled && services.training.enabled,
  }
}
