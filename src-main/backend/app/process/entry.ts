import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { leaveSignalsToParent, outliveTerminal } from '#backend/kernel/group-signals.ts'
import { startEarly } from '#backend/kernel/threads/thread-entry.ts'
import { siteFolders } from '#backend/storage/site-folders.ts'
import { dataFolder } from './data-folder.ts'
import { findEntries } from './entries.ts'
import { useWorkFolder } from './temporary-folder.ts'

/**
 * The backend's process: an Electron utility process, or a child of Node. Imports nothing of either host. The threads of
 * the storage read their code while this one reads the rest of its own, which takes about as long.
 */
leaveSignalsToParent()
outliveTerminal()
const { values } = parseArgs({
  options: { data: { type: 'string' }, backups: { type: 'string' }, check: { type: 'boolean' } },
})
const folder = dataFolder(values.data)
useWorkFolder(folder)
const [site] = siteFolders(folder)
const entries = findEntries()
const early = {
  ...entries,
  writerThread: startEarly(entries.writerThread, { folder: site }),
  readerThread: startEarly(entries.readerThread, { path: join(site, 'site.sqlite') }),
}
const { runBackend } = await import('./run-backend.ts')
await runBackend({ folder, backupFolder: values.backups, check: values.check ?? false, entries: early })
