import { once } from 'node:events'
import { portPair } from '#backend/app/process/channel.ts'
import { createCalls } from '#shared/calls.ts'
import { testKeychain } from '../commerce/keychain.ts'
import { openShop } from '../payments/shop.ts'
import { clientOver } from '../process/backend-process.ts'
import { testEntries } from '../test-entries.ts'
import { arm, mutationsOf, type Mutation } from './mutations.ts'

/**
 * A backend in a process of its own that makes one call of a method once its parent says so:
 * `node mutating-child.ts FOLDER METHOD`. It notifies its parent when it is ready and when the call was answered.
 */
const [folder = '', method = ''] = process.argv.slice(2)
const notify = (at: 'ready' | 'begun' | 'answered', operationId: number | null = null) =>
  process.send?.({ at, operationId })

const writerThread = new URL('./killing-writer.ts', import.meta.url)
// What is queued is not tried by itself again meanwhile.
const mail = { pace: { message: [600], server: [600], answer: 3000 } }
const shop = await openShop({
  folder,
  parts: { keychain: testKeychain(Buffer.alloc(32, 7)), entries: { ...testEntries, writerThread }, mail },
})
// A client as a window is one: it gives each call a request id.
const [near, far] = portPair()
const calls = createCalls({ send: (message) => near.post(message), onEvent: () => undefined })
near.onMessage(calls.receive)
shop.backend.backend.connect({
  send: (message) => far.post(message),
  onMessage: (receive) => far.onMessage(receive),
  onClose: () => undefined,
})
shop.backend = { ...shop.backend, ...clientOver(calls.call) }

const [area = '', name = ''] = method.split('.')
const mutation = (mutationsOf(shop) as Record<string, Record<string, Mutation>>)[area]?.[name]
if (!mutation) throw new Error(`no call of ${method}`)
const act = await mutation()
const going = once(process, 'message')
notify('ready')
await going
await arm(folder)
notify('begun')
const answer = (await act()) as { operationId?: number | null } | undefined
notify('answered', answer?.operationId ?? null)
