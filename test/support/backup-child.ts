import { setTimeout as pause } from 'node:timers/promises'
import { createBackend } from '#backend/app/backend.ts'
import { seededRandom, testClock, testLog } from './parts.ts'
import { testEntries } from './test-entries.ts'
import { connectTo } from './test-client.ts'

/**
 * A backend in a process of its own that makes backups, or restores the one named, until it is killed:
 * `node backup-child.ts FOLDER create|ID`. It notifies its parent before each one, and once one is restored.
 */
const [folder = '', what = ''] = process.argv.slice(2)
const clock = testClock('2026-11-24T11:00:00Z')
const backend = await createBackend({
  clock,
  random: seededRandom(folder),
  dataFolder: folder,
  log: testLog(),
  checkOutputs: false,
  entries: testEntries,
})
const { api, done } = connectTo(backend)
for (let turns = 0; ; turns += 1) {
  clock.advance(1000)
  await api.site.update({ name: `Turn ${turns}` })
  process.send?.({ turns })
  if (what === 'create') await done(api.backups.create({}))
  else {
    const start = performance.now()
    await done(api.backups.restore({ id: what }))
    process.send?.({ turns, restored: true })
    // The next turn changes what was restored: a kill has as long to find it.
    await pause(performance.now() - start)
  }
}
