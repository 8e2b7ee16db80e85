import { request } from 'node:http'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createReturnServer, type Expected, type ReturnServer } from '#backend/areas/paypal/return-server.ts'
import { rawRequest, sendRaw } from '../../support/hostile/raw-request.ts'
import { seededRandom, type TestLog, testLog } from '../../support/parts.ts'

const LONG = 60_000
const never = new AbortController().signal
let server: ReturnServer
let log: TestLog
beforeEach(() => {
  log = testLog()
  server = createReturnServer({ random: seededRandom(), log })
})
afterEach(() => server.close())

const post = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  })

/** A request with headers that `fetch` does not let one choose. */
const statusFor = (url: string, options: { method?: string; headers?: Record<string, string> }) =>
  new Promise<number>((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end()
  })

async function isListening(url: string): Promise<boolean> {
  return await fetch(url).then(
    () => true,
    () => false,
  )
}

describe('who comes back from PayPal', () => {
  it('brings the query, or the posted fields, the last of a repeated name', async () => {
    const byQuery = await server.expect({ lifetimeMs: LONG })
    const page = await fetch(`${byQuery.returnUrl}?token=EC-1&token=EC-2&PayerID=%C3%86`)
    expect(page.status).toBe(200)
    expect(await byQuery.wait(never)).toEqual({ token: 'EC-2', PayerID: 'Æ' })

    const byPost = await server.expect({ lifetimeMs: LONG })
    await post(`${byPost.returnUrl}?a=1&b=1`, 'b=2&RESPMSG=Approved+%26+more')
    expect(await byPost.wait(never)).toEqual({ a: '1', b: '2', RESPMSG: 'Approved & more' })
  })

  it('brings any text unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (value) => {
        const expected = await server.expect({ lifetimeMs: LONG })
        await post(expected.returnUrl, new URLSearchParams({ value }).toString())
        const end = await expected.wait(never)
        expected.close()
        expect(end).toEqual({ value: value.toWellFormed() })
      }),
      { numRuns: 30 },
    )
  })

  it('counts once: the first end is final', async () => {
    const expected = await server.expect({ lifetimeMs: LONG, language: 'nb' })
    const first = await fetch(expected.cancelUrl)
    expect(await first.text()).toContain('Avbrutt hos PayPal')
    const late = await fetch(`${expected.returnUrl}?token=EC-1`)
    expect(await late.text()).toContain('Avbrutt hos PayPal')
    expect(await expected.wait(never)).toBe('cancelled')
    expect(await expected.wait(never)).toBe('cancelled')
  })

  it('comes in time, or not at all', async () => {
    const expected = await server.expect({ lifetimeMs: 1 })
    expect(await expected.wait(never)).toBe('expired')
    await fetch(`${expected.returnUrl}?token=EC-1`)
    expect(await expected.wait(never)).toBe('expired')
  })

  it('can be given up, and waited for again', async () => {
    const expected = await server.expect({ lifetimeMs: LONG })
    const abort = new AbortController()
    const given = expected.wait(abort.signal)
    abort.abort()
    await expect(given).rejects.toMatchObject({ code: 'job.cancelled' })
    await expect(expected.wait(abort.signal)).rejects.toMatchObject({ code: 'job.cancelled' })
    await fetch(`${expected.returnUrl}?token=EC-1`)
    expect(await expected.wait(never)).toEqual({ token: 'EC-1' })
  })

  it('is distinguished from the others who are expected', async () => {
    const [one, other] = await Promise.all([
      server.expect({ lifetimeMs: LONG }),
      server.expect({ lifetimeMs: LONG }),
    ])
    await fetch(`${other.returnUrl}?who=other`)
    await fetch(one.cancelUrl)
    expect(await Promise.all([one.wait(never), other.wait(never)])).toEqual(['cancelled', { who: 'other' }])
  })
})

