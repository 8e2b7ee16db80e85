import { request } from 'node:http'
import { startHost } from '../support/browser-driver.ts'
import { backendPid } from '../support/backend-process.ts'
import { expect, test } from '../fixtures.ts'

interface Asked {
  path: string
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** A plain request, as a script or a hostile page would send it: fetch would not let us forge Host and Origin. */
function send(base: string, { path, method = 'GET', headers = {}, body }: Asked): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(path, base), { method, headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

test('only this start’s token, our own origin and our own name get in', async ({ dataFolder }) => {
  const { host, url } = await startHost(dataFolder)
  const { origin, port, searchParams } = new URL(url)
  const bearer = { Authorization: `Bearer ${searchParams.get('token')}` }
  const call = { path: '/api/call', method: 'POST', body: '{"method":"site.get","input":{}}' }
  const statuses = {
    good: await send(origin, { ...call, headers: bearer }),
    noToken: await send(origin, call),
    wrongToken: await send(origin, { ...call, headers: { Authorization: 'Bearer x' } }),
    otherOrigin: await send(origin, { ...call, headers: { ...bearer, Origin: 'http://evil.example' } }),
    otherPort: await send(origin, { ...call, headers: { ...bearer, Origin: 'http://127.0.0.1:1' } }),
    rebound: await send(origin, { ...call, headers: { ...bearer, Host: `evil.example:${port}` } }),
    cookieWithoutOrigin: await send(origin, {
      ...call,
      headers: { Cookie: `ecommerce-admin-${port}=${searchParams.get('token')}` },
    }),
    page: await send(origin, { path: '/' }),
    file: await send(origin, { path: '/api/files/0123456789abcdef', headers: bearer }),
    traversal: await send(origin, { path: '/..%2f..%2fpackage.json', headers: bearer }),
  }
  expect(statuses).toEqual({
    good: 200,
    noToken: 401,
    wrongToken: 401,
    otherOrigin: 403,
    otherPort: 403,
    rebound: 421,
    cookieWithoutOrigin: 403,
    page: 401,
    file: 404,
    traversal: 404,
  })
  host.kill('SIGINT')
  await expect.poll(() => host.exitCode).toBe(0)
  expect(await backendPid(dataFolder)).toBe(null)
})

test('the token leaves the address bar, and a reload keeps the session', async ({ app }) => {
  expect(app.page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/(#.*)?$/)
  await app.page.reload()
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(await app.page.evaluate(() => document.cookie)).toBe('')
})
