import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, type TestApp, test } from '../fixtures.ts'
import { root } from '../support/root.ts'

/**
 * The pictures that the README shows, from the sample site. What they must show is always looked at; they are written
 * only where UPDATE_PICTURES is set.
 */
const SIZE = { width: 1280, height: 800 }
const MOST_BYTES = 250_000

interface Shown extends TestApp {
  picture(name: string): Promise<void>
}

const shown = test.extend<{ shown: Shown }>({
  shown: async ({ app }, use) => {
    const { page } = app
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.getByRole('button', { name: /^(Åpne eksempeldata|Open the sample data)$/ }).click()
    await expect(page.getByTestId('sample-strip')).toBeVisible()
    const picture = async (name: string) => {
      await settled(page)
      const bytes = await page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' })
      expect(bytes.readUInt32BE(16)).toBe(SIZE.width)
      expect(bytes.readUInt32BE(20)).toBe(SIZE.height)
      if (!process.env.UPDATE_PICTURES) return
      expect(bytes.length).toBeLessThan(MOST_BYTES)
      await writeFile(join(root, `docs/${name}.png`), bytes)
    }
    await use({ ...app, page, picture })
  },
})

/** Nothing moves, every letter is there, the pointer is over nothing. */
async function settled(page: Page): Promise<void> {
  await page.mouse.move(SIZE.width / 2, 4)
  await page.evaluate(() => document.fonts.ready)
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
  const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  expect(size).toEqual(SIZE)
}

const cell = (page: Page, row: number, column: string) =>
  page.locator(`[data-cell][data-row="${row}"][data-column="${column}"]`)

/** The different things that a column says in the rows on the first screen. */
async function kinds(page: Page, column: string): Promise<number> {
  const rows = Array.from({ length: 12 }, (_, row) => cell(page, row, column).innerText())
  return new Set(await Promise.all(rows)).size
}

shown('the report, some rows ticked', async ({ shown: { page, picture } }) => {
  await page.getByRole('navigation').getByRole('link', { name: 'Kampanjekoderapport' }).click()
  await expect(cell(page, 0, 'status')).toBeVisible()
  await expect.poll(() => kinds(page, 'status')).toBeGreaterThanOrEqual(3)
  await expect.poll(() => kinds(page, 'discount')).toBeGreaterThanOrEqual(3)
  await expect.poll(() => kinds(page, 'expires')).toBeGreaterThanOrEqual(3)

  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+Home')
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+Space')
  const selection = page.getByRole('region', { name: 'Merkede rader' })
  await expect(selection).toContainText('6 merket')
  for (const details of [/^Forleng utløpsdatoen\s*\d+$/, /^Slett kampanjekoder\s*\d+$/])
    await expect(selection.getByRole('button', { name: details })).toBeEnabled()
  await picture('report')
})

shown('the configuration in Test, and the payment page beside it', async ({ shown: { page, picture } }) => {
  await page.getByRole('navigation').getByRole('link', { name: 'Webex Events' }).click()
  const main = page.getByRole('main')
  await expect(main.getByTestId('link-strip')).toContainText('Webex Training')
  await expect(main.locator('[data-field="provider"]')).toContainText('PayPal Payflow Pro')
  for (const card of ['Visa', 'MasterCard', 'AMEX', 'Discover'])
    await expect(main.getByRole('checkbox', { name: card, exact: true })).toBeChecked()
  await expect(main.locator('.payment-page')).toContainText('betaling@fjordkurs.example')
  await picture('configuration')
})

shown('the review before production', async ({ shown: { page, picture } }) => {
  await page.evaluate((to) => (location.hash = to), '/commerce/events/review')
  const main = page.getByRole('main')
  await expect(main.getByTestId('checks')).toContainText('Passord')
  for (const text of ['PayPal Payflow Pro', 'betaling@fjordkurs.example', '48 timer'])
    await expect(main).toContainText(text)
  await expect(main.getByTestId('account-note')).toContainText('partner fjordkurs')
  await picture('review')
})

shown.describe('in English', () => {
  shown.use({ language: 'en' })

  shown('the revisions, dark', async ({ shown: { page, picture } }) => {
    await page.getByRole('button', { name: 'Dark', exact: true }).click()
    await expect(page.locator('.v-application')).toHaveClass(/v-theme--dark/)
    await page.evaluate((to) => (location.hash = to), '/history?view=revisions')
    await expect(page.getByRole('main').getByRole('option')).toHaveCount(15)
    await picture('revisions')
  })
})
