import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  type ContextMenuParams,
  dialog,
  nativeTheme,
  powerMonitor,
  session,
} from 'electron'
import type { MenuItem } from '#shared/menu-items.ts'
import { dataFolder } from '#backend/app/process/data-folder.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { guarded } from '#backend/kernel/guarded.ts'
import { logFile } from '#backend/kernel/log-file.ts'
import { systemAfter, systemClock } from '../hosts/clock.ts'
import { endOnSignals } from '../hosts/end-on-signals.ts'
import type { ReadPage } from '../hosts/page-files.ts'
import { closeToOthers, keepDataPrivate } from '../hosts/private-data.ts'
import { createTemporaryFiles } from '../hosts/temporary-files.ts'
import { readPlace } from './app-address.ts'
import { APP_ID } from './app-id.ts'
import { declareScheme, servePage } from './app-protocol.ts'
import { requestHandlers } from './request-handlers.ts'
import { readArguments } from './arguments.ts'
import { type BackendChoice, type DesktopBackend, desktopBackend, startEarly } from './backend-host.ts'
import { denyByDefault } from './deny-by-default.ts'
import { watchGraphics } from './graphics.ts'
import { guardIpc, loadRequestSchemas, sendToWindow } from './guarded-ipc.ts'
import { createWorkUnderWay } from './long-work.ts'
import { setMenu } from './menu.ts'
import { desktopStore } from './preferences-store.ts'
import { createOpenedFiles, type OpenedFiles } from './opened-files.ts'
import { createProxy } from './proxy.ts'
import { quitSafely } from './quit-safely.ts'
import { profileFolder } from './profile-folder.ts'
import { recoverFromCrash } from './renderer-crash.ts'
import { createSpelling, type Spelling } from './spelling.ts'
import { createSiteMenu } from './site-menu.ts'
import type { TextMenuOptions } from './text-menu-template.ts'
import { lateUpdates } from './updates/late-updates.ts'
import { bringToFront, keepState, openWindow } from './window.ts'

export interface DesktopDependencies {
  /** The built preload script. */
  preload: string
  readPage: ReadPage
  backend: BackendChoice
}

/** Null where what was asked is wrong, which has been said then, and the app is ending. */
function readAsked(): { folder: string; files: readonly string[] } | null {
  try {
    const { isPackaged } = app
    const { data, files } = readArguments({ argv: process.argv.slice(1), folder: process.cwd(), isPackaged })
    return { folder: dataFolder(data), files }
  } catch (error) {
    dialog.showErrorBox(app.name, error instanceof Error ? error.message : String(error))
    app.exit(2)
    return null
  }
}

/**
 * The desktop app, from its parts. Call it before Electron is ready. Null where another one runs on the same data, and
 * where it cannot begin.
 */
