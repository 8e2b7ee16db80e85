import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Port } from '#backend/app/process/channel.ts'
import { forkLauncher } from '#backend/app/process/fork-launcher.ts'
import { supervise, type Supervisor } from '#backend/app/process/supervisor.ts'
import type { FileRef } from '#shared/contract/files.ts'
import { type BrowserServer, serveBrowser } from '../../src-main/browser/server.ts'
import { newSessionSecrets } from '../../src-main/browser/secrets.ts'
import { createTransfers, type FileAccess, type Transfers } from '../../src-main/browser/transfers.ts'
import { systemAfter, systemClock } from '../../src-main/hosts/clock.ts'
import { createTemporaryFiles, type TemporaryFiles } from '../../src-main/hosts/temporary-files.ts'
import { builtPage } from '../../src-main/hosts/page-files.ts'
import { until } from '../support/condition.ts'

const entry = fileURLToPath(new URL('../support/fake-backend/entry.ts', import.meta.url))
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const LIMIT = 1_000_000
const secrets = newSessionSecrets()

let folder: string
let backend: Supervisor<Port>
let server: BrowserServer
let transfers: Transfers
let temporary: TemporaryFiles
let places: Map<string, string>
/** What the host does later, and after how many milliseconds. */
let planned: Map<() => void, number>

