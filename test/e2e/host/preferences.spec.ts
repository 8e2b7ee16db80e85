import { expect, test } from '../fixtures.ts'

test.use({ ownHost: true })

test('language and theme switch at once and are kept', async ({ app, hostKind }) => {
  await expect(app.page.getByRole('heading', { level: 1, name: 'Oversikt' })).toBeVisible()
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'nb')
  await app.page.getByRole('button', { name: 'EN – English' }).click()
  await app.page.getByRole('button', { name: 'Dark' }).click()

  const isEnglishAndDark = async () => {
    await expect(app.page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
    await expect(app.page.locator('html')).toHaveAttribute('lang', 'en')
    await expect(app.page).toHaveTitle('Overview – E-commerce Admin')
    await expect(app.page.locator('.v-application')).toHaveClass(/v-theme--dark/)
    await expect(app.page.locator('meta[name="theme-color"]')).toHaveAttribute('content', '#0D1211')
  }
  await isEnglishAndDark()

  // A browser keeps preferences in its own profile, which a new start of the test does not have.
  if (hostKind === 'electron') await app.restartApp()
  else await app.page.reload()
  await isEnglishAndDark()
})
