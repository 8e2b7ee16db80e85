import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { grid, notice, pressUntil } from '../support/report-page.ts'

/** The main job without a pointer: after each action the focus is where a person goes on, and never at the document. */
test.use({ ownHost: true })

const focused = (page: Page) => page.locator(':focus')
/** Goes to a control by Tab, as often as it takes. */
const tabTo = (page: Page, selector: string) => pressUntil(page, 'Tab', selector)

test('import, create, report, extend, delete, export and mail by keys alone', async ({ app }) => {
  const { page } = app
  await expect(page.getByRole('heading', { level: 1, name: 'Oversikt' })).toBeVisible()

  await test.step('a recipient file is chosen', async () => {
    await page.keyboard.press('Alt+3')
    await expect(page.getByRole('heading', { level: 1, name: 'Opprett kampanjekoder' })).toBeVisible()
    const file = join(app.dataFolder, 'mottakere.csv')
    await writeFile(file, 'Navn;E-post\r\nKari Nordli;kari@nordli.example\r\nOla Lie;ola@lie.example\r\n')
    await app.chooseFile(file)
    await tabTo(page, '.zone .v-btn')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('file-card')).toContainText('mottakere.csv')
    await expect(page.getByTestId('file-card')).toBeFocused()
  })

  await test.step('codes are created', async () => {
    await tabTo(page, '[data-field="discount"] input, input[id][data-field="discount"]')
    await page.keyboard.type('25')
    await page.keyboard.press('Control+Enter')
    await expect(notice(page)).toContainText('2 koder')
    await expect(page.getByRole('heading', { name: '2 koder' })).toBeFocused()
  })

  await test.step('the report is opened, and rows are ticked', async () => {
    await page.keyboard.press('Alt+2')
    await expect(grid(page)).toHaveAttribute('aria-rowcount', '3')
    await pressUntil(page, 'F6', '[role="grid"], [data-pane]')
    await tabTo(page, '[role="grid"]')
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Space')
    await expect(grid(page)).toBeFocused()
    await expect(page.getByTestId('ticked-rows')).toHaveText('1 rad er merket.')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await expect(page.getByTestId('ticked-rows')).toHaveText('2 rader er merket.')
  })

  await test.step('they are extended', async () => {
    await tabTo(page, '.selection .actions .v-btn')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
    await page.keyboard.type('30.06.2030')
    await expect(page.getByRole('button', { name: 'Forleng 2 koder' })).toBeEnabled()
    await page.keyboard.press('Enter')
    await expect(notice(page)).toContainText('2 koder forlenget')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(focused(page)).toHaveAccessibleName(/Forleng utløpsdatoen|Kampanjekoder/)
  })

  await test.step('they are deleted, and brought back', async () => {
    if (!(await grid(page).evaluate((element) => element === document.activeElement)))
      await pressUntil(page, 'Shift+Tab', '[role="grid"]')
    await page.keyboard.press('Delete')
    await expect(page.getByRole('button', { name: 'Slett 2 koder' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(notice(page)).toContainText('2 koder slettet.')
    await expect(grid(page)).toBeFocused()
    await page.keyboard.press('Control+z')
    await expect(page.getByText('2 aktive', { exact: true })).toBeVisible()
    await expect(grid(page)).toBeFocused()
  })

  await test.step('the report is exported', async () => {
    await page.keyboard.press('Escape')
    await app.saveTo(join(app.dataFolder, 'report.xlsx'))
    await page.keyboard.press('Control+e')
    await app.saved()
    await expect(grid(page)).toBeFocused()
  })

  await test.step('the messages of the codes are looked at', async () => {
    await pressUntil(page, 'Shift+Tab', '[data-testid="send-all"]')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null))
      .toBe(true)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.getByTestId('send-all')).toBeFocused()
  })

  await test.step('the mail server is saved', async () => {
    await page.evaluate(() => (location.hash = '/outbox/server'))
    await expect(page.locator('#server-form')).toBeVisible()
    await tabTo(page, '[data-field="host"] input')
    await page.keyboard.type('127.0.0.1')
    await tabTo(page, '[data-field="senderName"] input')
    await page.keyboard.type('Fjordkurs AS')
    await tabTo(page, '[data-field="senderAddress"] input')
    await page.keyboard.type('kurs@fjordkurs.example')
    await tabTo(page, '[data-testid="save-server"]')
    await page.keyboard.press('Enter')
    await expect(notice(page)).toContainText('E-postserveren er lagret.')
    await expect(page.getByTestId('save-server')).toBeFocused()
  })

  await test.step('e-commerce is enabled', async () => {
    await page.evaluate(() => (location.hash = '/commerce/events'))
    await expect(page.getByTestId('service-off')).toBeVisible()
    await tabTo(page, '[data-testid="service-off"] button, main .v-btn')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await expect(page.getByRole('dialog').getByRole('checkbox').first()).toBeChecked()
    await tabTo(page, '[data-testid="apply-services"]')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('link-strip')).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(focused(page)).toHaveCount(1)
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
  })
})
