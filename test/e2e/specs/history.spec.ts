import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type TestApp } from '../fixtures.ts'

test.use({ ownHost: true })

/** The sample site has a history of every kind. */
async function openHistory({ page }: TestApp): Promise<void> {
  await page.getByRole('button', { name: 'Åpne eksempeldata' }).click()
  await expect(page.getByRole('button', { name: 'Tilbake til eget nettsted' })).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: 'Historikk' }).click()
  await expect(page.getByRole('option').first()).toBeVisible()
}

test('the history is filtered in one line that does not move the list, and the address leads back to it', async ({
  app,
}) => {
  const { page } = app
  await openHistory(app)
  const options = page.getByRole('option')
  const list = page.getByRole('listbox', { name: 'Operasjoner' })
  const top = (await list.boundingBox())?.y
  // The mark of the mode stays in the frame, and is on each row that is about one.
  await expect(page.getByTestId('mode')).toBeVisible()
  await expect(options.filter({ has: page.locator('.mode-tag') }).first()).toBeVisible()

  await page.getByRole('textbox', { name: 'Søk i historikken' }).fill('slettet')
  await expect(page.getByRole('status').filter({ hasText: 'treff' })).toBeVisible()
  await expect(options.first()).toContainText('slettet')
  for (const text of await options.allTextContents()) expect(text).toContain('slettet')
  expect((await list.boundingBox())?.y).toBe(top)
  await expect(page).toHaveURL(/text=slettet/)

  await page.getByTestId('filter-what').click()
  await page.getByRole('option', { name: 'Koder opprettet' }).click()
  await expect(page.getByText('Ingen operasjoner passer til filtrene.')).toBeVisible()
  await page.getByTestId('clear-all').click()
  await expect(list).toBeVisible()
  await expect(page).not.toHaveURL(/text=/)

  await page.evaluate(() => (location.hash = '/history?area=commerce'))
  await expect(page.getByTestId('filter-what')).toContainText('E-handel')
  await expect(options.first()).toContainText('E-handel')
  await expect(options.first().locator('.mode-tag')).toBeVisible()
})

test('what matches is exported for an accountant', async ({ app }) => {
  const { page, dataFolder } = app
  await openHistory(app)
  const file = join(dataFolder, 'historikk.csv')
  await page.evaluate(() => (location.hash = '/history?kinds=delete-codes'))
  await expect(page.getByRole('status').filter({ hasText: 'treff' })).toBeVisible()
  const matches = await page.getByRole('option').count()
  await app.saveTo(file)
  await page.getByTestId('export-history').click()
  await page.getByTestId('export-matching-csv').click()
  await app.saved()
  await expect(page.getByTestId('notice')).toContainText(`${matches} operasjoner eksportert til`)
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(matches + 1)
  expect(lines[0]).toContain('Operasjon;Dato;Tid (Europe/Oslo);Hvem;Område;Hva')
  for (const line of lines.slice(1)) expect(line).toMatch(/;Kampanjekoder;.*\d koder? slettet;/)
})
