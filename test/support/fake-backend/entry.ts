import { existsSync } from 'node:fs'
import { appendFile, mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Connection } from '#backend/kernel/contract/connection.ts'
import { hostChannel } from '#backend/app/process/host-channel.ts'
import { serve, type Served } from '#backend/app/process/serve.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { callMessageSchema } from '#shared/wire.ts'

/**
 * A backend's process without a database, over the real messages. Files in its data folder say how to start:
 * `refuse` makes it refuse, `crash` makes it crash, `fail` makes the start fail with an error.
 */
const { values } = parseArgs({ options: { data: { type: 'string', default: '' } } })
const at = (name: string) => join(values.data, name)
const PARTS = 100
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

let clients = 0
const connected = new Set<number>()

function connect(connection: Connection): void {
  clients += 1
  const client = clients
  connected.add(client)
  connection.onClose(() => connected.delete(client))
  connection.onMessage((message) => {
    const { id, method, input } = callMessageSchema.parse(message)
    if (method === 'fake.crash') process.kill(process.pid, 'SIGKILL')
    else if (method === 'fake.event') {
      connection.send({
        type: 'event',
        name: 'history.onRecorded',
        payload: { operationId: 7, kind: 'undo' },
      })
      connection.send({ type: 'reply', id, ok: true, output: null })
    } else if (method === 'fake.refuse') {
      const error = { code: 'promo.nothing-to-change', message: 'Nothing', details: { left: 3 } }
      connection.send({ type: 'reply', id, ok: false, error })
    } else if (method === 'fake.say') {
      // Straight to the host, whatever it is.
      process.send?.(input)
      connection.send({ type: 'reply', id, ok: true, output: null })
    } else if (method === 'fake.client') {
      connection.send({ type: 'reply', id, ok: true, output: { client, connected: [...connected] } })
    } else if (method === 'fake.deep') {
      let output: unknown = null
      for (let level = 0; level < 100_000; level += 1) output = [output]
      connection.send({ type: 'reply', id, ok: true, output })
    } else if (method !== 'fake.never')
      connection.send({ type: 'reply', id, ok: true, output: { pid: process.pid, input } })
  })
}

/** A write that takes its time: each part reaches the disk before the next. */
async function writeSlowly(): Promise<void> {
  const file = await open(at('written'), 'w')
  for (let part = 1; part <= PARTS; part++) {
    await file.write(`${part}\n`)
    await file.sync()
  }
  await file.close()
}

async function start(): Promise<Served> {
  await mkdir(values.data, { recursive: true })
  await appendFile(at('starts'), `${process.pid}\n`)
  if (existsSync(at('crash'))) process.exit(3)
  if (existsSync(at('fail'))) throw new TypeError('of Kari Nordmann')
  if (existsSync(at('refuse'))) throw new Refusal('storage.newer', { found: 20, known: 10 })
  return {
    connect,
    files: {
      registerRead: async (path, name = 'file') => {
        if (!existsSync(path)) throw new Refusal('file.unreadable', { name })
        return { token: 'r'.repeat(32), name, bytes: 1 }
      },
      registerWrite: () => ({ token: 'w'.repeat(32), name: 'file', bytes: null }),
      release: () => undefined,
    },
    close: writeSlowly,
  }
}

await serve({
  channel: hostChannel(log),
  start,
  log,
  exit: (code) => process.exit(code),
})
