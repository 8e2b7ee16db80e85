import { createHash } from 'node:crypto'
import { createBackend } from '#backend/app/backend.ts'
import { creationOf } from './creations.ts'
import { seededRandom, testClock, testLog } from './parts.ts'
import { testEntries } from './test-entries.ts'
import { connectTo } from './test-client.ts'

/**
 * A backend in a process of its own that creates codes until it is killed: `node creating-child.ts FOLDER CODES SEED`.
 * It notifies its parent of the start, of progress and of the end.
 */
const [folder = '', codes = '0', seed = ''] = process.argv.slice(2)
const notify = (message: { at: 'started' | 'progress' | 'ended'; done: number }) => process.send?.(message)

const backend = await createBackend({
  clock: testClock(),
  // Another seed for each run: codes of runs that were completed must not come again.
  random: seededRandom(createHash('sha1').update(seed).digest('hex')),
  dataFolder: folder,
  log: testLog(),
  checkOutputs: false,
  entries: testEntries,
})
const client = connectTo(backend)
const creation = creationOf({}, Number(codes))
const started = client.api.promo.create({ creation, expect: { codes: Number(codes) } })
notify({ at: 'started', done: 0 })
const { jobId } = await started
const watch = setInterval(async () => {
  const job = (await client.api.jobs.list({})).find((running) => running.jobId === jobId)
  if (job) notify({ at: 'progress', done: job.progress.done })
}, 5)
await client.api.jobs.wait({ jobId })
clearInterval(watch)
notify({ at: 'ended', done: Number(codes) })
