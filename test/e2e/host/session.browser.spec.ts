import { once } from 'node:events'
import type { Page } from '@playwright/test'
import { plainRequest } from '../../support/plain-request.ts'
import { newAddress, openApplication, startHost, testBrowser } from '../support/browser-driver.ts'
import { backendPid } from '../support/backend-process.ts'
import { expect, test, watch } from '../fixtures.ts'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const history = (page: Page) => page.getByRole('heading', { level: 1, name: 'Historikk' })
const secret = (page: Page) => page.evaluate(() => sessionStorage.getItem('session-secret'))

test('only this start’s token, our own origin and our own name get in', async ({ dataFolder }) => {
  const { host, origin, token } = await startHost(dataFolder)
  const { port } = new URL(origin)
  const bearer = { Authorization: `Bearer ${token}` }
  const post = { method: 'POST', body: '{"method":"site.get","input":{}}' }
  const call = async (headers: Record<string, string>) =>
    (await plainRequest(`${origin}/api/call`, { ...post, headers })).status
  const get = async (path: string, headers: Record<string, string> = {}) =>
    (await plainRequest(`${origin}${path}`, { headers })).status
  const statuses = {
    good: await call(bearer),
    noToken: await call({}),
    wrongToken: await call({ Authorization: 'Bearer x' }),
    otherOrigin: await call({ ...bearer, Origin: 'http://evil.example' }),
    otherPort: await call({ ...bearer, Origin: 'http://127.0.0.1:1' }),
    rebound: await call({ ...bearer, Host: `evil.example:${port}` }),
    tokenAsCookie: await call({ Cookie: `ecommerce-admin-${port}=${token}` }),
    page: await get('/'),
    file: await get('/api/files/0123456789abcdef', bearer),
    traversal: await get('/..%2f..%2fpackage.json', bearer),
  }
  expect(statuses).toEqual({
    good: 200,
    noToken: 401,
    wrongToken: 401,
    otherOrigin: 403,
    otherPort: 403,
    rebound: 421,
    tokenAsCookie: 401,
    page: 401,
    file: 404,
    traversal: 404,
  })
  host.kill('SIGINT')
  await expect.poll(() => host.exitCode).toBe(0)
  expect(await backendPid(dataFolder)).toBe(null)
})

test('neither code nor secret is in the address bar, in the history or in a cookie that scripts read', async ({
  app,
}) => {
  expect(app.page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/(#.*)?$/)
  expect(await secret(app.page)).toMatch(/^[\w-]{43}$/)
  expect(await app.page.evaluate(() => document.cookie)).toBe('')
  const browser = await app.page.context().newCDPSession(app.page)
  const { entries } = await browser.send('Page.getNavigationHistory')
  expect(entries.filter(({ url }) => url.includes('code='))).toEqual([])
})

test('a tab that is read again, and a duplicate of it, go on', async ({ app }) => {
  await app.page.getByRole('link', { name: 'Historikk' }).click()
  await expect(history(app.page)).toBeVisible()
  await app.page.reload()
  await expect(history(app.page)).toBeVisible()
  const opened = app.page.waitForEvent('popup')
  // As a browser duplicates a tab: with its address and what it stores for itself.
  await app.page.evaluate(() => void window.open(location.href))
  const duplicate = await opened
  watch(duplicate, app.problems)
  await expect(history(duplicate)).toBeVisible()
  await duplicate.close()
})

test('a new tab gets its session from an open one', async ({ app }) => {
  const other = await app.page.context().newPage()
  watch(other, app.problems)
  await other.goto(`${new URL(app.page.url()).origin}/#/history`)
  await expect(history(other)).toBeVisible()
  expect(await secret(other)).toBe(await secret(app.page))
  // What comes over its own stream arrives, too.
  await app.page.getByRole('link', { name: 'Innstillinger' }).click()
  await app.page.getByLabel('Nettstedets navn').fill('Fjordkurs')
  await app.page.getByLabel('Nettstedets navn').press('Enter')
  await expect(other.getByTestId('site-name')).toHaveText('Fjordkurs')
  await other.close()
})

for (const { locale, title, command } of [
  { locale: 'nb-NO', title: 'Åpne en ny adresse', command: 'Kjør npm start -- --browser' },
  { locale: 'en-GB', title: 'Open a new address', command: 'Run npm start -- --browser' },
])
  test(`a new tab without an open one says how to get another address (${locale})`, async ({
    dataFolder,
  }) => {
    const started = await startHost(dataFolder)
    const context = await (await testBrowser()).newContext({ locale })
    const first = await context.newPage()
    await openApplication(first, started.url)
    await expect(heading(first)).toBeVisible()
    await first.close()

    const problems: string[] = []
    const page = await context.newPage()
    watch(page, problems)
    await page.goto(`${started.origin}/#/history`)
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    await expect(page.getByText(command)).toBeVisible()
    expect(await secret(page)).toBe(null)
    // Used, it helps no more; a new one does, in another tab of the same browser.
    await page.goto(started.url)
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    const other = await context.newPage()
    watch(other, problems)
    await openApplication(other, await newAddress(started))
    await page.bringToFront()
    await expect(page.getByRole('navigation').first()).toBeVisible()
    expect(problems).toEqual([])
    await context.close()
    started.host.kill()
    await once(started.host, 'exit')
  })
