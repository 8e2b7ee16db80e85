import type { Page } from '@playwright/test'
import { expect, type TestApp } from '../fixtures.ts'
import { testBrowser } from './browser-driver.ts'

/**
 * The person's own browser, which is not the app's window: opens the address that the app opened last, does there what
 * `there` says, and is closed. `earlier` is how many the app had opened before.
 */
export async function outside(
  app: Pick<TestApp, 'opened'>,
  earlier: number,
  there: (page: Page) => Promise<void>,
): Promise<void> {
  await expect.poll(async () => (await app.opened()).length).toBeGreaterThan(earlier)
  const address = (await app.opened()).at(-1)
  if (address === undefined) throw new Error('nothing was opened')
  const page = await (await testBrowser()).newPage({ locale: 'nb-NO' })
  try {
    await page.goto(address)
    await there(page)
  } finally {
    await page.close()
  }
}