export function runDesktop({
  preload,
  readPage,
  backend: choice,
}: DesktopDependencies): DesktopBackend | null {
  const asked = readAsked()
  if (asked === null) return null
  const { folder } = asked
  let window: BrowserWindow | null = null
  keepDataPrivate(folder)
  // The list of sites is there, whichever folder is open.
  closeToOthers(dataFolder())
  // What Chromium and this window keep lies in the data folder too, so that one folder is one application.
  const profile = profileFolder(join(folder, 'desktop'))
  app.setPath('userData', profile.folder)
  app.on('quit', profile.remove)
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID)
  const opened = createOpenedFiles(app, () => sendToWindow(window, 'file.waiting', null))
  if (!isOnlyInstance(() => BrowserWindow.getAllWindows()[0] ?? null, opened, asked.files)) {
    app.exit(0)
    return null
  }
  opened.add(asked.files)

  const log = logFile({ folder: join(folder, 'logs'), name: 'desktop', clock: systemClock })
  const proxy = createProxy(
    app.whenReady(),
    () => session.defaultSession,
    () => store.preferences.proxy,
  )
  const backend = desktopBackend(folder, log, choice, proxy.proxyFor)
  const temporary = createTemporaryFiles({ dataFolder: folder, clock: systemClock, after: systemAfter })
  startEarly(backend, choice)
  declareScheme()

  const store = desktopStore(join(folder, 'desktop'), log, () => app.getPreferredSystemLanguages())
  const graphics = watchGraphics(app, store.graphics, process.versions.chrome, systemClock)
  let place = store.place
  const language = () => store.preferences.language
  const work = createWorkUnderWay(language)
  const quitting = quitSafely({
    app,
    isWorking: work.isRunning,
    asks: () => work.asksToQuit(window),
    async shutDown() {
      const how = await backend.shutDown()
      await temporary.close()
      return how
    },
    keep() {
      if (window) keepState(window, store)
      store.place = place
      store.graphics = graphics.found()
      return store.kept()
    },
  })
  const updates = lateUpdates(
    {
      folder: join(folder, 'desktop'),
      store,
      log,
      home: dataFolder(),
      endBackend: () => backend.shutDown(),
      applyProxy: proxy.applyTo,
      quitUnasked: quitting.quitUnasked,
      mayEnd: () => work.asksToQuit(window),
      onState: (state) => sendToWindow(window, 'update.state', state),
    },
    systemAfter,
  )
  let recovered = false
  let menuItems: readonly MenuItem[] = []
  const applyTheme = () => (nativeTheme.themeSource = store.preferences.theme)
  const choose = (id: string) => sendToWindow(window, 'menu.chosen', id)
  const sites = createSiteMenu({ folder, log, window: () => window, language, changed: () => applyMenu() })
  const applyMenu = () => setMenu(language(), menuItems, choose, sites.menu)
  /** Made with the session, which is there when Electron is ready. */
  let spelling: Spelling | undefined
  const spellingState = () => {
    if (!spelling) throw new Error('Asked before there was a window')
    return spelling.state(store.preferences)
  }
  const open = () => {
    const made = openWindow(preload, store)
    window = made
    window.on('closed', () => {
      window = null
      work.forget(made)
    })
    window.on('focus', sites.refresh)
    quitting.followWindow(window)
    followTextMenu(made, log, () => ({
      language: language(),
      items: menuItems,
      choose,
      learn: (word) => spelling?.learn(word),
    }))
    quitting.followSession(window)
    recoverFromCrash(window, {
      log,
      language,
      now: systemClock.now,
      quitting: () => quitting.begun,
      onRecovering() {
        recovered = true
        work.forget(made)
      },
    })
  }

  const sweep = guarded(log, 'temporary.failed', () => temporary.sweep())
  backend.onState(({ state }) => {
    if (state === 'running') sweep()
  })
  backend.onState((state) => sendToWindow(window, 'backend.state', state))
  guardIpc(
    () => window,
    requestHandlers({
      backend,
      temporary,
      opened,
      updates,
      keep(preferences) {
        const kept = store.setPreferences(preferences)
        applyTheme()
        applyMenu()
        spelling?.apply(preferences)
        proxy.apply()
        return kept
      },
      setMenuItems(items) {
        menuItems = items
        applyMenu()
      },
      spellingState,
      showWork: work.show,
      keepPlace: (now) => void (place = readPlace(now)),
      siteNamed: sites.named,
    }),
    () => {
      const setup = {
        preferences: store.preferences,
        platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
        recovered,
        region: app.getLocaleCountryCode() || undefined,
        backendState: backend.state,
        updates: updates !== null,
      } as const
      recovered = false
      return setup
    },
    log,
  )

  // Not awaited: `ready` comes only after the first module has been evaluated.
  void app.whenReady().then(() => {
    // Electron's own answer to signals, which these replace, is made just before.
    endOnSignals(process, systemClock, {
      end() {
        // The group's signal ends Chromium's own processes, too, and without the one for graphics it would end this one.
        app.commandLine.appendSwitch('disable-gpu-process-crash-limit')
        quitting.now()
      },
      force(exitCode) {
        backend.kill()
        app.exit(exitCode)
      },
    })
    quitting.followPower(powerMonitor)
    denyByDefault()
    servePage(readPage)
    applyTheme()
    spelling = createSpelling(session.defaultSession, () =>
      sendToWindow(window, 'spelling.changed', spellingState()),
    )
    open()
    // After the window, which they would hold up: before it is there, nobody opens a menu and no page asks for anything.
    applyMenu()
    spelling.apply(store.preferences)
    void loadRequestSchemas()
    sites.read()
    app.on('activate', () => {
      if (!window) open()
    })
  })
  return backend
}

/** False for a second start on the same data: the first one's window comes to the front instead, with the files. */
function isOnlyInstance(
  current: () => BrowserWindow | null,
  { add, ofSecondStart }: OpenedFiles,
  files: readonly string[],
): boolean {
  // The arguments themselves arrive in another order, with Chromium's own among them.
  app.on('second-instance', (_event, _argv, _folder, data) => {
    add(ofSecondStart.read(data))
    const window = current()
    if (window) bringToFront(window)
  })
  return app.requestSingleInstanceLock(ofSecondStart.write(files) as Record<string, unknown>)
}

/** The menu of text, by the pointer or by the keyboard. It is read when it is first asked for. */
function followTextMenu(
  window: BrowserWindow,
  log: Log,
  options: () => Omit<TextMenuOptions, 'replace'>,
): void {
  window.webContents.on(
    'context-menu',
    guarded(log, 'menu.failed', async (_event: unknown, asked: ContextMenuParams) => {
      const { showTextMenu } = await import('./text-menu.ts')
      showTextMenu(window, asked, options())
    }),
  )
}