/** Hands out tokens and remembers which path each one names, as the backend's registry does. */
function createFileAccess(): FileAccess {
  let last = 0
  const token = (path: string) => {
    const made = String(++last).padStart(16, '0')
    places.set(made, path)
    return made
  }
  return {
    registerRead: async (path, name) => ({ token: token(path), name, bytes: (await readFile(path)).length }),
    registerWrite: async (path) => ({ token: token(path), name: path.split('/').at(-1) ?? '', bytes: null }),
    release: (released) => void places.delete(released),
  }
}

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${server.origin}${path}`, {
    ...init,
    headers: { Authorization: `Bearer ${secrets.token}`, ...(init.headers as Record<string, string>) },
  })
const call = async (method: string, input: unknown = null, headers: Record<string, string> = {}) => {
  const body = JSON.stringify({ method, input })
  const response = await ask('/api/call', { method: 'POST', body, headers })
  return { status: response.status, answer: (await response.json()) as unknown }
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'browser-'))
  places = new Map()
  planned = new Map()
  await mkdir(join(folder, 'page'))
  await writeFile(join(folder, 'page/index.html'), 'page {{nonce}}')
  backend = supervise({
    launch: forkLauncher<Port>({
      entry,
      args: ['--data', join(folder, 'data')],
      node: process.execPath,
      env: process.env,
      open: (client) => client,
    }),
    clock: systemClock,
    after: systemAfter,
    log,
  })
  temporary = createTemporaryFiles({ dataFolder: folder, clock: systemClock, after: () => () => undefined })
  transfers = createTransfers(temporary, createFileAccess(), { bytes: LIMIT, keptBytes: 2 * LIMIT })
  server = await serveBrowser({
    backend,
    transfers,
    readPage: builtPage(join(folder, 'page')),
    secrets,
    temporary,
    log,
    port: 0,
    bodyLimits: { bytes: 10_000, ms: 300 },
    after(ms, then) {
      planned.set(then, ms)
      return () => planned.delete(then)
    },
  })
  backend.start()
  await until('the backend runs', () => backend.state?.state === 'running')
})
afterEach(async () => {
  await server.close()
  await backend.shutDown()
  await rm(folder, { recursive: true, force: true })
})

describe('calls', () => {
  it('answers with output or error, and a fitting status', async () => {
    expect(await call('fake.echo', { a: 'ø' })).toMatchObject({
      status: 200,
      answer: { ok: true, output: { input: { a: 'ø' } } },
    })
    expect(await call('fake.refuse')).toMatchObject({
      status: 409,
      answer: { ok: false, error: { code: 'promo.nothing-to-change', details: { left: 3 } } },
    })
  })

  it('says so at once when the backend dies under a call, and works again afterwards', async () => {
    expect(await call('fake.crash')).toMatchObject({
      status: 503,
      answer: { ok: false, error: { code: 'backend.restarting' } },
    })
    await until('it runs again', () => backend.state?.state === 'running')
    expect(await call('fake.echo', 1)).toMatchObject({ status: 200 })
  })

  it('refuses what is no call, too long, or too slow', async () => {
    const post = async (body: string) => (await ask('/api/call', { method: 'POST', body })).status
    expect(await post('{')).toBe(400)
    expect(await post('{"input":1}')).toBe(400)
    expect(await post(JSON.stringify({ method: 'fake.echo', input: 'x'.repeat(20_000) }))).toBe(413)
    const slow = connect(Number(new URL(server.origin).port), '127.0.0.1')
    slow.write(
      `POST /api/call HTTP/1.1\r\nHost: ${new URL(server.origin).host}\r\nAuthorization: Bearer ${secrets.token}\r\nContent-Length: 100\r\n\r\n{`,
    )
    const received = await new Promise<string>((resolve) =>
      slow.once('data', (data) => resolve(String(data))),
    )
    slow.destroy()
    expect(received).toMatch(/^HTTP\/1\.1 408 /)
  })

  it('describes the contract to scripts', async () => {
    const contract = (await (await ask('/api/contract')).json()) as {
      methods: Record<string, { kind: string; doc: string; input: { type: string }; output: object }>
    }
    expect(contract.methods['promo.create']).toMatchObject({ kind: 'job', input: { type: 'object' } })
    expect(contract.methods['site.get']?.doc).toMatch(/site/)
    expect(Object.keys(contract.methods)).toContain('jobs.wait')
  })

  it('sends everything so that no other page reads it and nobody keeps it', async () => {
    const asked: readonly [path: string, init: RequestInit][] = [
      ['/api/contract', {}],
      ['/api/call', { method: 'POST', body: '{"method":"site.get","input":{}}' }],
      ['/api/call', { method: 'POST', body: '{' }],
      ['/api/files?for=writing&name=a.csv', { method: 'POST' }],
      ['/api/files/none', {}],
      ['/api/events', {}],
      ['/api/session', {}],
      ['/api/nothing', {}],
      ['/api/contract', { headers: { Authorization: 'Bearer none' } }],
      ['/api/contract', { headers: { Origin: 'http://127.0.0.1:9' } }],
    ]
    for (const [path, init] of asked) {
      const stop = new AbortController()
      const { headers } = await ask(path, { ...init, signal: stop.signal })
      stop.abort()
      expect(Object.fromEntries(headers), `${path} ${JSON.stringify(init)}`).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
  })
})

async function listen(path: string) {
  const stop = new AbortController()
  const response = await ask(path, { signal: stop.signal })
  let text = ''
  const reading = (async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString()
  })().catch(() => undefined)
  return { received: () => text, stop: () => (stop.abort(), reading) }
}

describe('events', () => {
  it('sends the state and each event, and what a reader missed when it comes back', async () => {
    const reader = await listen('/api/events')
    await call('fake.event')
    await until('the event is received', () => /"operationId":7/.test(reader.received()))
    expect(reader.received()).toContain('event: state\ndata: {"state":"running"}')
    const [, start, first] = /id: (\w+)-(\d+)\nevent: event/.exec(reader.received()) ?? []
    await reader.stop()
    await call('fake.event')
    const again = await listen(`/api/events?after=${start}-${first}`)
    await until('the missed one is received', () =>
      again.received().includes(`id: ${start}-${Number(first) + 1}\nevent: event`),
    )
    expect(again.received()).not.toContain(`id: ${start}-${first}\n`)
    expect(again.received()).not.toContain('event: missed')
    await again.stop()
  })

  it('gives a place in the stream before anything has happened, so that nothing after it is missed', async () => {
    const reader = await listen('/api/events')
    await until('the place is received', () => reader.received().includes('event: ready'))
    const [, place] = /id: (\S+)\nevent: ready/.exec(reader.received()) ?? []
    await reader.stop()
    await call('fake.event')
    const again = await listen(`/api/events?after=${place}`)
    await until('the event is received', () => /"operationId":7/.test(again.received()))
    await again.stop()
  })

  it('says that events were missed which are not known any more, before the state', async () => {
    const reader = await listen('/api/events')
    await until('the place is received', () => reader.received().includes('event: ready'))
    const [, place = ''] = /id: (\S+)\nevent: ready/.exec(reader.received()) ?? []
    await reader.stop()
    for (let count = 0; count < 1000; count += 1) await call('fake.event')
    const whole = await listen(`/api/events?after=${place}`)
    await until('all are received', () => (whole.received().match(/"operationId":7/g) ?? []).length === 1000)
    expect(whole.received()).not.toContain('event: missed')
    await whole.stop()
    await call('fake.event')
    for (const after of [place, 'other-7', `${place.split('-')[0]}-999999`, '7', 'x']) {
      const again = await listen(`/api/events?after=${after}`)
      await until('the state is received', () => again.received().includes('event: state'))
      expect(again.received()).toMatch(/id: \S+\nevent: missed\n[\s\S]*event: state/)
      expect(again.received()).not.toContain('"operationId":7')
      await again.stop()
    }
  })

  it('reports when the backend goes away and comes back', async () => {
    const reader = await listen('/api/events')
    process.kill(backend.pid ?? 0, 'SIGKILL')
    await until('both are received', () => /"restarting"[\s\S]*"running"/.test(reader.received()))
    await reader.stop()
  })
})

describe('pages', () => {
  const PAGE = 'page-00001'
  interface Seen {
    client: number
    connected: number[]
  }
  const seenBy = async (page?: string): Promise<Seen> => {
    const { answer } = await call('fake.client', null, page === undefined ? {} : { 'Page-Id': page })
    return (answer as { output: Seen }).output
  }
  const inform = (why: 'hidden' | 'left', page = PAGE) =>
    ask(`/api/page/${why}?page=${page}`, { method: 'POST' })
  const later = () => [...planned.values()]
  /** Lets the time pass that the host waits for. */
  const passTime = () => {
    for (const then of [...planned.keys()]) {
      planned.delete(then)
      then()
    }
  }

  it('have a connection of their own each; scripts share one', async () => {
    const script = await seenBy()
    const page = await seenBy(PAGE)
    expect(page.client).not.toBe(script.client)
    expect((await seenBy('page-00002')).client).not.toBe(page.client)
    expect((await seenBy(PAGE)).client).toBe(page.client)
    expect((await seenBy()).client).toBe(script.client)
  })

  it('lose it some time after they have gone, not while they listen or wait for an answer', async () => {
    const reader = await listen(`/api/events?page=${PAGE}`)
    const { client } = await seenBy(PAGE)
    expect(later()).toEqual([])
    await reader.stop()
    await until('the end is noticed', () => planned.size > 0)
    expect(later()).toEqual([30_000])
    const again = await listen(`/api/events?page=${PAGE}`)
    expect(later()).toEqual([])
    const stop = new AbortController()
    const body = JSON.stringify({ method: 'fake.never', input: null })
    const headers = { 'Page-Id': PAGE }
    ask('/api/call', { method: 'POST', body, headers, signal: stop.signal }).catch(() => undefined)
    expect((await seenBy(PAGE)).client).toBe(client)
    await again.stop()
    // A call under way may be a job that somebody waits for.
    expect((await seenBy()).connected).toContain(client)
    expect(later()).toEqual([])
    stop.abort()
  })

  it('are released in the backend', async () => {
    const { client } = await seenBy(PAGE)
    passTime()
    expect((await seenBy()).connected).not.toContain(client)
    expect((await seenBy(PAGE)).client).not.toBe(client)
  })

  it('keep it longer while they are hidden, until they are left', async () => {
    const reader = await listen(`/api/events?page=${PAGE}`)
    await inform('hidden')
    await reader.stop()
    await until('the end is noticed', () => planned.size > 0)
    expect(later()).toEqual([3_600_000])
    await inform('left')
    expect(later()).toEqual([30_000])
  })

  it('get every event once', async () => {
    const reader = await listen(`/api/events?page=${PAGE}`)
    await seenBy(PAGE)
    await call('fake.event')
    await until('the event is received', () => /"operationId":7/.test(reader.received()))
    expect(reader.received().match(/"operationId":7/g)).toHaveLength(1)
    await reader.stop()
  })

  it('are at most a hundred: one that is idle makes room, and where all are in use others share one', async () => {
    const idle = await seenBy(PAGE)
    const readers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => listen(`/api/events?page=listening-${i}`)),
    )
    const script = await seenBy()
    expect(script.connected).toHaveLength(101)
    expect(script.connected).not.toContain(idle.client)
    expect((await seenBy('one-too-many')).client).toBe(script.client)
    await Promise.all(readers.map((reader) => reader.stop()))
  })

  it('work again after the backend has', async () => {
    await seenBy(PAGE)
    await call('fake.crash', null, { 'Page-Id': PAGE })
    await until('it runs again', () => backend.state?.state === 'running')
    const page = await seenBy(PAGE)
    expect(page.client).not.toBe((await seenBy()).client)
  })

  it('name themselves by letters, digits, - and _ only', async () => {
    expect(await call('fake.client', null, { 'Page-Id': 'a b' })).toMatchObject({ status: 400 })
    expect((await ask('/api/events?page=short')).status).toBe(400)
    expect((await inform('left', 'x'.repeat(65))).status).toBe(400)
  })
})

describe('files', () => {
  const upload = (name: string, body: RequestInit['body']) =>
    ask(`/api/files?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      body: body ?? null,
      // A stream has no length that is known beforehand.
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    } as RequestInit)

  it('takes a file in, under the name it had', async () => {
    const response = await upload('mottakere vår.csv', 'ola@example.com\n')
    const { output } = (await response.json()) as { output: FileRef }
    expect(output).toMatchObject({ name: 'mottakere vår.csv', bytes: 16 })
    expect(await readFile(places.get(output.token) ?? '', 'utf8')).toBe('ola@example.com\n')
    expect(places.get(output.token)?.startsWith(join(folder, 'temporary'))).toBe(true)
  })

  it('refuses one that is too large, announced or not, and keeps nothing of it', async () => {
    const announced = await upload('big.csv', new Uint8Array(LIMIT + 1))
    expect(announced.status).toBe(413)
    expect(await announced.json()).toMatchObject({
      error: { code: 'file.too-large', details: { limit: LIMIT } },
    })
    const stream = new Blob([new Uint8Array(3 * LIMIT)]).stream()
    expect((await upload('big.csv', stream)).status).toBe(413)
    const left = await readdir(join(folder, 'temporary'), { recursive: true, withFileTypes: true })
    expect(left.filter((entry) => entry.isFile())).toEqual([])
  })

  it('gives out what was written for a token, and nothing else', async () => {
    const made = await ask('/api/files?for=writing&name=Kampanjekoder%20v%C3%A5r.csv', { method: 'POST' })
    const { output } = (await made.json()) as { output: FileRef }
    expect((await ask(`/api/files/${output.token}`)).status).toBe(404)
    await writeFile(places.get(output.token) ?? '', 'kode\n')
    const response = await ask(`/api/files/${output.token}`)
    expect(await response.text()).toBe('kode\n')
    expect(response.headers.get('content-disposition')).toContain(
      "filename*=UTF-8''Kampanjekoder%20v%C3%A5r.csv",
    )
    const { output: read } = (await (await upload('in.csv', 'x')).json()) as { output: FileRef }
    expect((await ask(`/api/files/${read.token}`)).status).toBe(404)
  })

  /** Where a file lies that was taken in for a page; null for a script's. */
  const uploadFor = async (page: string | null, body = 'x') => {
    const response = await ask('/api/files?name=in.csv', {
      method: 'POST',
      body,
      headers: page === null ? {} : { 'Page-Id': page },
    })
    const { token } = ((await response.json()) as { output: FileRef }).output
    return { token, path: places.get(token) ?? '' }
  }
  const madeFor = async (page: string) => {
    const made = await ask('/api/files?for=writing&name=a.csv', {
      method: 'POST',
      headers: { 'Page-Id': page },
    })
    const { token } = ((await made.json()) as { output: FileRef }).output
    return { token, path: places.get(token) ?? '' }
  }
  /** Lets the time pass that the host waits for. */
  const passTime = () => {
    for (const then of [...planned.keys()]) {
      planned.delete(then)
      then()
    }
  }
  const isGone = (path: string) => until('it is removed', () => !existsSync(dirname(path)))

  it('keeps its files to this user', async () => {
    const { path } = await uploadFor(null)
    const modes = await Promise.all(
      [path, dirname(path), dirname(dirname(path)), join(folder, 'temporary')].map(async (one) =>
        ((await stat(one)).mode & 0o777).toString(8),
      ),
    )
    expect(modes).toEqual(['600', '700', '700', '700'])
  })

  it('removes what was downloaded, and keeps what was broken off for another try', async () => {
    const { token, path } = await madeFor('page-00001')
    await writeFile(path, 'x'.repeat(50_000_000))
    const stop = new AbortController()
    const broken = await ask(`/api/files/${token}`, { signal: stop.signal })
    stop.abort()
    await expect(broken.arrayBuffer()).rejects.toThrow()
    const whole = await ask(`/api/files/${token}`)
    expect((await whole.arrayBuffer()).byteLength).toBe(50_000_000)
    await isGone(path)
    expect((await ask(`/api/files/${token}`)).status).toBe(404)
    expect(places.has(token)).toBe(false)
  })

  it('removes what a page had some time after the page has gone', async () => {
    const upload = await uploadFor('page-00001')
    const made = await madeFor('page-00001')
    const script = await uploadFor(null)
    const other = await uploadFor('page-00002')
    expect(existsSync(upload.path)).toBe(true)
    await ask('/api/page/left?page=page-00001', { method: 'POST' })
    const reader = await listen('/api/events?page=page-00002')
    passTime()
    await isGone(upload.path)
    await isGone(made.path)
    expect([script.path, other.path].map((path) => existsSync(path))).toEqual([true, true])
    await reader.stop()
  })

  it('keeps what a hidden page has, until that is left', async () => {
    const { path } = await uploadFor('page-00001')
    const reader = await listen('/api/events?page=page-00001')
    await ask('/api/page/hidden?page=page-00001', { method: 'POST' })
    await reader.stop()
    await until('the end is noticed', () => planned.size > 0)
    passTime()
    await ask('/api/contract')
    expect(existsSync(path)).toBe(true)
    await ask('/api/page/left?page=page-00001', { method: 'POST' })
    passTime()
    await isGone(path)
  })

  it('gives a file to the page that names it: a page that was loaded again goes on with it', async () => {
    const { token, path } = await uploadFor('page-00001')
    await ask('/api/page/left?page=page-00001', { method: 'POST' })
    const reader = await listen('/api/events?page=page-00002')
    await call('fake.echo', { file: token }, { 'Page-Id': 'page-00002' })
    passTime()
    await ask('/api/contract')
    expect(existsSync(path)).toBe(true)
    await reader.stop()
    await until('the end is noticed', () => planned.size > 0)
    passTime()
    await isGone(path)
  })

  it('removes what nobody needs any more, when the last who had it says so', async () => {
    const { token, path } = await uploadFor('page-00001')
    await call('fake.echo', { file: token }, { 'Page-Id': 'page-00002' })
    const discard = (page: string) =>
      ask(`/api/files/${token}`, { method: 'DELETE', headers: { 'Page-Id': page } })
    expect((await discard('page-00001')).status).toBe(200)
    expect(existsSync(path)).toBe(true)
    await discard('page-00002')
    expect(existsSync(dirname(path))).toBe(false)
    const script = await uploadFor(null)
    await ask(`/api/files/${script.token}`, { method: 'DELETE' })
    expect(existsSync(dirname(script.path))).toBe(false)
  })

  it('keeps so many bytes of uploads; those that were named least recently go first', async () => {
    const size = 'x'.repeat(LIMIT / 2)
    const first = await uploadFor(null, size)
    const others = [await uploadFor(null, size), await uploadFor(null, size), await uploadFor(null, size)]
    await call('fake.echo', { file: first.token })
    const last = await uploadFor(null, size)
    expect([first, ...others, last].map(({ path }) => existsSync(path))).toEqual([
      true,
      false,
      true,
      true,
      true,
    ])
  })

  it('removes everything at the end', async () => {
    const { path } = await uploadFor(null)
    await temporary.close()
    expect(existsSync(path)).toBe(false)
  })

  it('keeps nothing of an upload that is broken off, and goes on', async () => {
    const { host, port } = new URL(server.origin)
    const socket = connect(Number(port), '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(
      `POST /api/files?name=in.csv HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${secrets.token}\r\n` +
        `Content-Length: 500000\r\n\r\n${'x'.repeat(100_000)}`,
    )
    const files = async () => {
      const left = await readdir(join(folder, 'temporary'), { recursive: true, withFileTypes: true }).catch(
        () => [],
      )
      return left.filter((entry) => entry.isFile())
    }
    await until('it has begun', async () => (await files()).length === 1)
    socket.destroy()
    await until('nothing of it is left', async () => (await files()).length === 0)
    expect((await upload('in.csv', 'x')).status).toBe(200)
  })

  it('says that a file is gone, and breaks off where it ends before it should', async () => {
    const made = await ask('/api/files?for=writing&name=a.csv', { method: 'POST' })
    const { token } = ((await made.json()) as { output: FileRef }).output
    const path = places.get(token) ?? ''
    expect((await ask(`/api/files/${token}`)).status).toBe(404)
    await writeFile(path, 'x'.repeat(50_000_000))
    const response = await ask(`/api/files/${token}`)
    await truncate(path, 10)
    await expect(response.arrayBuffer()).rejects.toThrow()
    expect((await ask('/api/contract')).status).toBe(200)
  })

  it('wants a name', async () => {
    expect((await ask('/api/files', { method: 'POST', body: 'x' })).status).toBe(400)
  })
})

