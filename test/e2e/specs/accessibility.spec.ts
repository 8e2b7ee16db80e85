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

// In Norwegian and light, `every-place.spec.ts` looks at the same pages.
test.use({ language: 'en' })

test('axe finds nothing on any page in English, dark', async ({ app: { page } }) => {
  test.slow()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  await page.getByRole('button', { name: 'Dark', exact: true }).click()
  await expect(page.locator('.v-application')).toHaveClass(/v-theme--dark/)
  const found = await violations(page, 'first run')

  await page.getByRole('button', { name: 'Open the sample data' }).click()
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
