import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const notice = (page: Page) => page.getByTestId('notice')
const navigation = (page: Page) => page.getByRole('navigation')

/** Names the site and gives it a time zone, from anywhere. */
async function nameSite(page: Page, name: string): Promise<void> {
  await navigation(page).getByRole('link', { name: 'Innstillinger' }).click()
  await page.getByRole('textbox', { name: 'Nettstedets navn' }).fill(name)
  await page.getByRole('button', { name: 'Lagre', exact: true }).click()
  await expect(notice(page)).toContainText('Innstillingene er lagret.')
}

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Åpne eksempeldata' }).click()
  await expect(page.getByTestId('sample-strip')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Krever oppmerksomhet' })).toBeVisible()
}

test('every page is reached by keys alone', async ({ app: { page } }) => {
  await expect(heading(page, 'Oversikt')).toBeVisible()

  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Hopp til innholdet' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()

  // F6 goes round the parts of the window: title bar, pages, content.
  await page.keyboard.press('F6')
  await page.keyboard.press('F6')
  await expect(page.getByRole('link', { name: 'Oversikt' })).toBeFocused()
  for (const name of ['Historikk', 'Innstillinger']) {
    const link = page.getByRole('link', { name, exact: true })
    await expect(async () => {
      await page.keyboard.press('Tab')
      await expect(link).toBeFocused({ timeout: 500 })
    }).toPass()
    await page.keyboard.press('Enter')
    await expect(heading(page, name)).toBeVisible()
  }
})

test('F1 shows the keys, Escape closes them and gives the focus back', async ({ app: { page } }) => {
  const settings = navigation(page).getByRole('link', { name: 'Innstillinger' })
  await settings.focus()
  await page.keyboard.press('F1')
  await expect(page.getByRole('dialog', { name: 'Hurtigtaster' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Hurtigtaster' })).toBeHidden()
  await expect(settings).toBeFocused()
})

test('the palette finds pages and actions by keys alone', async ({ app: { page } }) => {
  await expect(heading(page, 'Oversikt')).toBeVisible()
  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox', { name: /^Finn/ })
  await expect(box).toBeFocused()
  await page.keyboard.type('inns')
  await expect(page.getByRole('option', { selected: true })).toHaveText(/Innstillinger/)
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Innstillinger')).toBeVisible()
  await expect(page.getByRole('dialog')).toBeHidden()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('switch')
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Settings')).toBeVisible()
})

test('the palette finds codes and opens the report with them', async ({ app: { page } }) => {
  await openSample(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('example')
  const first = page.getByRole('option', { name: /@/ }).first()
  await expect(first).toBeVisible()
  const code = await first.locator('.title').innerText()
  await first.click()
  await expect(page).toHaveURL(new RegExp(`#/report\\?text=${code}$`))
})

test('the sample site is a site of its own, with a way back', async ({ app: { page } }) => {
  await nameSite(page, 'Havnekurs')
  await navigation(page).getByRole('link', { name: 'Oversikt' }).click()
  await openSample(page)
  await expect(page.getByTestId('site-name')).not.toHaveText('Havnekurs')
  await expect(page.getByRole('application', { name: /^Innløsninger/ })).toBeVisible()
  await page.getByRole('link', { name: /^Slettet/ }).click()
  await expect(page).toHaveURL(/#\/report\?status=deleted$/)

  await page.getByRole('button', { name: 'Tilbake til eget nettsted' }).click()
  await expect(page.getByTestId('sample-strip')).toBeHidden()
  await expect(page.getByTestId('site-name')).toHaveText('Havnekurs')
  await expect(page.getByTestId('step-create')).toBeVisible()
})

test('settings are refused beside their fields, saved as one operation, and undone', async ({
  app: { page },
}) => {
  await navigation(page).getByRole('link', { name: 'Innstillinger' }).click()
  const name = page.getByRole('textbox', { name: 'Nettstedets navn' })
  const zone = page.getByLabel('Tidssone')
  const limit = page.getByLabel('Mottakere per fil')

  await name.fill('Fjordkurs')
  await zone.fill('tokyo')
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click()
  await expect(page.getByText(/Der er det .+ kl\.\s\d\d\.\d\d nå/)).toBeVisible()
  await limit.fill('100001')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toHaveText('Skriv et helt tall fra 1 til 100\u00a0000.')
  await expect(limit).toHaveAttribute('aria-invalid', 'true')

  await limit.fill('5 000')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(notice(page)).toContainText('Innstillingene er lagret.')
  await expect(page.getByTestId('site-name')).toHaveText('Fjordkurs')
  await expect(limit).toHaveValue('5\u00a0000')

  // Ctrl+Z belongs to the text in a field; outside one it takes back what the notice says.
  await heading(page, 'Innstillinger').click()
  await page.keyboard.press('Control+z')
  await expect(notice(page)).toContainText('Angret: Innstillinger endret')
  await expect(limit).toHaveValue('1\u00a0000')
  await expect(zone).not.toHaveValue('Asia/Tokyo')
})

test.describe('a new site', () => {
  test.use({ ownHost: true })

  test('an empty site says what to do first, with one primary button', async ({ app }) => {
    const { page } = app
    const step = (key: string) => page.getByTestId(`step-${key}`)
    await expect(step('site')).toHaveAttribute('aria-current', 'step')
    await expect(page.locator('.page-body .v-btn--variant-flat')).toHaveText(['Åpne innstillinger'])

    await nameSite(page, 'Fjordkurs')
    await navigation(page).getByRole('link', { name: 'Oversikt' }).click()
    await expect(step('site')).toContainText('gjort')
    await expect(step('service')).toHaveAttribute('aria-current', 'step')
    await expect(page.locator('.page-body .v-btn--variant-flat')).toHaveText(['Aktiver'])

    const file = join(app.dataFolder, 'eksempel.xlsx')
    await app.saveTo(file)
    await step('file').getByRole('button').click()
    await app.saved()
    expect((await stat(file)).size).toBeGreaterThan(1000)
    await expect(notice(page)).toContainText('Eksempelfilen er lagret.')
  })

  test('the history shows what was done and undoes it', async ({ app: { page } }) => {
    await nameSite(page, 'Fjordkurs')
    await nameSite(page, 'Fjellkurs')
    await navigation(page).getByRole('link', { name: 'Historikk' }).click()
    const operations = page.getByRole('listbox', { name: 'Operasjoner' })
    const details = page.getByTestId('operation-details')
    await expect(operations.getByRole('option')).toHaveCount(2)
    await expect(details.locator('del')).toHaveText('Fjordkurs')
    await expect(details.locator('ins')).toHaveText('Fjellkurs')

    await operations.focus()
    await page.keyboard.press('ArrowDown')
    await expect(details.locator('ins')).toHaveText('Fjordkurs')
    // What a later operation changed again cannot be taken back: said in plain words, nothing changes.
    await details.getByRole('button', { name: 'Angre denne' }).click()
    await expect(notice(page)).toBeVisible()
    await expect(operations.getByRole('option')).toHaveCount(2)

    await operations.focus()
    await page.keyboard.press('Home')
    await details.getByRole('button', { name: 'Angre denne' }).click()
    await expect(operations.getByRole('option')).toHaveCount(3)
    await expect(operations.getByRole('option').first()).toContainText('Angret: innstillinger endret')
    await expect(page.getByTestId('site-name')).toHaveText('Fjordkurs')
  })
})
