import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { cell, grid, notice, openSampleReport } from '../support/report-page.ts'

test.use({ ownHost: true })

const line = (page: Page) => page.getByTestId('notice-line')
const messages = (page: Page) => page.getByTestId('messages')
const selection = (page: Page) => page.getByRole('region', { name: 'Utvalg' })

async function boxOf(place: Locator) {
  const box = await place.boundingBox()
  if (!box) throw new Error('It has no place on screen')
  return box
}

/** Deletes the code in that row of the report, through the plan. */
async function deleteRow(page: Page, row: number): Promise<string> {
  const code = (await cell(page, row, 'code').innerText()).trim()
  await cell(page, row, 'code').click()
  await page.keyboard.press('Space')
  await selection(page)
    .getByRole('button', { name: /^Slett/ })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Slett 1 kode' }).click()
  await expect(cell(page, row, 'status')).toContainText('Slettet')
  await page.keyboard.press('Escape')
  return code
}

test('a message covers nothing: a plan that is open can be cancelled', async ({ app: { page } }) => {
  await openSampleReport(page, '/report?status=active')
  await deleteRow(page, 0)
  await expect(notice(page)).toContainText('1 kode slettet.')
  await cell(page, 1, 'code').click()
  await page.keyboard.press('Space')
  await selection(page)
    .getByRole('button', { name: /^Forleng/ })
    .click()
  const plan = page.getByRole('dialog', { name: 'Forleng utløpsdatoen' })
  await expect(notice(page)).toBeVisible()
  await plan.getByRole('button', { name: 'Avbryt' }).click()
  await expect(plan).toBeHidden()
})

test('nothing moves when a message comes, and it goes with its page', async ({ app: { page } }) => {
  await openSampleReport(page, '/report?status=active')
  await cell(page, 0, 'code').click()
  await page.keyboard.press('Space')
  const places = () =>
    Promise.all([cell(page, 0, 'code'), grid(page), selection(page), line(page)].map(boxOf))
  const before = await places()
  expect((await boxOf(line(page))).height).toBe(40)

  await selection(page)
    .getByRole('button', { name: /^Slett/ })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Slett 1 kode' }).click()
  await expect(notice(page)).toContainText('1 kode slettet.')
  expect(await places()).toEqual(before)
  const said = await boxOf(notice(page))
  const lies = await boxOf(line(page))
  expect(said.y).toBeGreaterThanOrEqual(lies.y)
  expect(said.y + said.height).toBeLessThanOrEqual(lies.y + lies.height)

  await page.getByRole('navigation').getByRole('link', { name: 'Innstillinger' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Innstillinger' })).toBeVisible()
  await expect(notice(page)).toBeHidden()
  await page.getByTestId('open-messages').click()
  await expect(messages(page)).toContainText('1 kode slettet.')
})

test('an earlier message can be opened again, and takes back just what it reports', async ({
  app: { page },
}) => {
  await openSampleReport(page, '/report?status=active')
  const first = await deleteRow(page, 0)
  const second = await deleteRow(page, 1)
  expect(second).not.toBe(first)

  await page.getByTestId('open-messages').focus()
  await page.keyboard.press('Enter')
  await expect(messages(page)).toBeFocused()
  const rows = messages(page).getByTestId('message')
  await expect(rows).toHaveCount(2)
  await rows.nth(1).getByRole('button', { name: 'Angre: 1 kode slettet.' }).click()
  await expect(cell(page, 0, 'status')).toContainText('Aktiv')
  await expect(cell(page, 1, 'status')).toContainText('Slettet')
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(2)).toContainText('1 kode slettet. · angret')
  await expect(rows.nth(2).getByRole('button')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(messages(page)).toBeHidden()
  await expect(page.getByTestId('open-messages')).toBeFocused()
})
