import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { electronFlags } from '../../../build/electron.ts'
import { firstLines } from '../../support/process/first-lines.ts'
import type { Driver, StartOptions } from './driver.ts'
import { root } from './root.ts'

/** The system's Chromium; elsewhere the one that Playwright brings. */
const systemChromium = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) =>
  existsSync(path),
)

/** As quiet as it gets: nothing but the pages that the specs open. */
const QUIET = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // No site but the host's own is ever reached.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(systemChromium === undefined ? {} : { executablePath: systemChromium }),
    args: [...QUIET, ...electronFlags()],
  })

let running: Promise<Browser> | undefined
/** The one Chromium of this worker: whoever opens a page gives it a profile of its own. */
export const testBrowser = (): Promise<Browser> => (running ??= launchBrowser())
export async function closeTestBrowser(): Promise<void> {
  await (await running)?.close()
  running = undefined
}

export interface StartedHost {
  readonly host: ChildProcess
  /** The printed address, which works once. */
  readonly url: string
  readonly origin: string
  /** What scripts send. */
  readonly token: string
}

/** Starts the browser host's own process, on any port where none is named (null: on the one that it chooses itself). */
export async function startHost(
  dataFolder: string,
  port: number | null = 0,
  env: Record<string, string> = {},
): Promise<StartedHost> {
  const args = [join(root, 'out/main/browser.js'), '--print-token', '--data', dataFolder]
  if (port !== null) args.push('--port', String(port))
  const host = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  // A test that fails half-way leaves no host behind.
  const end = () => host.kill()
  process.once('exit', end)
  host.once('exit', () => process.off('exit', end))
  const [url, authorization] = await firstLines(host.stdout, 2)
  if (url === undefined || authorization === undefined) throw new Error('The browser host has ended')
  return { host, url, origin: new URL(url).origin, token: authorization.replace(/^Bearer /, '') }
}

/** As a script asks. */
export async function ask(
  { origin, token }: Pick<StartedHost, 'origin' | 'token'>,
  path: string,
  body: object,
): Promise<unknown> {
  const headers = { Authorization: `Bearer ${token}` }
  const response = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path} failed: ${await response.text()}`)
  return ((await response.json()) as { output: unknown }).output
}
const call = (started: StartedHost, method: string, input: object) =>
  ask(started, '/api/call', { method, input })

/** Another address of the host, which works once. */
export const newAddress = async (started: Pick<StartedHost, 'origin' | 'token'>): Promise<string> =>
  ((await ask(started, '/api/address', {})) as { address: string }).address

export async function openPage(browser: Browser, url: string, language: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    // As a person answers who is asked.
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await context.addInitScript((chosen) => {
    if (localStorage.getItem('preferences') === null)
      localStorage.setItem('preferences', JSON.stringify({ language: chosen, theme: 'light' }))
  }, language)
  const page = await context.newPage()
  await openApplication(page, url)
  return page
}

/** Opens an address with a code, and waits until the tab has its session. */
export async function openApplication(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.waitForURL(({ pathname, search }) => pathname === '/' && search === '')
}

/** Another than the host's own address on this computer. */
const isElsewhere = (own: string) => (url: URL) => url.hostname === '127.0.0.1' && url.origin !== own

/** Addresses of others are noted and not loaded: an empty page in their place, since a browser asks again and again. */
async function noteOpened(page: Page, own: string, opened: string[]): Promise<void> {
  const context = page.context()
  // The simulator's pages, and our own on the way to them: `outside-browser.ts` opens them as a person would.
  for (const theirs of ['https://*.paypal.com/**', isElsewhere(own)])
    await context.route(theirs, async (route) => {
      opened.push(route.request().url())
      await route.fulfill({ contentType: 'text/html', body: '' })
    })
  // The app's own page is in front again: one behind another is drawn seldom.
  context.on('page', (other) => void (opened.includes(other.url()) && other.close()))
}

/** As a window that goes back to the own site, and in which nobody has typed anything. */
async function openOwnSite(started: StartedHost): Promise<void> {
  await discardDrafts(started)
  await call(started, 'site.open', { kind: 'own' })
  await discardDrafts(started)
}
async function discardDrafts(started: StartedHost): Promise<void> {
  const drafts = (await call(started, 'drafts.list', {})) as { key: string }[]
  for (const { key } of drafts) await call(started, 'drafts.discard', { key })
}

export async function startBrowser({ dataFolder, language, env }: StartOptions): Promise<Driver> {
  const started = await startHost(dataFolder, 0, env)
  const { host, origin } = started
  const browser = await testBrowser()
  let opened: string[] = []
  const openWindow = async () => {
    opened = []
    const page = await openPage(browser, await newAddress(started), language)
    await noteOpened(page, origin, opened)
    return page
  }
  let page = await openWindow()
  let saving: Promise<void> = Promise.reject(new Error('Nothing is being saved'))
  saving.catch(() => undefined)
  return {
    get page() {
      return page
    },
    async renew() {
      await page.context().close()
      await openOwnSite(started)
      page = await openWindow()
    },
    async chooseFile(path) {
      page.once('filechooser', (chooser) => void chooser.setFiles(path))
    },
    async saveTo(path) {
      saving = page.waitForEvent('download', { timeout: 60_000 }).then((download) => download.saveAs(path))
      saving.catch(() => undefined)
    },
    saved: () => saving,
    opened: async () => opened,
    async close() {
      await page.context().close()
      if (host.exitCode !== null) return
      host.kill('SIGTERM')
      await once(host, 'exit')
    },
  }
}
