import { readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { app } from 'electron'
import type { AppUpdater, UpdateInfo } from 'electron-updater'
import type { AppAdapter } from 'electron-updater/out/AppAdapter'
import { z } from 'zod'
import type { ProxySession } from '../proxy.ts'
import { updateErrorOf } from './failure-of.ts'
import { installDeb } from './install-deb.ts'
import { type OfferedUpdate, type UpdateClient, UpdateError } from './update-client.ts'
import { verifyFile } from './verify-file.ts'

export interface ElectronClientOptions {
  /** Where downloads wait to be installed; for this user only. */
  readonly folder: string
  /** Ends the backend in order: an installer of Windows or macOS ends the program without waiting for it. */
  endBackend(): Promise<unknown>
  /** Has it go to the network the way that the person chose. */
  applyProxy(session: ProxySession): Promise<void>
  /** From now on the program quits without a question. */
  quitUnasked(): void
}

/** What a server publishes of a release, as far as it is believed. */
const infoSchema = z.object({
  version: z.string().regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/),
  releaseNotes: z
    .string()
    .nullish()
    .transform((notes) => (notes ?? '').slice(0, 200_000)),
  files: z.array(z.object({ url: z.string(), sha512: z.string() })).min(1),
})

/** Of one check. A later one has an updater of its own, since the library joins a new check to one that hangs. */
interface Found {
  readonly updater: AppUpdater
  /** The SHA-512 of each published file, in Base64. */
  readonly sums: ReadonlyMap<string, string>
  readonly offered: OfferedUpdate
}

/** The library's id of this installation, and what it would be sent as: nobody is to be recognized by it. */
const NO_ID = '00000000-0000-4000-8000-000000000000'
const ID_HEADER = { 'x-user-staging-id': '' }

type Kind = 'deb' | 'other'

/** How this installation was made: electron-builder leaves a note in a .deb. */
async function installationKind(): Promise<Kind> {
  if (process.platform !== 'linux') return 'other'
  const type = await readFile(join(process.resourcesPath, 'package-type'), 'utf8').catch(() => '')
  return type.trim() === 'deb' ? 'deb' : 'other'
}

/** Of this kind of installation. It is given its place afterwards: given it before, the library has no way to the network. */
async function newUpdater(kind: Kind): Promise<AppUpdater> {
  const { AppImageUpdater, DebUpdater, MacUpdater, NsisUpdater } = await import('electron-updater')
  if (process.platform === 'win32') return new NsisUpdater()
  if (process.platform === 'darwin') return new MacUpdater()
  return kind === 'deb' ? new DebUpdater() : new AppImageUpdater()
}

async function createUpdater(folder: string, kind: Kind): Promise<AppUpdater> {
  const updater = await newUpdater(kind)
  Object.assign(updater, {
    app: {
      version: app.getVersion(),
      name: app.name,
      isPackaged: true,
      appUpdateConfigPath: join(process.resourcesPath, 'app-update.yml'),
      userDataPath: folder,
      baseCachePath: folder,
      whenReady: () => app.whenReady(),
      relaunch: () => app.relaunch(),
      quit: () => app.quit(),
      onQuit: (handler: (exitCode: number) => void) =>
        void app.once('quit', (_event, exitCode) => handler(exitCode)),
    } satisfies AppAdapter,
    stagingUserIdPromise: { value: Promise.resolve(NO_ID) },
  })
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.allowDowngrade = false
  updater.disableWebInstaller = true
  // Whole files only: their sum is the one that was published.
  updater.disableDifferentialDownload = true
  updater.logger = null
  updater.requestHeaders = ID_HEADER
  return updater
}

/** @throws UpdateError 'server' where it is no description of a release */
function read(updater: AppUpdater, info: UpdateInfo): Found | null {
  const { data } = infoSchema.safeParse(info)
  if (!data) throw new UpdateError('server')
  const { version, releaseNotes: notes, files } = data
  // Whoever has a finished version is not offered one that is none.
  if (version.includes('-') && !app.getVersion().includes('-')) return null
  const sums = new Map(files.map(({ url, sha512 }) => [fileName(url), sha512]))
  return { updater, sums, offered: { version, notes } }
}

const fileName = (url: string) => basename(decodeURIComponent(url.replace(/[?#].*$/, '')))

/** Finds and installs updates by electron-updater, with what that leaves open closed. */
export function electronClient({
  folder,
  endBackend,
  applyProxy,
  quitUnasked,
}: ElectronClientOptions): UpdateClient {
  const kind = installationKind()
  let found: Found | null = null
  let downloaded: { readonly path: string; readonly sum: string } | null = null

  /** What is not as it was published goes: the library would take it for downloaded, without another look. */
  async function orRemove(path: string, work: Promise<void>): Promise<void> {
    try {
      await work
    } catch (error) {
      if (updateErrorOf(error).why === 'damaged') {
        downloaded = null
        await rm(path, { force: true }).catch(() => undefined)
      }
      throw error
    }
  }
  const verify = (path: string, sum: string) => orRemove(path, verifyFile(path, sum))

  /** This program again, whichever version is there now. */
  function restart(): void {
    quitUnasked()
    app.relaunch()
    app.quit()
  }

  async function installOther(updater: AppUpdater, path: string, sum: string): Promise<void> {
    await endBackend()
    // From here on nothing works without a backend, so that a failure has the version that is there start again.
    updater.once('error', restart)
    try {
      await verify(path, sum)
      quitUnasked()
      updater.quitAndInstall(true, true)
    } catch (error) {
      restart()
      throw error
    }
  }

  return {
    async check(signal) {
      try {
        const updater = await createUpdater(folder, await kind)
        await applyProxy(updater.netSession)
        const result = await updater.checkForUpdates()
        if (signal.aborted) throw new UpdateError('no-answer')
        found = result?.isUpdateAvailable ? read(updater, result.updateInfo) : null
        downloaded = null
        return found?.offered ?? null
      } catch (error) {
        throw updateErrorOf(error)
      }
    },

    async download(onProgress, signal) {
      if (!found) throw new UpdateError('server')
      const { updater, sums } = found
      const { CancellationToken } = await import('electron-updater')
      const token = new CancellationToken()
      signal.addEventListener('abort', () => token.cancel(), { once: true })
      updater.on('download-progress', ({ percent }) => onProgress(percent / 100))
      try {
        const [path = ''] = await updater.downloadUpdate(token)
        // Of the server nothing more is expected; a slow disk is no silence of it.
        onProgress(1)
        const sum = sums.get(basename(path)) ?? ''
        await verify(path, sum)
        downloaded = { path, sum }
      } catch (error) {
        throw updateErrorOf(error)
      } finally {
        updater.removeAllListeners('download-progress')
      }
    },

    async install() {
      if (!found || !downloaded) throw new UpdateError('damaged')
      const { path, sum } = downloaded
      await verify(path, sum)
      if ((await kind) === 'deb') {
        await orRemove(path, installDeb(path, sum))
        restart()
      } else await installOther(found.updater, path, sum)
    },
  }
}
