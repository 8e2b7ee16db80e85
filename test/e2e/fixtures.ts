import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { killBackend } from './support/backend-process.ts'
import { startBrowser } from './support/browser-driver.ts'
import type { Driver } from './support/driver.ts'
import { type ElectronDriver, startElectron } from './support/electron-driver.ts'

export { expect }

export interface HostOptions {
  hostKind: 'electron' | 'browser'
  language: 'nb' | 'en'
}

/** The application under test, in whichever host the project says. */
export interface TestApp {
  /** The window's page; another one after `restartApp`. */
  readonly page: Page
  /** This test's own, empty at its start. */
  readonly dataFolder: string
  /** The next dialog for opening a file (or file field) answers with `path`. */
  chooseFile(path: string): Promise<void>
  /** The next dialog for saving, or the next download, goes to `path`. */
  saveTo(path: string): Promise<void>
  /** Waits until the file of the last `saveTo` is there, whole. */
  saved(): Promise<void>
  /** Addresses that were opened in the system's browser; none of them is loaded. */
  opened(): Promise<string[]>
  /** SIGKILL; answers with the process's number. */
  killBackend(): Promise<number>
  /** Closes it as a person would, and starts it again on the same data. */
  restartApp(): Promise<void>
  /** Violations of the content policy, and errors that no script caught. The test fails when any is left at its end. */
  readonly problems: string[]
}

/** Notes what must never happen in a page. */
export function watch(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) problems.push(message.text())
  })
}

export const test = base.extend<
  HostOptions & { app: TestApp; dataFolder: string; electronApp: ElectronDriver }
>({
  hostKind: ['browser', { option: true }],
  language: ['nb', { option: true }],

  dataFolder: async ({ hostKind }, use) => {
    const folder = await mkdtemp(join(tmpdir(), `ecommerce-admin-${hostKind}-`))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },

  app: async ({ hostKind, language, dataFolder }, use, testInfo) => {
    const start = (): Promise<Driver> =>
      (hostKind === 'electron' ? startElectron : startBrowser)({ dataFolder, language })
    const problems: string[] = []
    let driver = await start()
    watch(driver.page, problems)
    await use({
      dataFolder,
      problems,
      get page() {
        return driver.page
      },
      chooseFile: (path) => driver.chooseFile(path),
      saveTo: (path) => driver.saveTo(path),
      saved: () => driver.saved(),
      opened: () => driver.opened(),
      killBackend: () => killBackend(dataFolder),
      async restartApp() {
        await driver.close()
        driver = await start()
        watch(driver.page, problems)
      },
    })
    if (testInfo.status !== testInfo.expectedStatus)
      await driver.page.screenshot({ path: testInfo.outputPath('failed.png') }).catch(() => undefined)
    await driver.close()
    expect(problems).toEqual([])
  },

  /** The Electron app itself, for what only a window has. */
  electronApp: async ({ dataFolder, language }, use) => {
    const driver = await startElectron({ dataFolder, language })
    await use(driver)
    await driver.close()
  },
})
