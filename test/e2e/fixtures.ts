import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { fillPrepared } from './prepared-folder.ts'
import { killBackend } from './support/backend-process.ts'
import { closeTestBrowser, startBrowser } from './support/browser-driver.ts'
import type { Driver } from './support/driver.ts'
import { type ElectronDriver, startElectron } from './support/electron-driver.ts'

export { expect }

export interface HostOptions {
  hostKind: 'electron' | 'browser'
  language: 'nb' | 'en'
  /** Said by specs that need an empty data folder or stop the host: otherwise the tests of a file share one. */
  ownHost: boolean
}

/** The application under test, in whichever host the project says. */
export interface TestApp {
  /** The window's page; another one after `restartApp`. */
  readonly page: Page
  /** Of this host, which other tests of the file may use, too. */
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
  /** Closes it as a person would, does `meanwhile`, and starts it again on the same data. */
  restartApp(meanwhile?: () => Promise<unknown>): Promise<void>
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

type Kind = Pick<HostOptions, 'hostKind' | 'language'>

/** A started host and its data folder. */
interface Started {
  readonly dataFolder: string
  driver: Driver
  start(): Promise<Driver>
  end(): Promise<void>
}

export const newFolder = (hostKind: string) => mkdtemp(join(tmpdir(), `ecommerce-admin-${hostKind}-`))

export const startersOf = { electron: startElectron, browser: startBrowser } as const

async function startIn({ hostKind, language }: Kind): Promise<Started> {
  const dataFolder = await newFolder(hostKind)
  await fillPrepared(dataFolder)
  const start = (): Promise<Driver> => startersOf[hostKind]({ dataFolder, language })
  const started: Started = {
    dataFolder,
    driver: await start(),
    start,
    async end() {
      await started.driver.close()
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  return started
}

/** Keeps one host for as long as the tests that ask come from one file and want it alike. */
function sharedHost() {
  let kept: { started: Started; what: string } | undefined
  async function end(): Promise<void> {
    await kept?.started.end()
    kept = undefined
  }
  return {
    end,
    async forFile(file: string, kind: Kind): Promise<Started> {
      const what = JSON.stringify([file, kind])
      if (kept?.what === what) {
        await kept.started.driver.renew()
        return kept.started
      }
      await end()
      kept = { started: await startIn(kind), what }
      return kept.started
    },
  }
}

export const test = base.extend<
  HostOptions & { app: TestApp; dataFolder: string; electronApp: ElectronDriver },
  { shared: ReturnType<typeof sharedHost> }
>({
  hostKind: ['browser', { option: true }],
  language: ['nb', { option: true }],
  ownHost: [false, { option: true }],

  shared: [
    async ({}, use) => {
      const shared = sharedHost()
      await use(shared)
      await shared.end()
      await closeTestBrowser()
    },
    { scope: 'worker' },
  ],

  /** For specs that start the host themselves. */
  dataFolder: async ({ hostKind }, use) => {
    const folder = await newFolder(hostKind)
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },

  app: async ({ hostKind, language, ownHost, shared }, use, testInfo) => {
    const kind = { hostKind, language }
    const host = await (ownHost ? startIn(kind) : shared.forFile(testInfo.file, kind))
    const problems: string[] = []
    watch(host.driver.page, problems)
    await use({
      dataFolder: host.dataFolder,
      problems,
      get page() {
        return host.driver.page
      },
      chooseFile: (path) => host.driver.chooseFile(path),
      saveTo: (path) => host.driver.saveTo(path),
      saved: () => host.driver.saved(),
      opened: () => host.driver.opened(),
      killBackend: () => killBackend(host.dataFolder),
      async restartApp(meanwhile) {
        await host.driver.close()
        await meanwhile?.()
        host.driver = await host.start()
        watch(host.driver.page, problems)
      },
    })
    if (testInfo.status !== testInfo.expectedStatus)
      await host.driver.page.screenshot({ path: testInfo.outputPath('failed.png') }).catch(() => undefined)
    if (ownHost) await host.end()
    expect(problems).toEqual([])
  },

  /** The Electron app itself, for what only a window has. */
  electronApp: async ({ dataFolder, language }, use) => {
    const driver = await startElectron({ dataFolder, language })
    await use(driver)
    await driver.close()
  },
})
