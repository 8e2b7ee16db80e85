import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'

/** Each page, and what is there once its data is. */
const PAGES = [
  ['/', '#attention-title'],
  ['/commerce/events', '[data-testid="service-off"], [data-testid="link-strip"]'],
  ['/test-transaction', '[data-testid="obstacle"], [data-testid="page-pay"]'],
  ['/report', 'h1'],
  ['/create', 'h1'],
  ['/outbox', '[data-testid="outbox-status"]'],
  ['/outbox/templates', '[data-testid="mail-text"]'],
  ['/outbox/server', '#server-form'],
  ['/history', '[role="option"]'],
  ['/history?view=revisions', 'h1'],
  ['/settings', '#site-form'],
] as const
const OVERVIEW = { nb: 'Oversikt', en: 'Overview' }
const SAMPLE = { nb: 'Åpne eksempeldata', en: 'Open the sample data' }
const DARK = { nb: 'Mørkt', en: 'Dark' }

/** What axe finds, a line a place. Legacy mode, since an Electron window cannot open another page for the report. */
async function violations(page: Page, where: string): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${where}: ${id} at ${target.join(' ')}: ${failureSummary}`),
  )
}

/** Waits until nothing moves: a colour that is on its way has no contrast of its own. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
}

for (const language of ['nb', 'en'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language })

    for (const theme of ['light', 'dark'] as const) {
      test(`axe finds nothing on any page, ${theme}`, async ({ app: { page } }) => {
        await page.emulateMedia({ reducedMotion: 'reduce' })
        await expect(page.getByRole('heading', { level: 1, name: OVERVIEW[language] })).toBeVisible()
        if (theme === 'dark') await page.getByRole('button', { name: DARK[language], exact: true }).click()
        await expect(page.locator('.v-application')).toHaveClass(new RegExp(`v-theme--${theme}`))
        await settled(page)
        const found = await violations(page, 'first run')

        await page.getByRole('button', { name: SAMPLE[language] }).click()
        await expect(page.getByTestId('sample-strip')).toBeVisible()
        for (const [path, ready] of PAGES) {
          await page.evaluate((to) => (location.hash = to), path)
          await expect(page.locator(ready).first()).toBeVisible()
          await settled(page)
          found.push(...(await violations(page, path)))
        }

        await page.keyboard.press('F1')
        await expect(page.getByRole('dialog')).toBeVisible()
        await settled(page)
        found.push(...(await violations(page, 'keys')))
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()

        await page.keyboard.press('Control+k')
        await expect(page.getByRole('combobox', { expanded: true })).toBeFocused()
        await settled(page)
        found.push(...(await violations(page, 'palette')))
        expect(found).toEqual([])
      })
    }
  })
}
