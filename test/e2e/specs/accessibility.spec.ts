import { expect, test } from '../fixtures.ts'
import { violations } from '../support/axe.ts'

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

/** Colours do not depend on the language, nor names on the theme. */
const LOOKS = [
  ['nb', 'light'],
  ['en', 'dark'],
] as const

for (const [language, theme] of LOOKS) {
  test.describe(`in ${language}`, () => {
    test.use({ language })

    test(`axe finds nothing on any page, ${theme}`, async ({ app: { page } }) => {
      test.slow()
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await expect(page.getByRole('heading', { level: 1, name: OVERVIEW[language] })).toBeVisible()
      if (theme === 'dark') await page.getByRole('button', { name: DARK[language], exact: true }).click()
      await expect(page.locator('.v-application')).toHaveClass(new RegExp(`v-theme--${theme}`))
      const found = await violations(page, 'first run')

      await page.getByRole('button', { name: SAMPLE[language] }).click()
      await expect(page.getByTestId('sample-strip')).toBeVisible()
      for (const [path, ready] of PAGES) {
        await page.evaluate((to) => (location.hash = to), path)
        await expect(page.locator(ready).first()).toBeVisible()
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        found.push(...(await violations(page, path)))
      }

      await page.keyboard.press('F1')
      await expect(page.getByRole('dialog')).toBeVisible()
      found.push(...(await violations(page, 'keys')))
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()

      await page.keyboard.press('Control+k')
      await expect(page.getByRole('combobox', { expanded: true })).toBeFocused()
      found.push(...(await violations(page, 'palette')))
      expect(found).toEqual([])
    })
  })
}
