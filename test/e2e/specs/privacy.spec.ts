import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '../fixtures.ts'
import { violations } from '../support/axe.ts'
import { queueFromFile, RECIPIENTS } from '../support/mail-page.ts'

test.use({ ownHost: true })

test('a person is found by keys alone, exported and erased, and the history does not say who', async ({
  app,
}) => {
  const { page } = app
  await queueFromFile(app, RECIPIENTS)
  await page.evaluate(() => (location.hash = '/privacy'))
  await expect(page.getByTestId('retention')).toContainText('Personopplysninger beholdes til du sletter dem.')

  await page.getByLabel('Navn eller e-postadresse').fill('ingen som finnes')
  await expect(page.getByRole('status').filter({ hasText: 'Ingen koder eller meldinger' })).toBeVisible()
  await page.getByLabel('Navn eller e-postadresse').fill('kari')
  await expect(page.getByTestId('person-hit').first()).toBeVisible()
  await page.keyboard.press('Enter')
  const person = page.getByTestId('person')
  await expect(person.locator('[data-kind=code]')).toContainText('1')
  await expect(person.locator('[data-kind=message]')).toContainText('1')
  const address = (await page.getByTestId('person-hit').first().locator('span').first().textContent()) ?? ''
  expect(address).toContain('@')
  expect(await violations(page)).toEqual([])

  const folder = await mkdtemp(join(tmpdir(), 'privacy-'))
  try {
    await app.saveTo(join(folder, 'person.json'))
    await page.getByTestId('export-person').click()
    await page.getByTestId('export-person-json').click()
    await app.saved()
    const exported = await readFile(join(folder, 'person.json'), 'utf8')
    expect(exported).toContain(address)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }

  await page.getByTestId('erase-person').focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('1 melding i utboksen blir ikke sendt.')
  await expect(dialog).toContainText('Dette kan ikke angres.')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.getByTestId('erase-person').click()
  await page.getByTestId('erase-now').click()
  await expect(page.getByTestId('notice')).toContainText('Personopplysningene er slettet.')
  await expect(person).toBeHidden()
  await expect(page.getByText(address, { exact: true })).toBeHidden()

  await page.evaluate(() => (location.hash = '/history'))
  await expect(page.getByRole('option').first()).toContainText('Personopplysninger slettet for 1 person')
  await expect(page.locator('main')).not.toContainText(address)
  await page.evaluate(() => (location.hash = '/report'))
  await expect(page.getByRole('grid')).toContainText('Slettet person')
  await expect(page.getByRole('grid')).not.toContainText(address)
})

test('who wants a retention period, or a higher limit for a file, comes to its field', async ({ app }) => {
  const { page } = app
  const settings = page.getByRole('heading', { level: 1, name: 'Innstillinger' })
  await page.evaluate(() => (location.hash = '/privacy'))
  await page.getByTestId('retention').getByRole('link', { name: 'Velg en oppbevaringstid' }).click()
  await expect(settings).toBeVisible()
  await expect(page.getByLabel('Oppbevaringstid for personopplysninger')).toBeFocused()

  await page.evaluate(() => (location.hash = '/create'))
  await app.chooseFile(join(import.meta.dirname, '../../fixtures/recipients/1001-addresses.csv'))
  await page.getByRole('button', { name: 'Velg fil' }).click()
  await page.getByRole('button', { name: 'Åpne' }).click()
  await expect(settings).toBeVisible()
  await expect(page.getByLabel('Mottakere per fil')).toBeFocused()
})
