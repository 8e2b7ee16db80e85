import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Port, portPair } from '#backend/app/process/channel.ts'
import { backendEnvironment } from '#backend/app/process/environment.ts'
import { forkLauncher } from '#backend/app/process/fork-launcher.ts'
import { supervise, type Supervisor } from '#backend/app/process/supervisor.ts'
import { createCalls } from '#shared/calls.ts'
import type { BackendState, EventMessage } from '#shared/wire.ts'
import { systemAfter, systemClock } from '../../src-main/hosts/clock.ts'
import { until } from '../support/condition.ts'
import { nestedArrays } from '../support/hostile/values.ts'

const entry = fileURLToPath(new URL('../support/fake-backend/entry.ts', import.meta.url))
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

let folder: string
let backend: Supervisor<Port>
let states: BackendState[]

const supervised = (env = process.env): Supervisor<Port> => {
  const launch = forkLauncher<Port>({
    entry,
    args: ['--data', folder],
    node: process.execPath,
    open: (client) => client,
    env: backendEnvironment(env, folder),
  })
  const supervisor = supervise({ launch, clock: systemClock, after: systemAfter, log })
  supervisor.onState((state) => states.push(state))
  return supervisor
}

const running = () => until('the backend runs', () => backend.state?.state === 'running')

function client() {
  const events: EventMessage[] = []
  const [near, far] = portPair()
  const calls = createCalls({ send: (message) => near.post(message), onEvent: (event) => events.push(event) })
  near.onMessage(calls.receive)
  near.onClose(calls.abandon)
  backend.connect(far)
  return { call: calls.call, events }
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'process-'))
  states = []
  backend = supervised()
})
afterEach(async () => {
  await backend.shutDown()
  await rm(folder, { recursive: true, force: true })
})

it('carries calls, refusals and events between clients and the process', async () => {
  backend.start()
  await running()
  const [one, other] = [client(), client()]
  expect(await one.call('fake.echo', { text: 'blåbær' })).toEqual({
    pid: backend.pid,
    input: { text: 'blåbær' },
  })
  await expect(one.call('fake.refuse', null)).rejects.toMatchObject({
    code: 'promo.nothing-to-change',
    details: { left: 3 },
  })
  await one.call('fake.event', null)
  expect(one.events).toEqual([
    { type: 'event', name: 'history.onRecorded', payload: { operationId: 7, kind: 'undo' } },
  ])
  expect(other.events).toEqual([])
})

it('answers a call whose input cannot be carried, and keeps both processes', async () => {
  backend.start()
  await running()
  const before = backend.pid
  const { call } = client()
  const cyclic: Record<string, unknown> = {}
  cyclic.self = cyclic
  for (const input of [
    nestedArrays(100),
    nestedArrays(5000),
    nestedArrays(100_000),
    cyclic,
    new Map(),
    () => 1,
  ])
    await expect(call('fake.echo', input)).rejects.toMatchObject({ code: 'input.invalid' })
  expect(await call('fake.echo', nestedArrays(20))).toEqual({ pid: before, input: nestedArrays(20) })
  expect(states.map(({ state }) => state)).toEqual(['running'])
})

it('goes on whatever the backend’s process says', async () => {
  backend.start()
  await running()
  const { call } = client()
  const said = [null, 1, 'x', [], {}, { type: 'to-client' }, { type: 'to-client', client: 99, message: {} }]
  const shapes = [
    { type: 'constructor' },
    { type: 'refused', request: 1, error: null },
    new Map(),
    nestedArrays(200),
  ]
  for (const message of [...said, ...shapes]) await call('fake.say', message).catch(() => undefined)
  expect(await call('fake.echo', 1)).toMatchObject({ input: 1 })
  expect(states.map(({ state }) => state)).toEqual(['running'])
})

it('registers files, and passes a refusal on', async () => {
  backend.start()
  await running()
  expect(await backend.registerRead(entry, 'names.csv')).toEqual({
    token: 'r'.repeat(32),
    name: 'names.csv',
    bytes: 1,
  })
  expect(await backend.registerWrite(join(folder, 'x.csv'))).toMatchObject({ bytes: null })
  await expect(backend.registerRead('/nowhere', 'gone.csv')).rejects.toMatchObject({
    code: 'file.unreadable',
    details: { name: 'gone.csv' },
  })
})

it('rejects what is under way when the process dies, and starts another one by itself', async () => {
  backend.start()
  await running()
  const before = backend.pid
  const waiting = client().call('fake.never', null)
  process.kill(before ?? 0, 'SIGKILL')
  await expect(waiting).rejects.toMatchObject({ code: 'backend.restarting' })
  await until('it runs again', () => states.at(-1)?.state === 'running' && backend.pid !== before)
  expect(states.map(({ state }) => state)).toEqual(['running', 'restarting', 'running'])
  expect(await client().call('fake.echo', 1)).toMatchObject({ input: 1 })
})

it('stops with the reason when the backend refuses to start, until a person tries again', async () => {
  await writeFile(join(folder, 'refuse'), '')
  backend.start()
  await until('it is stopped', () => backend.state?.state === 'stopped')
  expect(backend.state).toMatchObject({ error: { code: 'storage.newer', details: { found: 20, known: 10 } } })
  await expect(backend.registerWrite('/x')).rejects.toMatchObject({ code: 'backend.restarting' })
  await rm(join(folder, 'refuse'))
  backend.retry()
  await running()
  expect(states.map(({ state }) => state)).toEqual(['stopped', 'running'])
})

it.each([
  ['ends without a word', 'crash', { cause: 'ended', detail: 'exit 3' }],
  ['meets an error that nobody expected', 'fail', { cause: 'error' }],
] as const)(
  'asks a person after the second start that %s, and starts when that person says so',
  async (_what, file, details) => {
    await writeFile(join(folder, file), '')
    backend.start()
    await until('it is stopped', () => backend.state?.state === 'stopped')
    expect(states[0]).toEqual({ state: 'restarting', attempt: 1, retryInSeconds: 0 })
    expect(states[1]).toMatchObject({ error: { code: 'backend.start-failed', details } })
    expect(JSON.stringify(states)).not.toContain('Nordmann')
    expect((await readFile(join(folder, 'starts'), 'utf8')).trim().split('\n')).toHaveLength(2)
    await rm(join(folder, file))
    backend.retry()
    await running()
  },
)

it('says that the program’s own files are missing', async () => {
  const launch = forkLauncher<Port>({
    entry: join(folder, 'no-such-entry.js'),
    args: [],
    node: process.execPath,
    open: (client) => client,
    env: process.env,
  })
  backend = supervise({ launch, clock: systemClock, after: systemAfter, log })
  backend.start()
  await until('it is stopped', () => backend.state?.state === 'stopped')
  expect(backend.state).toMatchObject({ error: { details: { cause: 'program-files' } } })
})

it('waits at shut-down until the last part is written', async () => {
  backend.start()
  await running()
  await backend.shutDown()
  expect((await readFile(join(folder, 'written'), 'utf8')).trim().split('\n')).toHaveLength(100)
  expect(backend.pid).toBeUndefined()
  expect(states.map(({ state }) => state)).toEqual(['running'])
})

it('does not hand Node’s and Electron’s switches on', async () => {
  backend = supervised({ ...process.env, NODE_OPTIONS: '--no-such-switch', ELECTRON_RUN_AS_NODE: '1' })
  backend.start()
  await running()
})
