import { z } from 'zod'
import { createHost } from '../../../../src-renderer/host/index.ts'

/** A page that hands its host to the test, and notes what it receives. */
z.config({ jitless: true })
const host = await createHost()
const received: { events: unknown[]; states: unknown[] } = { events: [], states: [] }
host.onEvent((event) => received.events.push(event))
host.onBackendState((state) => received.states.push(state))
Object.assign(globalThis, { host, received })
