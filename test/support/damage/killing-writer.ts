import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { serveWrites } from '#backend/storage/sqlite/threads/serve-writes.ts'

/**
 * A thread that writes, and kills its process at a step of the transaction: `KILL_AT` is `begin`, `commit`, or which call
 * of it. It does so once the file `armed` is in the data folder.
 */
const moment = process.env['KILL_AT'] ?? ''
let armed = ''
let calls = 0

parentPort?.on('message', ({ task, data }: { task?: string; data?: { folder: string } }) => {
  if (data) armed = join(dirname(data.folder), 'armed')
  if (task === undefined || !existsSync(armed)) return
  if (task === 'storage.begin') calls = 0
  if (task === 'storage.write') calls += 1
  const isNow = task === `storage.${moment}` || (task === 'storage.write' && String(calls) === moment)
  if (isNow) process.kill(process.pid, 'SIGKILL')
})
serveWrites()
