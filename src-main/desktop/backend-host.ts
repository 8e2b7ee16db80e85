import { join } from 'node:path'
import { app, type MessagePortMain } from 'electron'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { Port } from '#backend/app/process/channel.ts'
import { findEntries } from '#backend/app/process/entries.ts'
import { backendEnvironment } from '#backend/app/process/environment.ts'
import { guarded } from '#backend/kernel/guarded.ts'
import { forkLauncher } from '#backend/app/process/fork-launcher.ts'
import { canRunBackend } from '#backend/app/process/node-api.ts'
import type { Launch } from '#backend/app/process/launcher.ts'
import { supervise, type Supervisor } from '#backend/app/process/supervisor.ts'
import type { ProxyFor } from '#backend/app/process/host-proxy.ts'
import { systemAfter, systemClock } from '../hosts/clock.ts'
import { systemFileManager } from './file-manager.ts'
import { systemKeychain } from './system-keychain.ts'
import { utilityLauncher } from './utility-launcher.ts'
import { workbookProcesses } from './workbook-processes.ts'

export type DesktopBackend = Supervisor<MessagePortMain>

/** A client's port, read here because the backend is a process that it cannot move to. */
export const openPort = (real: MessagePortMain, log: Log): Port => ({
  post: (message) => real.postMessage(message),
  onMessage(listener) {
    real.on(
      'message',
      guarded(log, 'channel.failed', (event: { data: unknown }) => listener(event.data)),
    )
    real.start()
  },
  onClose: (listener) => real.on('close', listener),
  close: () => real.close(),
})

/**
 * The Node for a runtime whose own Node-API is too old for better-sqlite3 (which then crashes, uncatchably). A package for
 * tests has it beside the application.
 */
const node = () =>
  process.env.ECOMMERCE_ADMIN_NODE ??
  (app.isPackaged ? join(process.resourcesPath, 'node') : join(app.getAppPath(), 'node_modules/.bin/node'))

/** The same file outside the archive, which that Node cannot read. */
const outsideArchive = (file: string) => file.replace(/\.asar(?=[\\/])/, '.asar.unpacked')

export interface BackendChoice {
  /** In a utility process, where this Electron's Node-API is new enough; else in a child process of a newer Node. */
  utility: boolean
  entry: string
  /** The file of the process for a workbook, where a utility process is the backend's. */
  workbook?: string
  /** Node's own switches for the child process, such as those of a debugger. */
  execArgv?: readonly string[]
}

const entries = findEntries()

export const usualBackend: BackendChoice = {
  utility: canRunBackend(),
  entry: canRunBackend() ? entries.backend : outsideArchive(entries.backend),
  workbook: entries.workbookChild,
}

/** The backend of the desktop app, supervised. */
export function desktopBackend(
  folder: string,
  log: Log,
  { utility, entry, workbook, execArgv = [] }: BackendChoice,
  proxyFor: ProxyFor,
): DesktopBackend {
  const start = { entry, args: ['--data', folder], env: backendEnvironment(process.env, folder) }
  const launch: Launch<MessagePortMain> = utility
    ? utilityLauncher(start)
    : forkLauncher({ ...start, node: node(), execArgv, open: (port) => openPort(port, log) })
  return supervise({
    launch,
    clock: systemClock,
    after: systemAfter,
    log,
    keychain: systemKeychain,
    proxyFor,
    showFile: systemFileManager,
    ...(utility && workbook !== undefined && { workbooks: workbookProcesses(workbook) }),
  })
}

/** Starts it as early as it can be: a child process at once, a utility process when Electron is ready. */
export function startEarly(backend: DesktopBackend, { utility }: BackendChoice): void {
  if (utility) void app.whenReady().then(() => backend.start())
  else backend.start()
}
