import { existsSync } from 'node:fs'
import { glob, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { backendPid } from '../support/backend-process.ts'
import { launchBrowser, openPage } from '../support/browser-driver.ts'
import { copyCheckout, type Dev, editFile, startDev } from '../support/dev-checkout.ts'
import { keepPreferences, testElectron } from '../support/electron-driver.ts'
import { root } from '../support/root.ts'
import { expect, test as base, watch } from '../fixtures.ts'

interface DevWindow {
  page: Page
  /** The copy of the source that it runs from. */
  checkout: string
  dev: Dev
}

async function openBrowser(dev: Dev): Promise<{ browser: Browser; page: Page }> {
  const url = await dev.printed(/^http:\/\/127\.0\.0\.1:\d+\/\?code=/)
  const browser = await launchBrowser()
  return { browser, page: await openPage(browser, url, 'nb') }
}

async function joinElectron(dev: Dev): Promise<{ browser: Browser; page: Page }> {
  const [address] = /ws:\S+/.exec(await dev.printed(/^DevTools listening on ws:/)) ?? []
  const browser = await chromium.connectOverCDP(address ?? '')
  const context = browser.contexts()[0]
  if (!context) throw new Error('Electron has no window')
  return { browser, page: context.pages()[0] ?? (await context.waitForEvent('page')) }
}

const test = base.extend<{ devWindow: DevWindow }>({
  devWindow: async ({ hostKind, dataFolder }, use) => {
    const checkout = await mkdtemp(join(tmpdir(), 'ecommerce-admin-dev-'))
    await copyCheckout(checkout)
    await keepPreferences({ dataFolder, language: 'nb' })
    const args = hostKind === 'electron' ? ['--inspect-window=0'] : ['--browser', '--no-open', '--port', '0']
    const electron = hostKind === 'electron' ? { ELECTRON_EXEC_PATH: testElectron() } : {}
    const dev = startDev(checkout, [...args, '--data', dataFolder], electron)
    const problems: string[] = []
    try {
      const { browser, page } = await (hostKind === 'electron' ? joinElectron : openBrowser)(dev)
      watch(page, problems)
      await use({ page, checkout, dev })
      await browser.close()
    } finally {
      await dev.close()
      await rm(checkout, { recursive: true, force: true })
    }
    expect(problems).toEqual([])
    expect(await backendPid(dataFolder)).toBe(null)
  },
})
test.slow()

/** A backend from source reads hundreds of files, on a machine that does other things as well. */
const RESTART = { timeout: 60_000 }

const nameField = (page: Page) => page.getByLabel('Nettstedets navn')

/** Opens the settings, types a name that is not saved, and marks the document, which a reload would take away. */
async function typeSomething(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Innstillinger' }).click()
  await nameField(page).fill('Fjordkurs')
  await page.evaluate(() => Object.assign(globalThis, { marked: true }))
}

async function expectKept(page: Page): Promise<void> {
  await expect(nameField(page)).toHaveValue('Fjordkurs')
  expect(await page.evaluate(() => 'marked' in globalThis)).toBe(true)
}

test('an edit of the window and of the backend arrive while it runs, and what was typed is kept', async ({
  devWindow: { page, checkout, dev },
  dataFolder,
  hostKind,
}) => {
  await typeSomething(page)
  await editFile(
    join(checkout, 'src-renderer/components/PageFrame.vue'),
    '<header class="page-head"',
    '<p>Tilføyd i kildekoden</p>\n    <header class="page-head"',
  )
  await expect(page.getByText('Tilføyd i kildekoden')).toBeVisible()
  await expectKept(page)

  const before = await backendPid(dataFolder)
  const sign = join(dataFolder, 'edited')
  await editFile(
    join(checkout, 'src-main/backend/areas/site/site.ts'),
    '\n',
    `\nimport { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(sign)}, '')\n`,
  )
  await dev.printed(/^src-main\/backend\/areas\/site\/site\.ts changed: restarting the backend/)
  await expect.poll(() => existsSync(sign), RESTART).toBe(true)
  await expect.poll(() => backendPid(dataFolder), RESTART).not.toBe(before)
  await expectKept(page)

  // Another Electron would be another window; a tab stays, since port and token do.
  if (hostKind === 'browser') {
    await editFile(join(checkout, 'src-main/browser/session-routes.ts'), '\n', '\n\n')
    await dev.printed(/^src-main\/browser\/session-routes\.ts changed: restarting the host/)
    // Between the two hosts nobody answers; the new one's backend starts after it.
    const strip = page.getByTestId(/^(backend|unreachable)-strip$/)
    await expect(strip).toBeVisible()
    await expect(strip).toHaveCount(0, RESTART)
    await expectKept(page)
  }
  // By its button: after a component was replaced, Chromium 93 forgets what submits a form from outside it.
  await page.getByRole('button', { name: 'Lagre', exact: true }).click()
  await expect(page.getByTestId('site-name')).toHaveText('Fjordkurs')
})

test('a built application has nothing of it', async () => {
  const built: string[] = []
  for await (const file of glob('out/{main,preload,renderer}/**/*.{js,cjs,html}', { cwd: root }))
    built.push(file)
  const texts = await Promise.all(built.map((file) => readFile(join(root, file), 'utf8')))
  const holding = (text: string) => built.filter((_file, index) => texts[index]?.includes(text))
  // The build keeps names, so that a search for one finds it.
  for (const part of ['runDesktop', 'ECOMMERCE_ADMIN_DATABASE']) expect(holding(part), part).not.toEqual([])
  // Of each file in `src-main/dev/` something, and what Vite puts into a page.
  for (const part of [
    'followDev',
    'developmentPolicy',
    'ECOMMERCE_ADMIN_DEV',
    '@vite/client',
    'ws://127.0.0.1',
  ])
    expect(holding(part), part).toEqual([])
})
