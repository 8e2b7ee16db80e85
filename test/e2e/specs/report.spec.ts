import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { cellsOf } from '../../support/clipboard-cells.ts'
import { expect, test } from '../fixtures.ts'

const grid = (page: Page) => page.getByRole('grid')
const notice = (page: Page) => page.getByTestId('notice')
const search = (page: Page) => page.getByRole('search').getByRole('textbox')
const selection = (page: Page) => page.getByRole('region', { name: 'Merkede rader' })
const views = (page: Page) => page.getByRole('navigation', { name: 'Visninger' })
const cell = (page: Page, row: number, column: string) =>
  page.locator(`[data-cell][data-row="${row}"][data-column="${column}"]`)
const column = async (page: Page, name: string, rows: number) =>
  Promise.all(Array.from({ length: rows }, (_, row) => cell(page, row, name).innerText()))
const rowCount = async (page: Page) => Number(await grid(page).getAttribute('aria-rowcount')) - 1

/** The report of the sample site, which has codes of every status. */
async function openReport(page: Page, address = '/report'): Promise<void> {
  await page.getByRole('button', { name: 'Åpne eksempeldata' }).click()
  await expect(page.getByTestId('sample-strip')).toBeVisible()
  await page.evaluate((to) => (location.hash = to), address)
  await expect(cell(page, 0, 'status')).toContainText(/Aktiv|Utløpt|Brukt opp|Slettet/)
}

test('a site without codes says what to do first', async ({ app: { page } }) => {
  await page.getByRole('navigation').getByRole('link', { name: 'Kampanjekoderapport' }).click()
  await expect(page.getByRole('heading', { name: 'Ingen kampanjekoder ennå' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: 'Opprett kampanjekoder' })).toHaveCount(1)
})

test('views, links and parameters narrow the report, and can be taken away', async ({ app: { page } }) => {
  // Room for both parameters beside each other.
  await page.setViewportSize({ width: 1440, height: 900 })
  await openReport(page, '/report?view=expired')
  await expect(views(page).getByRole('button', { name: /Utløpte/ })).toHaveAttribute('aria-current', 'true')
  const expired = await rowCount(page)
  await expect(views(page).getByRole('button', { name: new RegExp(`Utløpte ${expired}`) })).toBeVisible()
  expect(new Set(await column(page, 'status', 5))).toEqual(new Set(['Utløpt']))

  await page.getByRole('button', { name: 'Parameter', exact: true }).click()
  await page.getByRole('button', { name: 'Tjeneste', exact: true }).click()
  await page.getByRole('radio', { name: 'Webex Training' }).click()
  await page.getByRole('button', { name: 'Vis rapport' }).click()
  await expect(page.getByRole('button', { name: 'Endre: Tjeneste Webex Training' })).toBeVisible()
  await expect.poll(() => rowCount(page)).toBeLessThan(expired)

  await page.getByRole('button', { name: 'Fjern: Status' }).click()
  await page.getByRole('button', { name: 'Fjern: Tjeneste' }).click()
  await expect(views(page).getByRole('button', { name: /Alle koder/ })).toHaveAttribute(
    'aria-current',
    'true',
  )

  await search(page).fill('finnes-ikke-noe-sted')
  await expect(page.getByRole('heading', { name: 'Ingen koder passer' })).toBeVisible()
  await page.getByRole('button', { name: 'Fjern søk og parametere' }).click()
  await expect(search(page)).toHaveValue('')
  await expect.poll(() => rowCount(page)).toBeGreaterThan(expired)
})

