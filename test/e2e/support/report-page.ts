import type { Page } from '@playwright/test'
import { expect } from '../fixtures.ts'

export const grid = (page: Page) => page.getByRole('grid')
export const notice = (page: Page) => page.getByTestId('notice')
export const cell = (page: Page, row: number, column: string) =>
  page.locator(`[data-cell][data-row="${row}"][data-column="${column}"]`)
export const rowCount = async (page: Page) => Number(await grid(page).getAttribute('aria-rowcount')) - 1

/** The report of the sample site, which has codes of every status. */
export async function openSampleReport(page: Page, address = '/report'): Promise<void> {
  await page.getByRole('button', { name: 'Åpne eksempeldata' }).click()
  await expect(page.getByTestId('sample-strip')).toBeVisible()
  await page.evaluate((to) => (location.hash = to), address)
  await expect(cell(page, 0, 'status')).toContainText(/Aktiv|Utløpt|Brukt opp|Slettet/)
}

/** What is chosen in the palette, by its name. */
export async function choose(page: Page, name: string): Promise<void> {
  // Keys are handled once the window is drawn.
  await expect(page.getByRole('navigation').first()).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { expanded: true })).toBeFocused()
  await page.keyboard.type(name)
  await expect(page.getByRole('option', { name }).first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
}

/** Presses `key` until what has the focus fits. */
export async function pressUntil(page: Page, key: string, focused: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key)
    expect(await page.evaluate((fits) => document.activeElement?.matches(fits) ?? false, focused)).toBe(true)
  }).toPass({ intervals: [0] })
}

/** Puts text on the clipboard, as another program would. */
export const fillClipboard = (page: Page, text: string) =>
  page.evaluate((copied) => navigator.clipboard.writeText(copied), text)

/** Follows a link of the navigation. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** Fills in the form for codes to one recipient, and creates them. */
export async function createForOne(page: Page, codes: number): Promise<void> {
  await page.getByRole('link', { name: 'Opprett kampanjekoder' }).first().click()
  await page.getByRole('radio', { name: 'Én mottaker' }).check({ force: true })
  await page.getByLabel('Mottakernavn').fill('Øystein Åsheim')
  await page.getByLabel('E-post', { exact: true }).fill('oystein@example.com')
  await page.getByRole('textbox', { name: 'Antall koder' }).fill(String(codes))
  await page.getByRole('button', { name: new RegExp(`^Opprett ${codes} koder`) }).click()
  await expect(notice(page)).toContainText(`${codes} koder`)
}
