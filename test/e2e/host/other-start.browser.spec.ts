import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Page } from '@playwright/test'
import { launchBrowser, openPage, startHost } from '../support/browser-driver.ts'
import { expect, test } from '../fixtures.ts'

/** A tab that is open while the program behind it ends and another one starts. */
const strip = (page: Page) => page.getByTestId('unreachable-strip')
const nameField = (page: Page) => page.getByLabel('Mottakernavn')

async function end(host: ChildProcess): Promise<void> {
  if (host.exitCode !== null) return
  const ended = once(host, 'exit')
  host.kill('SIGTERM')
  await ended
}

/** Something that is typed and not stored. */
async function typeName(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Opprett kampanjekoder' }).first().click()
  await page.getByRole('radio', { name: 'Én mottaker' }).check({ force: true })
  await nameField(page).fill('Kari Åsheim')
}

test.describe('a tab left open', () => {
  let browser: Awaited<ReturnType<typeof launchBrowser>>
  let host: ChildProcess
  test.beforeAll(async () => void (browser = await launchBrowser()))
  test.afterAll(() => browser.close())
  test.afterEach(() => end(host))

  async function opened(dataFolder: string) {
    const started = await startHost(dataFolder)
    host = started.host
    const page = await openPage(browser, started.url, 'nb')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    return { page, url: started.url, port: Number(new URL(started.url).port) }
  }

  test('says that the program has ended, goes on with another start when that is opened, and keeps what was typed', async ({
    dataFolder,
  }) => {
    const { page, port } = await opened(dataFolder)
    await typeName(page)
    await end(host)
    await expect(strip(page)).toContainText('E-handel ser ut til å være avsluttet', { timeout: 20_000 })
    await expect(nameField(page)).toHaveValue('Kari Åsheim')

    const again = await startHost(dataFolder, port)
    host = again.host
    await expect(strip(page)).toContainText('denne fanen hører til forrige start')
    await expect(nameField(page)).toHaveValue('Kari Åsheim')

    const other = await page.context().newPage()
    await other.goto(again.url)
    await expect(other.getByRole('heading', { level: 1 })).toBeVisible()
    await page.bringToFront()
    await expect(strip(page)).toBeHidden()
    await expect(nameField(page)).toHaveValue('Kari Åsheim')
    await page.getByRole('link', { name: 'Historikk' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Historikk' })).toBeVisible()
  })

  test('is explained when it is read again without a session of this start, and goes on once it has one', async ({
    dataFolder,
  }) => {
    const { page, port, url } = await opened(dataFolder)
    await page.getByRole('link', { name: 'Historikk' }).click()
    await end(host)
    const again = await startHost(dataFolder, port)
    host = again.host
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Open a new address' })).toBeVisible()
    // An address that was used is no better.
    await page.goto(url)
    await expect(page.getByRole('heading', { name: 'Open a new address' })).toBeVisible()
    const other = await page.context().newPage()
    await other.goto(again.url)
    await page.bringToFront()
    await expect(page.getByRole('navigation').first()).toBeVisible()
  })

  test('goes on by itself where only the connection was gone', async ({ dataFolder }) => {
    const { page } = await opened(dataFolder)
    const asked = /\/api\/(events|session)/
    await page.route(asked, (route) => route.abort())
    // As a tab that was put aside and comes back.
    await page.evaluate(() => {
      window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    })
    await expect(strip(page)).toContainText('E-handel svarer ikke')
    await page.unroute(asked)
    await expect(strip(page)).toBeHidden()
    await page.getByRole('link', { name: 'Historikk' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Historikk' })).toBeVisible()
  })

  test('says that no program is there when another one took its address', async ({ dataFolder }) => {
    const { page, port } = await opened(dataFolder)
    await end(host)
    const { createServer } = await import('node:http')
    const foreign = createServer((_request, response) => response.end('<h1>Something else</h1>'))
    foreign.listen(port, '127.0.0.1')
    await expect(strip(page)).toContainText('E-handel ser ut til å være avsluttet', { timeout: 20_000 })
    foreign.close()
  })
})
