import type { BrowserWindow } from 'electron'
import type { Language } from '#shared/preferences.ts'
import { dataFolder } from '#backend/app/process/data-folder.ts'
import { guarded } from '#backend/kernel/guarded.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { SiteMenu } from './menu-template.ts'
import type { SiteWindows } from './site-windows.ts'

export interface SiteMenuOptions {
  /** This window's data. */
  readonly folder: string
  readonly log: Log
  window(): BrowserWindow | null
  language(): Language
  /** The entries are others now. */
  changed(): void
}

/** The menu of other sites. What it does is read after the window, which that would hold up. */
export function createSiteMenu({ folder, log, window, language, changed }: SiteMenuOptions) {
  let sites: SiteWindows | undefined
  const ready = Promise.withResolvers<SiteWindows>()
  const menu: SiteMenu = {
    get others() {
      return sites?.others ?? []
    },
    open: (other) => sites?.open(other),
    choose: guarded(log, 'sites.failed', async (wanted: 'site' | 'empty') => {
      const current = window()
      if (current) await sites?.choose(wanted, current, language())
    }),
  }
  return {
    menu,
    read: guarded(log, 'sites.failed', async () => {
      const { createSiteWindows } = await import('./site-windows.ts')
      sites = createSiteWindows(folder, dataFolder(), log)
      ready.resolve(sites)
      await sites.refresh()
      changed()
    }),
    /** Other windows may have added theirs. */
    refresh: guarded(log, 'sites.failed', async () => {
      await sites?.refresh()
      if (sites) changed()
    }),
    /** This window's site has this name. */
    async named(name: string): Promise<void> {
      const known = await ready.promise
      await known.named(name)
      changed()
    },
  }
}
