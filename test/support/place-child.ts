import { createBackend } from '#backend/app/backend.ts'
import { seededRandom, testClock, testLog } from './parts.ts'
import { testEntries } from './test-entries.ts'
import { connectTo } from './test-client.ts'

/**
 * A backend in a process of its own whose site is in a database: it moves the site back into the folder, or opens a site
 * file into the database, `node place-child.ts FOLDER [SITE-FILE]`. It notifies its parent before.
 */
const [folder = '', file] = process.argv.slice(2)
const backend = await createBackend({
  clock: testClock('2026-11-24T11:00:00Z'),
  random: seededRandom(folder),
  dataFolder: folder,
  log: testLog(),
  checkOutputs: false,
  entries: testEntries,
  database: null,
  databasePassword: 'none',
})
const { api, done } = connectTo(backend)
process.send?.('begins')
if (file === undefined) await done(api.storagePlace.moveBack({}))
else await done(api.siteFile.open({ file: (await backend.files.registerRead(file)).token }))
process.send?.('has ended')
await backend.close()
process.disconnect()
