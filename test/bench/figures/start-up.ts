import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { _electron, type Page } from '@playwright/test'
import { electronFlags } from '../../../build/electron.ts'
import { inRoot } from '../../../build/paths.ts'
import { provideTestElectron } from '../../../build/test-electron.ts'
import type { Figure } from '../figure.ts'
import { copyOfSiteWith, scratchFolder } from '../bench-site.ts'
import { ratioOf, timed } from '../measure.ts'

/**
 * From launch until the start page of a site with 10,000 codes shows its figures, against a window with one heading. The
 * warm-ups are starts that a person has had: Chromium and Node keep what they compiled.
 */
export const startUpFigure: Figure = {
  figure: 'start-up to the first usable page / to an empty Electron window',
  unit: 'ratio',
  limit: 1.5,
  async measure() {
    const { executable } = await provideTestElectron()
    const data = await copyOfSiteWith(10_000)
    const empty = await emptyApp()
    const launch = async (args: string[], usable: string) => {
      const profile = await scratchFolder()
      let app: Awaited<ReturnType<typeof _electron.launch>> | undefined
      const took = await timed(async () => {
        app = await _electron.launch({
          executablePath: executable,
          args: [...electronFlags(), ...args, `--user-data-dir=${profile}`],
          env: { ...process.env, ECOMMERCE_ADMIN_NODE: process.execPath } as Record<string, string>,
        })
        await seen(await app.firstWindow(), usable)
      })
      await app?.close()
      return took
    }
    return await ratioOf(
      () => launch([inRoot(), '--data', data], '#status-title'),
      () => launch([empty], 'h1'),
      9,
      3,
    )
  },
}

/** The little of the page's world that is used here. */
declare const document: { querySelector(selector: string): { checkVisibility(): boolean } | null }
declare function requestAnimationFrame(then: () => void): void

/**
 * Until the page itself sees the element, laid out. A locator looks with growing pauses, and would round this up by as
 * much as a tenth of a second.
 */
export async function seen(page: Page, selector: string): Promise<void> {
  const look = (wanted: string) =>
    new Promise<void>((resolve) => {
      const again = () =>
        document.querySelector(wanted)?.checkVisibility() ? resolve() : requestAnimationFrame(again)
      again()
    })
  for (;;) {
    try {
      return await page.evaluate(look, selector)
    } catch (error) {
      // The window's first, empty document has made room for the page.
      if (!/context was destroyed|navigation/i.test(String(error))) throw error
    }
  }
}

/** The least that an Electron app can be: one window, one heading. The product's fuses let no page come from a file. */
export async function emptyApp(): Promise<string> {
  const folder = await scratchFolder()
  await mkdir(folder, { recursive: true })
  await writeFile(
    join(folder, 'package.json'),
    '{"name":"empty","version":"1.0.0","type":"module","main":"main.mjs"}',
  )
  await writeFile(
    join(folder, 'main.mjs'),
    `import { app, BrowserWindow } from 'electron'
const page = 'data:text/html,<!doctype html><title>Empty</title><h1>Empty</h1>'
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadURL(page))
`,
  )
  return folder
}
