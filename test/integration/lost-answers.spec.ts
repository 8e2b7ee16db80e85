import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Port } from '#backend/app/process/channel.ts'
import { forkLauncher } from '#backend/app/process/fork-launcher.ts'
import { supervise, type Supervisor } from '#backend/app/process/supervisor.ts'
import { apiOver } from '#shared/contract/api.ts'
import type { Api, MethodName, Started } from '#shared/contract/index.ts'
import type { ErrorCode, ErrorDetails } from '#shared/contract/error-codes.ts'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import { type BrowserServer, serveBrowser } from '../../src-main/browser/server.ts'
import { newSessionSecrets } from '../../src-main/browser/secrets.ts'
import { createTemporaryFiles } from '../../src-main/hosts/temporary-files.ts'
import { createTransfers } from '../../src-main/browser/transfers.ts'
import { systemAfter, systemClock } from '../../src-main/hosts/clock.ts'
import { builtPage } from '../../src-main/hosts/page-files.ts'
import { contentFor } from '../support/commerce/contents.ts'
import { until } from '../support/condition.ts'
import { creationOf, pickAll } from '../support/creations.ts'
import { newFolder } from '../support/test-backend.ts'

const entry = fileURLToPath(new URL('../support/dying-backend/entry.ts', import.meta.url))
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

const secrets = newSessionSecrets()
let folder: string
let backend: Supervisor<Port>
let server: BrowserServer
let api: Api
let minutes = 0

