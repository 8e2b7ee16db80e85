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

/** Starts the browser host's own process; the address is its first line. */
export async function startHost(dataFolder: string): Promise<{ host: ChildProcess; url: string }> {
  const args = [join(root, 'out/main/browser.js'), '--port', '0', '--data', dataFolder]
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

export async function startBrowser({ dataFolder, language }: StartOptions): Promise<BrowserDriver> {
  const { host, url } = await startHost(dataFolder)
  const browser = await launchBrowser()
  const page = await openPage(browser, url, language)
  const opened: string[] = []
  // An empty page in place of theirs, since a browser asks for a page that it cannot reach again and again.
  await page.context().route('https://*.paypal.com/**', async (route) => {
    opened.push(route.request().url())
    await route.fulfill({ contentType: 'text/html', body: '' })
  })
  // Nor are the simulator's pages, and our own on the way to them: `outside-browser.ts` opens them as a person would.
  const elsewhere = ({ hostname, origin }: URL) => hostname === '127.0.0.1' && origin !== new URL(url).origin
  await page.context().route(elsewhere, async (route) => {
    opened.push(route.request().url())
    await route.fulfill({ contentType: 'text/html', body: '' })
  })
  // The app's own page is in front again: one behind another is drawn seldom.
  page.context().on('page', (other) => void (opened.includes(other.url()) && other.close()))
  let saving: Promise<void> = Promise.reject(new Error('Nothing is being saved'))
  saving.catch(() => undefined)
  return {
    page,
    url,
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
      await browser.close()
      if (host.exitCode !== null) return
      host.kill('SIGTERM')
      await once(host, 'exit')
    },
  }
}
