import { expect, test } from '../fixtures.ts'

/** In a browser the person is asked for the clipboard first; the app's own window may read it. */
test('the menu of a cell pastes what the clipboard holds', async ({ app: { page } }) => {
  const cell = (row: number) => page.locator(`[data-cell][data-row="${row}"][data-column="recipient"]`)
  await page.getByRole('button', { name: 'Åpne eksempeldata' }).click()
  await expect(page.getByTestId('sample-strip')).toBeVisible()
  await page.evaluate(() => (location.hash = '/report?status=active'))
  await expect(cell(0)).toHaveText(/\S/)
  const name = await cell(0).innerText()
  await cell(0).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Kopier', exact: true }).click()
  await expect(page.getByTestId('report-status')).toContainText('1 rad kopiert')

  await cell(4).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Lim inn' }).click()
  await expect(cell(4)).toHaveText(name)
})