/** A script: it chooses a request id only where it is given one. */
async function post(method: string, input: unknown, requestId?: string) {
  const response = await fetch(`${server.origin}/api/call`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${secrets.token}` },
    body: JSON.stringify({ method, input, requestId }),
  })
  return (await response.json()) as
    | { ok: true; output: unknown }
    | { ok: false; error: { code: ErrorCode; message: string; details: ErrorDetails<ErrorCode> } }
}
async function call(method: MethodName, input: unknown): Promise<unknown> {
  const answer = await post(method, input)
  if (answer.ok) return answer.output
  throw new Refusal(answer.error.code, answer.error.details, answer.error.message)
}
async function ended<T>(started: Promise<Started<T>>): Promise<T> {
  const end = await api.jobs.wait(await started)
  if (end.state === 'failed') throw new Error(end.error.message)
  return end.output as T
}

const dieAt = (moment: string) => writeFile(join(folder, `die-${moment}`), '')
const running = () => until('the backend runs', () => backend.state?.state === 'running', 50_000)

// One backend for all: every call that is lost starts another process anyway.
beforeAll(async () => {
  folder = await newFolder()
  await mkdir(join(folder, 'page'))
  backend = supervise({
    launch: forkLauncher<Port>({
      entry,
      args: ['--data', folder],
      node: process.execPath,
      env: process.env,
      open: (client) => client,
    }),
    // Each process has run for long, so that the pause before the next one does not grow.
    clock: { now: () => (minutes += 1) * 60_000 },
    after: systemAfter,
    log,
  })
  const temporary = createTemporaryFiles({ dataFolder: folder, clock: systemClock, after: systemAfter })
  const transfers = createTransfers(temporary, backend)
  server = await serveBrowser({
    backend,
    transfers,
    readPage: builtPage(join(folder, 'page')),
    secrets,
    temporary,
    log,
    port: 0,
  })
  api = apiOver(call)
  backend.start()
  await running()
})
afterAll(async () => {
  await server.close()
  await backend.shutDown()
  await rm(folder, { recursive: true, force: true })
})

/** Makes the call while the backend dies at `moment`; answers with the error that the caller got. */
async function lose(moment: string, act: () => Promise<unknown>) {
  await dieAt(moment)
  const pid = backend.pid
  const error: unknown = await act().catch((thrown: unknown) => thrown)
  await until('another process runs', () => backend.pid !== pid && backend.state?.state === 'running')
  if (!isRefusal(error)) throw new Error('the call was to be refused')
  return error
}
async function outcome(error: Refusal) {
  if (!isRefusal(error, 'backend.outcome-unknown'))
    throw new Error(`got ${error.code} instead: ${error.message}`)
  return await api.history.request({ requestId: error.details.requestId })
}

const create = (codes = 1) => ended(api.promo.create({ creation: creationOf({}, codes), expect: { codes } }))
const codesNow = async () => (await pickAll({ api })).count
/** So many of the codes that were created last. */
const pickLast = async (codes: number) => {
  const { resultSet, count } = await pickAll({ api })
  const ranges: [number, number][] = [[count - codes, count]]
  return { resultSet, ranges }
}
const totalNow = async () => (await api.history.list({ limit: 1 })).total
const revisionNow = async () => (await api.commerce.get({ service: 'events' })).test.revision
/** A text that is not stored yet, so that storing it is a change. */
const unused = (text: string) => `${text}-${++texts}`
let texts = 0

/** One call of each kind that changes something: what prepares it, and the call. */
const changes: Record<
  string,
  { before?: () => Promise<unknown>; act: (prepared: never) => Promise<unknown>; kind: string | null }
> = {
  'promo.create': { act: () => create(1000), kind: 'create-codes' },
  'promo.delete': {
    before: async () => (await create(3), pickLast(3)),
    act: (picked: Awaited<ReturnType<typeof pickLast>>) => ended(api.promo.delete({ picked, expect: 3 })),
    kind: 'delete-codes',
  },
  'history.undo': {
    before: () => create(2),
    act: ({ operationId }: { operationId: number }) => ended(api.history.undo({ operationId })),
    kind: 'undo',
  },
  'history.undo of an undo': {
    before: async () => ended(api.history.undo({ operationId: (await create(2)).operationId })),
    act: ({ operationId }: { operationId: number }) => ended(api.history.undo({ operationId })),
    kind: 'redo',
  },
  'mail.queue': {
    before: async () => {
      const content = contentFor('payflow-pro')
      await api.commerce.update({ service: 'events', base: await revisionNow(), content, passwords: [] })
      await create(1)
      return await pickLast(1)
    },
    act: (picked: Awaited<ReturnType<typeof pickLast>>) =>
      ended(api.mail.queue({ picked, language: 'en', expect: { messages: 1, codes: 1 } })),
    kind: 'queue-messages',
  },
  'siteFile.open': {
    before: async () => {
      await api.site.update({ name: unused('Fjordkurs') })
      const path = join(folder, 'site.ehandel')
      const { token } = await backend.registerWrite(path)
      await ended(api.siteFile.save({ file: token }))
      return await backend.registerRead(path)
    },
    act: ({ token }: { token: string }) => ended(api.siteFile.open({ file: token })),
    kind: 'open-site-file',
  },
  'site.update': { act: () => api.site.update({ name: unused('Fjordkurs') }), kind: 'change-settings' },
  'commerce.update': {
    before: revisionNow,
    act: (base: number) =>
      api.commerce.update({
        service: 'events',
        base,
        content: contentFor('payflow-pro', unused('konto')),
        passwords: [],
      }),
    kind: 'update-settings',
  },
  'mail.saveTemplate': {
    act: () =>
      api.mail.saveTemplate({
        service: 'events',
        language: 'en',
        content: { subject: unused('Your code'), text: '%PromoCode%' },
      }),
    kind: 'save-template',
  },
  'views.save': {
    act: () => api.views.save({ name: unused('Mine'), filter: {}, order: [], columns: [] }),
    kind: null,
  },
}

describe('a backend that is killed just after the commit', () => {
  it.each(Object.entries(changes))(
    '%s: its outcome is unknown, and then found to be done',
    async (method, change) => {
      const prepared = (await change.before?.()) as never
      const error = await lose('after', () => change.act(prepared))
      expect(error.code).toBe('backend.outcome-unknown')
      expect(error.message).toMatch(/outcome is unknown.*history\.request/)
      expect(error.message).not.toMatch(/not done/)
      const found = await outcome(error)
      expect(found).toMatchObject({ state: 'done', method: method.split(' ')[0] })
      expect(found.operations.map(({ details }) => details.kind)).toEqual(
        change.kind === null ? [] : [change.kind],
      )
    },
  )
})

describe('a backend that is killed before it does anything', () => {
  it.each(Object.entries(changes))(
    '%s: its outcome is unknown, and then found not to be done',
    async (_, change) => {
      const prepared = (await change.before?.()) as never
      const total = await totalNow()
      const found = await outcome(await lose('before', () => change.act(prepared)))
      expect(found).toEqual({ state: 'not-stored', method: null, site: null, operations: [] })
      expect(await totalNow()).toBe(total)
    },
  )
})

it('finds each of several changes that were under way at once by its own request', async () => {
  const before = await totalNow()
  await dieAt('after')
  const pid = backend.pid
  const names = ['En', 'To', 'Tre', 'Fire']
  const errors = await Promise.all(
    names.map((name) => api.site.update({ name }).catch((thrown: unknown) => thrown as Refusal)),
  )
  await until('another process runs', () => backend.pid !== pid && backend.state?.state === 'running')
  const found = await Promise.all(errors.map((error) => outcome(error as Refusal)))
  const stored = found.flatMap(({ operations }) => operations)
  const { operations: all, total } = await api.history.list({ limit: 10 })
  const operations = all.slice(0, total - before)
  expect(stored.map(({ id }) => id).sort()).toEqual(operations.map(({ id }) => id).sort())
  expect(found.some(({ state }) => state === 'done')).toBe(true)
  for (const { state, operations } of found) expect(operations.length).toBe(state === 'done' ? 1 : 0)
})

it('is found in the sample site, although the next backend opens the own one', async () => {
  await api.site.open({ kind: 'sample' })
  const found = await outcome(await lose('after', () => create(3)))
  expect((await api.site.get({})).kind).toBe('own')
  expect(found).toMatchObject({
    state: 'done',
    site: 'sample',
    operations: [{ details: { kind: 'create-codes', codes: 3 } }],
  })
})

it('is looked up again where the backend dies during the look-up', async () => {
  const before = await codesNow()
  const error = await lose('after', () => create(5))
  const again = await lose('at-look-up', () => outcome(error))
  expect(again.code).toBe('backend.restarting')
  expect(await outcome(error)).toMatchObject({
    state: 'done',
    operations: [{ details: { kind: 'create-codes', codes: 5 } }],
  })
  expect(await codesNow()).toBe(before + 5)
})

it('knows a job that was begun before the restart and asked for after it', async () => {
  const started = await api.promo.create({ creation: creationOf(), expect: { codes: 1 } })
  expect(await api.jobs.wait(started)).toMatchObject({ state: 'done' })
  const pid = backend.pid
  process.kill(pid ?? 0, 'SIGKILL')
  await until('another process runs', () => backend.pid !== pid && backend.state?.state === 'running')
  const error = (await api.jobs.wait(started).catch((thrown: unknown) => thrown)) as Refusal
  expect(await outcome(error)).toMatchObject({
    state: 'done',
    operations: [{ details: { kind: 'create-codes' } }],
  })
})

it('takes the request id that a script chose, and refuses one that is none', async () => {
  const requestId = 'script-2026-11-23-0001'
  const answer = await post('site.update', { name: unused('Fjordkurs') }, requestId)
  expect(answer.ok).toBe(true)
  expect(await api.history.request({ requestId })).toMatchObject({ state: 'done', method: 'site.update' })
  expect(await post('site.update', { name: 'Fjordkurs' }, 'no id')).toMatchObject({
    ok: false,
    error: { code: 'input.invalid' },
  })
  expect(await api.history.request({ requestId: 'never-sent' })).toMatchObject({ state: 'not-stored' })
})
