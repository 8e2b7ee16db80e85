import { z } from 'zod'
import { createHost } from '../../../../src-renderer/host/index.ts'

/** A page that hands its host to the test, and notes what it is told. */
z.config({ jitless: true })
const host = await createHost()
const told: { events: unknown[]; states: unknown[] } = { events: [], states: [] }
host.onEvent((event) => told.events.push(event))
host.onBackendState((state) => told.states.push(state))
Object.assign(globalThis, { host, told })
