import { parseArgs } from 'node:util'
import { createPrivately, tighten } from '#backend/kernel/files/private-files.ts'
import { leaveSignalsToParent, outliveTerminal } from '#backend/kernel/group-signals.ts'
import { isReadAtOnce } from '#backend/storage/sqlite/read-at-once.ts'
import { YOUNG_MB } from '#backend/storage/sqlite/threads/thread-memory.ts'
import { siteFolders } from '#backend/storage/site-folders.ts'
import { hasChoice } from '../sites/has-choice.ts'
import { dataFolder } from './data-folder.ts'
import { namesDatabase } from './database-setting.ts'
import { findEntries, keepingThreads } from './entries.ts'
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
const entries = keepingThreads(findEntries())
/** When the first window has had the machine to itself. */
const STORAGE_AFTER_MS = 1500
const isHere = !namesDatabase(process.env) && !hasChoice(folder)
const waits = isHere && isReadAtOnce(site)
if (isHere && !waits)
  for (const { prepare } of [entries.writerThread, entries.readerThread]) prepare(YOUNG_MB)
const { runBackend } = await import('./run-backend.ts')
await runBackend({
  folder,
  backupFolder: values.backups,
  check: values.check ?? false,
  entries: { ...entries, ...(waits && { storageAfterMs: STORAGE_AFTER_MS }) },
})
