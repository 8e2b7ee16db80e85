import { join } from 'node:path'
import { app, BrowserWindow, MessageChannelMain, nativeTheme } from 'electron'
import { type Command } from '#shared/commands.ts'
import { PORT_CHANNEL } from '#shared/desktop-bridge.ts'
import { dataFolder } from '#backend/process/data-folder.ts'
import { logFile } from '#backend/process/log-file.ts'
import { systemClock } from '../hosts/clock.ts'
import { declareScheme, servePage } from './app-protocol.ts'
import { readArguments } from './arguments.ts'
import { type BackendChoice, desktopBackend, startEarly } from './backend-host.ts'
import { denyByDefault, openExternal } from './deny-by-default.ts'
import { chooseToRead, chooseToWrite } from './dialogs.ts'
import { guardIpc, tellWindow } from './guarded-ipc.ts'
import { popupMenu, setMenu } from './menu.ts'
import { desktopStore } from './preferences-store.ts'
import { recoverFromCrash } from './renderer-crash.ts'
import { quitSafely } from './shut-down.ts'
import { isOnlyInstance } from './single-instance.ts'
import { openWindow } from './window.ts'

export interface DesktopParts {
  /** The built files: `preload/` and `renderer/` lie in it. */
  out: string
  backend: BackendChoice
}

/** The desktop app, from its parts. Call it before Electron is ready. */
export function runDesktop({ out, backend: choice }: DesktopParts): void {
  const folder = dataFolder(readArguments(process.argv.slice(1)).data)
  // What Chromium and this window keep lies in the data folder too, so that one folder is one application.
  app.setPath('userData', join(folder, 'desktop'))
  if (!isOnlyInstance(() => BrowserWindow.getAllWindows()[0] ?? null)) return app.exit(0)

  const log = logFile({ folder: join(folder, 'logs'), name: 'desktop', clock: systemClock })
  const backend = desktopBackend(folder, log, choice)
  startEarly(backend, choice)
  declareScheme()
  quitSafely(backend)

  const store = desktopStore(join(folder, 'desktop'))
  let window: BrowserWindow | null = null
  let recovered = false
  const send = (command: Command) => tellWindow(window, 'command', command)
  const applyPreferences = () => {
    nativeTheme.themeSource = store.preferences.theme
    setMenu(store.preferences.language, send)
  }
  const open = () => {
    window = openWindow(join(out, 'preload/index.cjs'), store)
    window.on('closed', () => (window = null))
    recoverFromCrash(window, {
      log,
      language: () => store.preferences.language,
      now: systemClock.now,
      onRecovering: () => (recovered = true),
    })
  }

  backend.onState((state) => tellWindow(window, 'backend.state', state))
  guardIpc(
    () => window,
    {
      'dialog.open': (wanted, of) => chooseToRead(of, backend, wanted),
      'dialog.save': (wanted, of) => chooseToWrite(of, backend, wanted),
      'file.dropped': ({ path }) => backend.registerRead(path),
      'preferences.set': (preferences) => {
        store.preferences = preferences
        applyPreferences()
      },
      'window.minimize': (_none, of) => of.minimize(),
      'window.toggle-maximize': (_none, of) => (of.isMaximized() ? of.unmaximize() : of.maximize()),
      'window.close': (_none, of) => of.close(),
      'menu.popup': (_none, of) => popupMenu(of),
      'external.open': ({ url }) => openExternal(url),
      'backend.retry': () => backend.retry(),
      'backend.port': (_none, of) => {
        if (backend.state?.state === 'running') {
          const { port1, port2 } = new MessageChannelMain()
          backend.connect(port1)
          of.webContents.postMessage(PORT_CHANNEL, null, [port2])
        }
        return backend.state
      },
    },
    () => {
      const setup = {
        preferences: store.preferences,
        platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
        recovered,
        backendState: backend.state,
      } as const
      recovered = false
      return setup
    },
    log,
  )

  // Not awaited: `ready` comes only after the first module has been evaluated.
  void app.whenReady().then(() => {
    denyByDefault()
    servePage(join(out, 'renderer'))
    applyPreferences()
    open()
    app.on('activate', () => {
      if (!window) open()
    })
  })
}
