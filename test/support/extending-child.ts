import { createBackend } from '#backend/app/backend.ts'
import { pickAll } from './creations.ts'
import { seededRandom, testClock, testLog } from './parts.ts'
import { testEntries } from './test-entries.ts'
import { connectTo } from './test-client.ts'

/**
 * A backend in a process of its own that extends every code by a day, undoes that, and does it again until it is killed:
 * `node extending-child.ts FOLDER CODES`. It notifies its parent when it begins and how many turns it has taken.
 */
const [folder = '', codes = '0'] = process.argv.slice(2)
const backend = await createBackend({
  clock: testClock(),
  random: seededRandom(folder),
  dataFolder: folder,
  log: testLog(),
  checkOutputs: false,
  entries: testEntries,
})
const client = connectTo(backend)
const { resultSet, ranges } = await pickAll(client)
const picked = { resultSet, ranges }
const order = { picked, to: { kind: 'days', days: 1 } as const, expect: Number(codes) }
process.send?.({ turns: 0 })
for (let turns = 1; ; turns += 1) {
  const { undo } = await client.api.history.undoRedo({})
  if (undo?.details.kind === 'extend-codes')
    await client.done(client.api.history.undo({ operationId: undo.id }))
  else await client.done(client.api.promo.extend(order))
  process.send?.({ turns })
}
