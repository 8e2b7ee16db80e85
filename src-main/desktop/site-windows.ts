import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { DESKTOP_TEXTS } from '#shared/languages/desktop-texts.ts'
import type { Language } from '#shared/preferences.ts'
import { cleanEnvironment } from '#backend/app/process/environment.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { describeError } from '#backend/kernel/log-file.ts'
import { folderAsSite, otherSites, type RecentSite, readRecentSites, withSite } from './recent-sites.ts'

/** The other sites of this computer: each has a data folder and, while it is open, a window of its own. */
export interface SiteWindows {
  /** Of the menu: those that were open before, without this one. */
  readonly others: readonly RecentSite[]
  /** Reads what other windows have added. */
  refresh(): Promise<void>
  /** This window's site has this name. */
  named(name: string): Promise<void>
  open(folder: string): void
  /** Lets the person choose a folder with a site in it, or an empty one for a new site. */
  choose(wanted: 'site' | 'empty', window: BrowserWindow, language: Language): Promise<void>
}

/** `folder` is this window's data; `home` is the folder that all of them share the list in. */
export function createSiteWindows(folder: string, home: string, log: Log): SiteWindows {
  const list = join(home, 'sites.json')
  let sites: readonly RecentSite[] = []

  async function refresh(): Promise<void> {
    const text = await readFile(list, 'utf8').catch(() => '[]')
    try {
      sites = readRecentSites(JSON.parse(text)).filter((site) => existsSync(join(site.folder, 'site')))
    } catch {
      // Somebody else's file, or half of one: the next name replaces it.
      sites = []
    }
  }

  function open(other: string): void {
    const program = app.isPackaged ? [] : [app.getAppPath()]
    const flags = app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : []
    // It goes on when this window is closed. Where it is open already, its window comes to the front.
    const started = spawn(process.execPath, [...flags, ...program, '--data', other], {
      detached: true,
      stdio: 'ignore',
      env: cleanEnvironment(process.env),
    })
    started.on('error', (error) => log.error('sites.not-opened', describeError(error)))
    started.unref()
  }

  return {
    get others() {
      return otherSites(sites, folder)
    },
    refresh,
    async named(name) {
      await refresh()
      const [newest] = sites
      if (newest?.folder === folder && newest.name === name) return
      sites = withSite(sites, { folder, name })
      const text = `${JSON.stringify(sites, null, 2)}\n`
      await mkdir(home, { recursive: true, mode: 0o700 })
      // Several windows may do so at once; the list of one of them is there then, whole.
      const unfinished = `${list}.${process.pid}`
      await writeFile(unfinished, text, { mode: 0o600 })
      await rename(unfinished, list)
    },
    open,
    async choose(wanted, window, language) {
      const texts = DESKTOP_TEXTS[language].sites
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: texts[wanted].title,
        buttonLabel: texts[wanted].button,
        properties: ['openDirectory', 'createDirectory'],
      })
      const [chosen] = filePaths
      if (chosen === undefined) return
      const found = folderAsSite(await readdir(chosen).catch(() => []))
      if (found === wanted || (wanted === 'empty' && found === 'site')) return open(chosen)
      const message = texts[wanted].wrong(basename(chosen))
      await dialog.showMessageBox(window, { type: 'error', message, detail: texts[wanted].instead })
    },
  }
}
