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
import type { SiteAddress, Storage, Transaction } from '#backend/storage/storage.ts'
import { identify } from './site-id.ts'
import type { KeptSite, OtherPrograms } from './site-home.ts'

export interface SiteDependencies {
  readonly clock: Clock
  readonly random: RandomSource
  readonly log: Log
  readonly entries: Entries
}

export interface SiteSource {
  readonly kind: SiteKind
  readonly kept: KeptSite
  /** Fills a site that is new, in one transaction. Without it there must be one. */
  readonly fill?: (tx: Transaction) => Promise<void>
  readonly others?: OtherPrograms
}

/** An open site as the application knows it, which also moves it. */
export interface OwnedSite extends OpenSite, Pick<KeptSite, 'isInPlace' | 'check'> {
  /** Why nothing can be written; null where it can. */
  readOnly(): Refusal | null
  /** It is damaged: nothing is written from now on. */
  makeReadOnly(): void
}

/**
 * Makes an open site of what a place keeps, which is closed where that fails.
 * @throws Refusal of the area `storage`
 */
export async function openSite(
  { clock, log, random, entries }: SiteDependencies,
  { kind, kept, fill, others }: SiteSource,
): Promise<OwnedSite> {
  let { readOnly } = kept
  /** Nearly every call asks for the settings: they are kept until a transaction ends, which may have written others. */
  let known: Promise<Settings> | undefined
  kept.listen({
    onChanged(areas) {
      known = undefined
      others?.onChanged(areas)
    },
    onLeading: () => others?.onLeading(),
    onUnanswered: () => others?.onUnanswered(),
    onAnswered: () => others?.onAnswered(),
  })
  const requireWritable = (): void => {
    if (readOnly) throw readOnly
  }
  const storage: Storage = {
    ...kept.storage,
    async transaction(name, work, signal) {
      requireWritable()
      return await kept.storage.transaction(name, work, signal).finally(() => void (known = undefined))
    },
  }
  let id: string
  try {
    await fillWhereNew(storage, fill)
    id = await identify(storage, random)
  } catch (error) {
    await kept.close()
    throw error
  }
  // Rows pass through by the million; a small heap is as quick for them, and stays small.
  const exports = createThread({
    entry: entries.exportThread,
    data: { storage: storage.address, folder: kept.folder } satisfies SiteAddress,
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
    storage,
    resultSets: createResultSets(random),
    lists: createKeptLists(random),
    transfer: kept.transfer,
    exports,
    settings,
    time,
    isReadOnly: () => readOnly !== null,
    requireWritable,
    readOnly: () => readOnly,
    leads: kept.leads,
    makeReadOnly: () => void (readOnly = new Refusal('site.read-only', {})),
    isInPlace: kept.isInPlace,
    check: kept.check,
    async describe(readers) {
      const stored = readers ? await settingsIn(readers) : await settings()
      const services = await (readers ?? storage).commerce.services()
      return { id, kind, ...stored, ...inBrief(services), today: dayIn(stored.timeZone, clock.now()) }
    },
    async close() {
      try {
        await exports.release()
      } finally {
        await kept.close()
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
  await storage.transaction('site.fill', async (tx) => {
    // Of programs that open a new database together, one fills it.
    if (!(await readSiteSettings(tx.settings))) await fill(tx)
  })
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