describe('the address', () => {
  let expected: Expected
  beforeEach(async () => void (expected = await server.expect({ lifetimeMs: LONG })))

  it('is on loopback, and cannot be guessed', async () => {
    const { hostname, pathname } = new URL(expected.returnUrl)
    expect(hostname).toBe('127.0.0.1')
    expect(pathname).toMatch(/^\/paypal\/[\w-]{24}\/return$/)
    const guessed = expected.returnUrl.replace(/paypal\/.{24}/, `paypal/${'a'.repeat(24)}`)
    expect((await fetch(guessed)).status).toBe(410)
    for (const path of ['/', '/favicon.ico', '/paypal', '/paypal/constructor/return'])
      expect((await fetch(new URL(path, expected.returnUrl))).status).toBe(410)
  })

  it.each([
    ['another name for it', { headers: { Host: 'evil.example' } }, 421],
    ['a method that PayPal does not use', { method: 'PUT' }, 405],
  ])('refuses %s', async (_, options, status) => {
    expect(await statusFor(expected.returnUrl, options)).toBe(status)
    await fetch(expected.cancelUrl)
    expect(await expected.wait(never)).toBe('cancelled')
  })

  it.each(['//', '//evil.example/', 'http://[', '*', '/%', `/paypal/%/return`, '/paypal//return'])(
    'is answered when it is none: %s',
    async (target) => {
      const { host, port } = new URL(expected.returnUrl)
      const ask = (name: string) =>
        sendRaw(Number(port), { bytes: rawRequest(`GET ${target} HTTP/1.1`, [['Host', name]]), whole: true })
      expect((await ask(host)).status).toBe(target.startsWith('/') ? 410 : 400)
      expect((await ask('evil.example')).status).toBe(421)
      await fetch(`${expected.returnUrl}?token=EC-1`)
      expect(await expected.wait(never)).toEqual({ token: 'EC-1' })
    },
  )

  it('takes no more than PayPal would send', async () => {
    expect((await post(expected.returnUrl, `x=${'y'.repeat(70_000)}`)).status).toBe(413)
    const many = Array.from({ length: 300 }, (_, i) => `n${i}=1`).join('&')
    expect((await post(expected.returnUrl, many)).status).toBe(413)
    await fetch(`${expected.returnUrl}?token=EC-1`)
    expect(await expected.wait(never)).toEqual({ token: 'EC-1' })
  })

  it('is gone when nobody is expected, and there again for the next', async () => {
    expect(await isListening(expected.returnUrl)).toBe(true)
    const other = await server.expect({ lifetimeMs: LONG })
    expected.close()
    expect((await fetch(expected.returnUrl)).status).toBe(410)
    other.close()
    await expect.poll(() => isListening(other.returnUrl)).toBe(false)
    const next = await server.expect({ lifetimeMs: LONG })
    await fetch(next.cancelUrl)
    expect(await next.wait(never)).toBe('cancelled')
  })

  it('stays for one who is expected while another leaves', async () => {
    const coming = server.expect({ lifetimeMs: LONG })
    expected.close()
    expect(await isListening((await coming).returnUrl)).toBe(true)
  })

  it('is closed with the server, and whoever waits is notified', async () => {
    const waiting = expected.wait(never)
    const rejected = expect(waiting).rejects.toMatchObject({ code: 'job.cancelled' })
    await server.close()
    await rejected
    expect(await isListening(expected.returnUrl)).toBe(false)
    await expect(server.expect({ lifetimeMs: LONG })).rejects.toMatchObject({ code: 'job.cancelled' })
  })
})

describe('the page', () => {
  it('shows nothing of what came back, runs nothing, and is kept nowhere', async () => {
    const expected = await server.expect({ lifetimeMs: LONG, language: 'en' })
    const page = await fetch(`${expected.returnUrl}?token=EC-SECRET&verification_code=V-SECRET`)
    const html = await page.text()
    expect(html).toContain('Done at PayPal')
    expect(html).not.toContain('SECRET')
    expect(html).not.toContain('<script')
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'nonce-[\w-]{24}'; form-action 'none'; frame-ancestors 'none'/,
    )
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(JSON.stringify(log.lines)).not.toContain('SECRET')
  })

  it.each([
    ['nn-NO,nn;q=0.9,en;q=0.8', 'Ferdig hos PayPal'],
    ['de-DE,en;q=0.5', 'Done at PayPal'],
    ['', 'Done at PayPal'],
  ])('uses the browser’s language where none is asked for: %s', async (accept, words) => {
    const expected = await server.expect({ lifetimeMs: LONG })
    const page = await fetch(expected.returnUrl, { headers: { 'Accept-Language': accept } })
    expect(await page.text()).toContain(words)
  })

  it('posts a form to PayPal, and to nobody else, with every value as it is', async () => {
    const expected = await server.expect({ lifetimeMs: LONG })
    const value = `"'<script>alert(1)</script>&`
    const url = expected.start({
      action: 'https://payflowlink.paypal.com/?a=1&b=2',
      fields: { token: value },
    })
    const page = await fetch(url)
    const html = await page.text()
    expect(html).toContain('action="https://payflowlink.paypal.com/?a=1&amp;b=2"')
    expect(html).toContain('value="&quot;&#39;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"')
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain('form-action https://payflowlink.paypal.com https://*.paypal.com;')
    const nonce = /script-src 'nonce-([\w-]+)'/.exec(policy)?.[1]
    expect(html).toContain(`<script nonce="${nonce}">`)

    await fetch(expected.cancelUrl)
    expect((await fetch(url)).status).toBe(410)
  })
})
