import { parentPort } from 'node:worker_threads'
import { serveWrites } from '#backend/storage/sqlite/threads/serve-writes.ts'

/** A thread that writes, and ends at once where the draft `die` is written, or where a transaction is committed after `die-late`. */
let late = false
parentPort?.on('message', ({ task, input }: { task?: string; input?: { parameters?: unknown } }) => {
  const written = JSON.stringify(input?.parameters ?? null)
  if (written.includes('"die"')) process.exit(1)
  late ||= written.includes('"die-late"')
  if (late && task === 'storage.commit') process.exit(1)
})
serveWrites()
