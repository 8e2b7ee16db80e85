import { join } from 'node:path'
import { Refusal } from '#shared/contract/refusal.ts'
import { RECIPIENT_LIMIT, type Site, type SiteKind } from '#shared/contract/site.ts'
import { isTimeZone } from '#shared/domain/dates.ts'
import type { Emit } from '../border/events.ts'
import { bringBack, takePlace } from '../site-file/incoming.ts'
import { type Settings, writeSettings } from '../storage/settings.ts'
import { openSite, type OpenSite, type SiteParts, type SiteSource } from './open-site.ts'
import { fillSample } from './sample/sample-site.ts'

export interface Sites {
  /** Runs `work` with the open site, which stays open until it ends. */
  use<T>(work: (site: OpenSite) => Promise<T>): Promise<T>
  /** Opens the site of a kind instead, when nobody uses the present one any more. */
  open(kind: SiteKind): Promise<Site>
  /**
   * Puts the database that was prepared beside the own site's in its place, after a backup. Once nobody uses the site;
   * all or nothing.
   * @throws Refusal 'siteFile.sample-open'
   */
  replaceOwn(): Promise<{ site: Site; backup: string }>
  close(): Promise<void>
}

/** @throws Refusal of the area `storage` when the own site cannot be opened */
export async function openSites(parts: SiteParts & { dataFolder: string; emit: Emit }): Promise<Sites> {
  const sourceOf = (kind: SiteKind): SiteSource => ({
    kind,
    folder: join(parts.dataFolder, kind === 'own' ? 'site' : 'sample'),
    fill: (tx) => (kind === 'own' ? writeSettings(tx, FIRST_SETTINGS()) : fillSample(tx, parts.clock.now())),
  })
  let current = await openSite(parts, sourceOf('own'))
  const users = new Set<Promise<unknown>>()
  /** Those who come while the site changes wait for this. */
  let gate: Promise<unknown> = Promise.resolve()

  /** Runs `change` alone: after all present users, before all later ones. */
  const alone = <T>(change: () => Promise<T>): Promise<T> => {
    const mine = gate.then(async () => {
      await Promise.allSettled(users)
      return await change()
    })
    gate = mine.catch(() => undefined)
    return mine
  }

  return {
    async use(work) {
      for (let seen; seen !== gate;) await (seen = gate)
      const mine = work(current)
      users.add(mine)
      try {
        return await mine
      } finally {
        users.delete(mine)
      }
    },
    open: (kind) =>
      alone(async () => {
        if (current.kind === kind) return await current.describe()
        const previous = current
        current = await openSite(parts, sourceOf(kind))
        await previous.close()
        const site = await current.describe()
        parts.emit('site.onChanged', site)
        return site
      }),
    replaceOwn: () =>
      alone(async () => {
        if (current.kind !== 'own') throw new Refusal('siteFile.sample-open', {})
        const { folder, store } = current
        const backup = await store.backUp('before-opening-a-file')
        await current.close()
        try {
          await takePlace(folder)
          current = await openSite(parts, sourceOf('own'))
        } catch (error) {
          await bringBack(folder, backup)
          current = await openSite(parts, sourceOf('own'))
          throw error
        }
        const site = await current.describe()
        parts.emit('site.onChanged', site)
        return { site, backup }
      }),
    close: () => alone(() => current.close()),
  }
}

/** A site of one's own begins unnamed, in the machine's time zone, which a person then confirms or changes. */
const FIRST_SETTINGS = (): Settings => {
  const machine = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return {
    name: '',
    timeZone: isTimeZone(machine) ? machine : 'UTC',
    timeZoneConfirmed: false,
    recipientLimit: RECIPIENT_LIMIT.default,
  }
}
