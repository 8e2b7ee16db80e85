import type { Page } from '@playwright/test'
import { newAddress, openApplication, startHost, testBrowser } from '../support/browser-driver.ts'
import { launch } from '../support/electron-driver.ts'
import { root } from '../support/root.ts'
import { expect, test } from '../fixtures.ts'

/** Starts on a folder in which nobody has chosen a language, where the system has this one. */
type FirstStart = (dataFolder: string, locale: string) => Promise<{ page: Page; close(): Promise<unknown> }>

const inElectron: FirstStart = async (dataFolder, locale) => {
  const { electron, page } = await launch(root, dataFolder, {
    LANG: `${locale.replace('-', '_')}.UTF-8`,
    LANGUAGE: '',
    LC_ALL: '',
    LC_MESSAGES: '',
  })
  return { page, close: () => electron.close() }
}

const inBrowser: FirstStart = async (dataFolder, locale) => {
  const started = await startHost(dataFolder)
  const context = await (await testBrowser()).newContext({ locale })
  const page = await context.newPage()
  await openApplication(page, await newAddress(started))
  return {
    page,
    async close() {
      await context.close()
      started.host.kill('SIGTERM')
    },
  }
}

for (const [locale, language, title] of [
  ['en-CA', 'en', 'Overview'],
  ['da-DK', 'nb', 'Oversikt'],
  ['nn-NO', 'nb', 'Oversikt'],
  ['de-DE', 'en', 'Overview'],
] as const)
  test(`a system in ${locale} starts in ${language}`, async ({ dataFolder, hostKind }) => {
    const { page, close } = await (hostKind === 'electron' ? inElectron : inBrowser)(dataFolder, locale)
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await close()
  })