describe('who has no session of this start', () => {
  const asPage = (language: string) =>
    fetch(`${server.origin}/`, { headers: { Accept: 'text/html,*/*', 'Accept-Language': language } })

  it.each([
    ['nb-NO,nb;q=0.9', 'nb', 'Åpne en ny adresse'],
    ['nn', 'nb', 'Åpne en ny adresse'],
    ['en-GB,en;q=0.8', 'en', 'Open a new address'],
    ['fr', 'en', 'Open a new address'],
  ])('is shown a page in the language that the browser asks for: %s', async (asked, language, title) => {
    const response = await asPage(asked)
    const html = await response.text()
    expect(response.status).toBe(401)
    expect(html).toContain(`<html lang="${language}"`)
    expect(html).toContain(title)
    expect(html).toContain(`<code>${server.origin}/?code=…</code>`)
    for (const secret of Object.values(secrets)) expect(html).not.toContain(secret)
  })

  it('runs nothing but that page’s own script', async () => {
    const response = await asPage('en')
    const policy = response.headers.get('content-security-policy') ?? ''
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1]
    expect(policy).toMatch(/^default-src 'none';/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(await response.text()).toContain(`<script nonce="${nonce}">`)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('is answered as a script where it asks as one, and for files in a sentence', async () => {
    const response = await fetch(`${server.origin}/api/session`)
    expect([response.status, await response.json()]).toMatchObject([
      401,
      { ok: false, error: { code: 'session.unknown' } },
    ])
    const file = await fetch(`${server.origin}/assets/a.js`)
    expect([file.status, file.headers.get('content-type')]).toEqual([401, 'text/plain; charset=utf-8'])
  })

  it('learns which start it is with a session of it', async () => {
    const asked = async () => (await (await ask('/api/session')).json()) as { output: { start: string } }
    const { start } = (await asked()).output
    expect(start).toMatch(/^[0-9a-f]{12}$/)
    expect((await asked()).output.start).toBe(start)
  })
})
