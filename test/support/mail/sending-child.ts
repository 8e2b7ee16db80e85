import { randomBytes } from 'node:crypto'
import { TEST_NOW } from '../parts.ts'
import { startTestBackend } from '../test-backend.ts'
import { testEntries } from '../test-entries.ts'

/**
 * A backend in a process of its own that sends what waits in the outbox of a folder, as a person who starts it approves,
 * until somebody kills it:
 * `node sending-child.ts FOLDER ORIGIN`. Its clock begins at the tests' moment and goes on
 * from run to run: ORIGIN is when the first one began. It notifies its parent once it runs.
 */
const [folder = '', origin = '0'] = process.argv.slice(2)
const { api } = await startTestBackend({
  folder,
  clock: {
    now: () => Date.parse(TEST_NOW) + Date.now() - Number(origin),
    set: () => undefined,
    advance: () => undefined,
  },
  parts: {
    entries: testEntries,
    random: { bytes: (count) => randomBytes(count) },
    checkOutputs: false,
    mail: { pace: { message: [300, 300, 300, 300, 300, 300], server: [50, 100, 200, 400], answer: 10_000 } },
  },
})
await api.mail.resume({})
process.send?.('started')
// The parent's channel keeps the process running.
process.on('message', () => undefined)
