import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../../support/condition.ts'
import { type HostProcess, startHostProcess } from '../../support/hostile/host-process.ts'
import { rawRequest, sendRaw } from '../../support/hostile/raw-request.ts'
import { nested } from '../../support/hostile/values.ts'

let folder: string
let host: HostProcess

beforeEach(async () => {
  if (host?.alive()) return
  folder = await mkdtemp(join(tmpdir(), 'hostile-'))
  host = await startHostProcess(folder)
  await until(
    'the backend answers',
    async () => (await call('{"method":"views.list","input":{}}')).status === 200,
  )
})
afterAll(async () => {
  await host.stop()
  await rm(folder, { recursive: true, force: true })
})

const own = (): (readonly [string, string])[] => [
  ['Host', `127.0.0.1:${host.port}`],
  ['Authorization', `Bearer ${host.token}`],
]
const get = async (target: string, headers: (readonly [string, string])[]) => {
  const { status, ms } = await sendRaw(host.port, {
    bytes: rawRequest(`GET ${target} HTTP/1.1`, headers),
    whole: true,
  })
  expect(ms).toBeLessThan(5000)
  return status
}
const call = async (body: string) => {
  const headers = [...own(), ['Content-Length', String(Buffer.byteLength(body))] as const]
  const { status, text } = await sendRaw(host.port, {
    bytes: rawRequest('POST /api/call HTTP/1.1', headers, body),
    whole: true,
  })
  return { status, answer: JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4)) as unknown }
}

describe('an address that is none', () => {
  const targets = ['//', '//:80', '//[', 'http://[', 'http://evil.example/', '*', '/%', '//user@host:99999/']

  it.each(targets)('does not stop the host: GET %s', async (target) => {
    // As an image on a page of somebody else's brings it: by our address, without a cookie.
    const image = [
      ['Host', `127.0.0.1:${host.port}`],
      ['Referer', 'https://evil.example/'],
    ] as const
    expect(await get(target, [...image])).toBe(target.startsWith('/') ? 401 : 400)
    expect(await get(target, own())).toBe(target.startsWith('/') ? 404 : 400)
    expect(host.alive()).toBe(true)
    expect(await get('/api/contract', own())).toBe(200)
  })

  it.each(targets)('is not looked at before Host and Origin: GET %s', async (target) => {
    expect(await get(target, [['Host', 'evil.example']])).toBe(421)
    expect(await get(target, [...own(), ['Origin', 'https://evil.example']])).toBe(403)
    expect(host.alive()).toBe(true)
  })

  it('is none of CONNECT’s and of an upgrade’s either', async () => {
    const starts = ['CONNECT evil.example:443 HTTP/1.1', 'CONNECT // HTTP/1.1', 'GET // HTTP/1.1']
    for (const start of starts) {
      const upgrade = [...own(), ['Connection', 'Upgrade'], ['Upgrade', 'websocket']] as const
      await sendRaw(host.port, { bytes: rawRequest(start, [...upgrade]), whole: false })
      expect(host.alive()).toBe(true)
    }
  })
})

describe('an input that is nested 5,000 levels deep', () => {
  const cases: [string, string][] = [
    ['arrays', nested(5000)],
    ['objects', nested(5000, '{"a":', '}').replace(':}', ':1}')],
    ['more than a stack holds', nested(1_000_000)],
    ['one that never closes', '['.repeat(1_000_000)],
  ]
  it.each(cases)('is answered as invalid, and stops nothing: %s', async (_name, input) => {
    const before = await host.backendPid()
    for (const body of [`{"method":"drafts.save","input":{"key":"a","content":${input}}}`, input])
      expect(await call(body)).toMatchObject({
        status: 400,
        answer: { ok: false, error: { code: 'input.invalid' } },
      })
    expect(host.alive()).toBe(true)
    expect(await host.backendPid()).toBe(before)
    expect(await call('{"method":"views.list","input":{}}')).toMatchObject({ status: 200 })
  })

  it('is deeper than anything that is kept', async () => {
    const body = `{"method":"drafts.save","input":{"key":"a","content":${nested(40)}}}`
    expect(await call(body)).toMatchObject({ status: 200, answer: { ok: true } })
  })
})
