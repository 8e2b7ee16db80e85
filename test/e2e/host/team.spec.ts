import type { Page } from '@playwright/test'
import { cell, createForOne, goTo, grid, notice } from '../support/report-page.ts'
import { expect, test } from '../support/team.ts'

/** What is stored, on the two pages that show it. */
async function expectStored(page: Page): Promise<void> {
  await goTo(page, 'Historikk')
  const operations = page.getByRole('option')
  await expect(operations).toHaveText([/Angret: 1 kode slettet/, /slettet · angret/, /celle/, /3 koder/])
  for (const operation of await operations.all()) await expect(operation).toContainText('Kari Nordmann')
  await goTo(page, 'Kampanjekoderapport')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '4')
  await expect(cell(page, 0, 'recipient')).toHaveText('Åse Ærø')
  await expect(page.getByText('3 aktive', { exact: true })).toBeVisible()
}

test('a site in a database is worked on, and is as it was left after a restart', async ({
  database,
  startAs,
}) => {
  const { page, close } = await startAs('Kari Nordmann', database.target)
  await createForOne(page, 3)
  await goTo(page, 'Kampanjekoderapport')
  await cell(page, 0, 'recipient').dblclick()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Åse Ærø')
  await page.keyboard.press('Enter')
  await expect(notice(page)).toContainText('1 celle endret i 1 kode.')
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: /^Slett/ }).click()
  await page.getByRole('button', { name: 'Slett 1 kode' }).click()
  await expect(page.getByText('1 slettet', { exact: true })).toBeVisible()
  await notice(page).getByRole('button', { name: /Angre/ }).click()
  await expectStored(page)

  await close()
  const again = await startAs('Kari Nordmann', database.target)
  await expectStored(again.page)
})
