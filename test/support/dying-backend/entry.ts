import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createBackend } from '#backend/app/backend.ts'
import type { Connection } from '#backend/kernel/contract/connection.ts'
import { hostChannel } from '#backend/app/process/host-channel.ts'
import { serve } from '#backend/app/process/serve.ts'
import type { ToClient } from '#shared/wire.ts'
import { testLog } from '../parts.ts'
import { testEntries } from '../test-entries.ts'

/**
 * The real backend in a process of its own that kills itself, once, at a moment that a file in its data folder names:
 * `die-before` when a call with a request id arrives, `die-after` when it reports what was just committed, before any
 * answer goes out, `die-at-look-up` when it is asked what came of a request.
 */
const { values } = parseArgs({ options: { data: { type: 'string', default: '' } } })

function dieIf(moment: 'before' | 'after' | 'at-look-up'): void {
  const file = join(values.data, `die-${moment}`)
  if (!existsSync(file)) return
  rmSync(file)
  process.kill(process.pid, 'SIGKILL')
  // Nothing more happens in this process: not even an answer of this very turn.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

const COMMITTED = /^(history\.onRecorded|site\.onChanged|views\.onChanged|payments\.onChanged)$/

const mortal = (connection: Connection): Connection => ({
  ...connection,
  send(message: ToClient) {
    const reportsCommit = message.type === 'event' && COMMITTED.test(message.name)
    if (reportsCommit) dieIf('after')
    connection.send(message)
  },
  onMessage: (listener) =>
    connection.onMessage((message) => {
      const { requestId, method } = message as { requestId?: string; method?: string }
      if (requestId !== undefined) dieIf('before')
      if (method === 'history.request') dieIf('at-look-up')
      listener(message)
    }),
})

const log = testLog()
await serve({
  channel: hostChannel(log),
  log,
  exit: (code) => process.exit(code),
  async start() {
    const backend = await createBackend({
      clock: { now: () => Date.now() },
      random: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
      dataFolder: values.data,
      log,
      checkOutputs: true,
      entries: testEntries,
    })
    return { ...backend, connect: (connection) => backend.connect(mortal(connection)) }
  },
})
