import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from '@playwright/test'
import { electronFlags } from '../../../build/electron.ts'
import type { Driver, StartOptions } from './driver.ts'
import { root } from './root.ts'

export interface BrowserDriver extends Driver {
  /** The printed address, with its token. */
  readonly url: string
}

/** The system's Chromium; elsewhere the one that Playwright brings. */
const systemChromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))

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

/** Starts the browser host's own process, on any port where none is named; the address is its first line. */
export async function startHost(dataFolder: string, port = 0): Promise<{ host: ChildProcess; url: string }> {
  const args = [join(root, 'out/main/browser.js'), '--port', String(port), '--data', dataFolder]
  const host = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  // A test that fails half-way leaves no host behind.
  const end = () => host.kill()
  process.once('exit', end)
  host.once('exit', () => process.off('exit', end))
  const lines = createInterface({ input: host.stdout })
  const [url] = (await Promise.race([
    once(lines, 'line'),
    once(host, 'exit').then(([code]) => {
      throw new Error(`The browser host ended with ${code}`)
    }),
  ])) as [string]
  return { host, url }
}

export async function openPage(browser: Browser, url: string, language: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' })
  await context.addInitScript((chosen) => {
    if (localStorage.getItem('preferences') === null)
      localStorage.setItem('preferences', JSON.stringify({ language: chosen, theme: 'light' }))
  }, language)
  const page = await context.newPage()
  await page.goto(url)
  return page
}

/** Another than the host's own address on this computer. */
const isElsewhere = (own: string) => {
  const { origin } = new URL(own)
  return (url: URL) => url.hostname === '127.0.0.1' && url.origin !== origin
}

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

async function call(url: string, method: string, input: object): Promise<unknown> {
  const { origin, searchParams } = new URL(url)
  const response = await fetch(`${origin}/api/call`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${searchParams.get('token')}` },
    body: JSON.stringify({ method, input }),
  })
  if (!response.ok) throw new Error(`${method} failed: ${await response.text()}`)
  return ((await response.json()) as { output: unknown }).output
}

/** As a window that goes back to the own site, and in which nobody has typed anything. */
async function openOwnSite(url: string): Promise<void> {
  await discardDrafts(url)
  await call(url, 'site.open', { kind: 'own' })
  await discardDrafts(url)
}
async function discardDrafts(url: string): Promise<void> {
  const drafts = (await call(url, 'drafts.list', {})) as { key: string }[]
  for (const { key } of drafts) await call(url, 'drafts.discard', { key })
}

export async function startBrowser({ dataFolder, language }: StartOptions): Promise<BrowserDriver> {
  const { host, url } = await startHost(dataFolder)
  const browser = await testBrowser()
  let opened: string[] = []
  const openWindow = async () => {
    opened = []
    const page = await openPage(browser, url, language)
    await noteOpened(page, url, opened)
    return page
  }
  let page = await openWindow()
  let saving: Promise<void> = Promise.reject(new Error('Nothing is being saved'))
  saving.catch(() => undefined)
  return {
    get page() {
      return page
    },
    url,
    async renew() {
      await page.context().close()
      await openOwnSite(url)
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
