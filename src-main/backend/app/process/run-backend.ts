import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { environmentProxy } from '#backend/areas/paypal/paypal.ts'
import type { Repeat } from '#backend/areas/backups/backups.ts'
import type { Entries, Log } from '#backend/kernel/dependencies.ts'
import { guarded } from '#backend/kernel/guarded.ts'
import { describeError, logFile } from '#backend/kernel/log-file.ts'
import { createBackend } from '../backend.ts'
import { takeDatabase } from './database-setting.ts'
import { hostChannel } from './host-channel.ts'
import { hostFileManager } from './host-file-manager.ts'
import { createIdleCollector } from './idle-collector.ts'
import { hostKeychain } from './host-keychain.ts'
import { hostProxy } from './host-proxy.ts'
import { hostWorkbooks } from './host-workbooks.ts'
import { reportFailedStart, serve } from './serve.ts'

/** A disk that is slow anyway is not read from end to end while the first window is filled. */
const CHECK_AFTER_MS = 2500

/** The host ends a process whose start has failed; one without a host ends by itself. */
const LAST_WORD_MS = 2000

/** Backups wait until the first window is shown and has read what it shows. */
const FIRST_BACKUP_MS = 15_000
const HOUR_MS = 3_600_000

const hourly =
  (log: Log): Repeat =>
  (work) => {
    const run = guarded(log, 'backup.check-failed', work)
    const first = setTimeout(run, FIRST_BACKUP_MS).unref()
    const later = setInterval(run, HOUR_MS).unref()
    return () => {
      clearTimeout(first)
      clearInterval(later)
    }
  }

export interface RunOptions {
  readonly folder: string
  /** The folder for backups from now on, as an absolute path. */
  readonly backupFolder?: string | undefined
  /** Parse every output against the contract. */
  readonly check: boolean
  readonly entries: Entries
}

/** Runs the backend as a process of its own, until its host ends it. */
export async function runBackend({ folder, backupFolder, check, entries }: RunOptions): Promise<void> {
  const clock = { now: () => Date.now() }
  const log = logFile({ folder: join(folder, 'logs'), name: 'backend', clock })

  /** What nobody caught leaves the state unknown: better a clean start than going on with it. */
  function crash(error: unknown): void {
    if (isStarted) {
      log.error('backend.uncaught', describeError(error))
      process.exit(70)
    }
    reportFailedStart(error, channel, log)
    setTimeout(() => process.exit(70), LAST_WORD_MS)
  }
  const channel = hostChannel(log)
  let isStarted = false
  process.on('uncaughtException', crash)
  process.on('unhandledRejection', crash)

  await serve({
    channel,
    async start() {
      const backend = await createBackend({
        clock,
        random: { bytes: (count) => randomBytes(count) },
        dataFolder: folder,
        ...takeDatabase(process.env),
        author: process.env.ECOMMERCE_ADMIN_AUTHOR ?? null,
        log,
        checkOutputs: check,
        entries,
        ...(channel.takesPorts && { startWorkbookProcess: hostWorkbooks(channel) }),
        keychain: hostKeychain(channel),
        backups: {
          folder: backupFolder,
          repeat: hourly(log),
          showFile: hostFileManager(channel),
        },
        onFileDone: (token) => channel.post({ type: 'file-done', token }),
        paypal: { proxyFor: hostProxy(channel, environmentProxy(process.env)) },
      })
      isStarted = true
      setTimeout(guarded(log, 'backend.check-failed', backend.checkSite), CHECK_AFTER_MS).unref()
      return backend
    },
    log,
    exit: (code) => process.exit(code),
    onAsked: createIdleCollector(),
  })
}