test('values are offered with how many codes have them; days from today stay so in a saved view', async ({
  app: { page },
}) => {
  await openReport(page)
  await page.getByRole('button', { name: 'Parameter', exact: true }).click()
  await page.getByRole('button', { name: 'Status', exact: true }).click()
  const expired = page.getByRole('checkbox', { name: /^Utløpt \d+ koder?$/ })
  await expect(expired).toBeVisible()
  const codes = Number(/\d+/.exec((await expired.locator('..').innerText()).replace(/\s/g, ''))?.[0])
  await expired.check()
  await page.getByRole('button', { name: 'Vis rapport' }).click()
  await expect.poll(() => rowCount(page)).toBe(codes)

  await page.getByRole('button', { name: 'Fjern: Status' }).click()
  await page.getByRole('button', { name: 'Parameter', exact: true }).click()
  await page.getByRole('button', { name: 'Utløpsdato', exact: true }).click()
  await page.getByRole('radio', { name: 'Datoer' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  await page.keyboard.type('30')
  await page.keyboard.press('Enter')
  const within = page.getByRole('button', { name: 'Endre: Utløpsdato innen 30 dager' })
  await expect(within).toBeVisible()
  await page.getByRole('button', { name: 'Lagre visning' }).click()
  await page.getByLabel('Navn').fill('Snart')
  await page.keyboard.press('Enter')
  await expect(views(page).getByRole('button', { name: 'Snart', exact: true })).toHaveAttribute(
    'aria-current',
    'true',
  )
  await views(page)
    .getByRole('button', { name: /Alle koder/ })
    .click()
  await expect(within).toBeHidden()
  await views(page).getByRole('button', { name: 'Snart', exact: true }).click()
  await expect(within).toBeVisible()
  expect(page.url()).toContain('expiresToDays=30')
})

test('a parameter that cannot be meant is refused in its form', async ({ app: { page } }) => {
  await openReport(page)
  await page.getByRole('button', { name: 'Parameter', exact: true }).click()
  await page.getByRole('button', { name: 'Rabatt', exact: true }).click()
  await page.getByRole('textbox', { name: 'Verdi' }).fill('120')
  await page.getByRole('button', { name: 'Vis rapport' }).click()
  await expect(page.getByRole('alert')).toContainText('høyst 100')
  await page.getByRole('textbox', { name: 'Verdi' }).fill('12,5')
  await page.getByRole('button', { name: 'Vis rapport' }).click()
  await expect(page.getByRole('button', { name: /Endre: Rabatt 12,5/ })).toBeVisible()
})

test('heads sort, by click and by key, one or several', async ({ app: { page } }) => {
  await openReport(page)
  const head = (name: string) => page.getByRole('columnheader', { name })
  await head('Kode').click()
  await expect(head('Kode')).toHaveAttribute('aria-sort', 'ascending')
  await expect
    .poll(async () => {
      const codes = await column(page, 'code', 8)
      return codes.every((code, i) => i === 0 || (codes[i - 1] ?? '') <= code)
    })
    .toBe(true)
  await grid(page).focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(head('Kode')).toHaveAttribute('aria-sort', 'descending')
  await head('Utløpsdato').click({ modifiers: ['Shift'] })
  await expect(head('Utløpsdato')).toHaveAttribute('aria-sort', 'ascending')
  await expect(head('Kode')).toHaveAttribute('aria-sort', 'descending')
})

test('the last row is reached by a key, and cells are copied as cells', async ({ app: { page } }) => {
  await openReport(page)
  const rows = await rowCount(page)
  await grid(page).focus()
  await page.keyboard.press('Control+End')
  await expect(cell(page, rows - 1, 'status')).toBeInViewport()
  const focused = await grid(page).getAttribute('aria-activedescendant')
  await expect(cell(page, rows - 1, 'status')).toHaveAttribute('id', focused ?? '')

  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByTestId('report-status')).toContainText('2 × 2')
  const shown = [await column(page, 'code', 2), await column(page, 'recipient', 2)]
  await page.keyboard.press('Control+c')
  await expect(page.getByTestId('report-status')).toContainText('2 rader kopiert')
  // A field of several lines takes them as they are.
  await page.keyboard.press('Control+Shift+F')
  const field = page.getByRole('textbox', { name: 'Koder eller e-postadresser' })
  await expect(field).toBeFocused()
  await page.keyboard.press('Control+v')
  const [codes = [], names = []] = shown
  expect(cellsOf(await field.inputValue())).toEqual(
    codes.map((code, row) => [code.trim(), names[row]?.trim()]),
  )
})

test('what is already deleted is skipped, which is shown; Ctrl+Z brings the rest back', async ({
  app: { page },
}) => {
  await openReport(page, '/report?status=active,deleted')
  const summary = page.getByTestId('report-status')
  const before = await summary.innerText()
  await page.getByRole('columnheader', { name: 'Status' }).click()
  await expect(page.getByRole('columnheader', { name: 'Status' })).toHaveAttribute('aria-sort', 'ascending')
  await grid(page).focus()
  // A new order comes with a new result set, in which nothing is ticked: what was ticked before it came is gone.
  await expect(async () => {
    await page.keyboard.press('Control+a')
    await expect(selection(page)).toContainText('er allerede slettet og hoppes over', { timeout: 2000 })
  }).toPass()

  const button = selection(page).getByRole('button', { name: /^Slett kampanjekoder/ })
  await button.click()
  const popover = page.getByRole('dialog', { name: 'Slett kampanjekoder' })
  await expect(popover).toContainText('fordi de er slettet:')
  const details = popover.getByRole('button', { name: /^Slett \d+ koder$/ })
  const planned = /\d+/.exec(await details.innerText())?.[0] ?? ''
  await expect(details).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(notice(page)).toContainText(`${planned} koder slettet.`)
  await expect(notice(page)).toContainText('slettede koder ble hoppet over.')
  await expect(cell(page, 0, 'status')).toContainText('Slettet')
  await expect(button).toBeDisabled()

  await page.keyboard.press('Control+z')
  await expect(notice(page)).toContainText('Angret')
  await expect(cell(page, 0, 'status')).toContainText('Aktiv')
  await expect.poll(() => summary.innerText().then((text) => text.split('\n')[0])).toBe(before.split('\n')[0])
})

test('the ticked rows are exported with the columns on screen', async ({ app }) => {
  const { page } = app
  await openReport(page)
  await page.getByRole('button', { name: 'Kolonner' }).click()
  for (const name of ['Serie', 'Opprettet', 'Gjelder for'])
    await page.getByRole('checkbox', { name }).uncheck()
  await page.keyboard.press('Escape')
  await grid(page).focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(selection(page)).toContainText('2 merket')
  const [first, , third] = await column(page, 'code', 3)

  const target = join(app.dataFolder, 'ticked.csv')
  await app.saveTo(target)
  await selection(page)
    .getByRole('button', { name: /^Eksporter/ })
    .click()
  await page.getByTestId('export-selected-csv').click()
  await expect(notice(page)).toContainText('2 rader eksportert')
  await app.saved()
  const lines = (await readFile(target, 'utf8')).replace('\ufeff', '').trim().split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]).toMatch(/^Kode;Mottakernavn;/)
  expect(lines[0]).not.toContain('Serie')
  expect(lines.slice(1).map((line) => line.split(';')[0])).toEqual([first, third])
})

test('details of a code open by Enter and close by Escape', async ({ app: { page } }) => {
  await openReport(page)
  const code = await cell(page, 1, 'code').innerText()
  await grid(page).focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const details = page.getByRole('complementary', { name: 'Detaljer' })
  await expect(details).toContainText(code)
  await details.getByRole('button', { name: 'Lukk' }).press('Escape')
  await expect(details).toBeHidden()
  await expect(grid(page)).toBeFocused()
})

test('a small window draws the rows that it shows, not all', async ({ app: { page } }) => {
  await page.setViewportSize({ width: 640, height: 400 })
  await openReport(page)
  expect(await page.locator('[data-cell][data-column="code"]').count()).toBeLessThan(40)
  await grid(page).focus()
  await page.keyboard.press('Control+End')
  await expect(grid(page).getByRole('row').last()).toBeInViewport()
})
