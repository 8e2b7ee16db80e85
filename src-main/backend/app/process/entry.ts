import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createPrivately, tighten } from '#backend/kernel/files/private-files.ts'
import { leaveSignalsToParent, outliveTerminal } from '#backend/kernel/group-signals.ts'
import { startEarly } from '#backend/kernel/threads/thread-entry.ts'
import { isReadAtOnce } from '#backend/storage/sqlite/read-at-once.ts'
import { siteFolders } from '#backend/storage/site-folders.ts'
import { hasChoice } from '../sites/has-choice.ts'
import { dataFolder } from './data-folder.ts'
import { namesDatabase } from './database-setting.ts'
import { findEntries } from './entries.ts'
import { cacheFolder } from './environment.ts'
import { useWorkFolder } from './temporary-folder.ts'

/**
 * The backend's process: an Electron utility process, or a child of Node. Imports nothing of either host. Where the storage
 * needs its threads at once, they read their code while this one reads the rest of its own, which takes about as long.
 */
leaveSignalsToParent()
outliveTerminal()
const { values } = parseArgs({
  options: { data: { type: 'string' }, backups: { type: 'string' }, check: { type: 'boolean' } },
})
const folder = dataFolder(values.data)
createPrivately(folder)
// Node makes it before anything of ours runs, with the umask that the process was started with.
tighten(cacheFolder(folder))
useWorkFolder(folder)
const [site] = siteFolders(folder)
const entries = findEntries()
/** When the first window has had the machine to itself. */
const STORAGE_AFTER_MS = 1500
const threads =
  namesDatabase(process.env) || hasChoice(folder)
    ? {}
    : isReadAtOnce(site)
      ? { storageAfterMs: STORAGE_AFTER_MS }
      : {
          writerThread: startEarly(entries.writerThread, { folder: site }),
          readerThread: startEarly(entries.readerThread, { path: join(site, 'site.sqlite') }),
        }
const { runBackend } = await import('./run-backend.ts')
await runBackend({
  folder,
  backupFolder: values.backups,
  check: values.check ?? false,
  entries: { ...entries, ...threads },
})
