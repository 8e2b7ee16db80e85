import type { Page } from '@playwright/test'
import { cellsOf } from '../../support/clipboard-cells.ts'
import { expect, test } from '../fixtures.ts'
import { violations } from '../support/axe.ts'
import {
  cell,
  choose,
  fillClipboard,
  grid,
  notice,
  openSampleReport,
  pressUntil,
  rowCount,
} from '../support/report-page.ts'

const status = (page: Page) => page.getByTestId('report-status')
const find = (page: Page) => page.getByRole('dialog', { name: 'Finn disse kodene eller adressene' })
const pasteField = (page: Page) => find(page).getByRole('textbox', { name: 'Koder eller e-postadresser' })
const pane = (page: Page, name: string) => page.getByRole('complementary', { name })

/** What Ctrl+V gives in the field for pasted lists, which keeps every line. */
async function clipboardText(page: Page): Promise<string> {
  await page.keyboard.press('Control+Shift+F')
  await expect(pasteField(page)).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+v')
  return pasteField(page).inputValue()
}

test('by the keyboard alone: 500 pasted codes are found, extended, undone, redone, and copied into a sheet', async ({
  app: { page },
}) => {
  await choose(page, 'Åpne eksempeldata')
  await expect(page.getByTestId('sample-strip')).toBeVisible()
  await choose(page, 'Kampanjekoderapport')
  await expect(cell(page, 0, 'status')).toBeVisible()

  // All codes of the site, copied as cells, and 500 of them as somebody would get them in a mail.
  await pressUntil(page, 'F6', '[role="grid"]')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  await expect(status(page)).toContainText(/rader kopiert/)
  const rows = cellsOf(await clipboardText(page))
  const [at, state] = [0, rows[0]?.length ? rows[0].length - 1 : 0]
  const active = rows.filter((row) => row[state] === 'Aktiv').map((row) => row[at] ?? '')
  const wanted = active.slice(0, 500)
  expect(new Set(wanted).size).toBe(500)

  await fillClipboard(page, [...wanted, 'FINNES-IKKE', 'ingen@finnes.example'].join('\r\n'))
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+v')
  await page.keyboard.press('Control+Enter')
  await expect(find(page)).toContainText('500 funnet')
  await expect(find(page)).toContainText('2 ble ikke funnet')
  await expect(find(page).getByRole('list', { name: 'Ikke funnet' }).getByRole('listitem')).toHaveText([
    'FINNES-IKKE',
    'ingen@finnes.example',
  ])
  await page.keyboard.press('Escape')
  await expect(find(page)).toBeHidden()
  await expect.poll(() => rowCount(page)).toBe(500)
  await expect(page.getByRole('search')).toContainText('502 verdier, 2 ikke funnet')

  // Extended by 30 days, each from its own day.
  if (!(await grid(page).evaluate((element) => element === document.activeElement)))
    await pressUntil(page, 'F6', '[role="grid"]')
  await page.keyboard.press('Control+Home')
  await expect(cell(page, 0, 'expires')).toHaveText(/\d\d\.\d\d\.\d{4}/)
  const before = await cell(page, 0, 'expires').innerText()
  const after = plusDays(before, 30)
  await page.keyboard.press('Control+a')
  await expect(page.getByRole('region', { name: 'Merkede rader' })).toContainText('500 merket')
  const extend = page.getByRole('region', { name: 'Merkede rader' }).getByRole('button', { name: /^Forleng/ })
  await expect(extend).toContainText('500')
  await expect(async () => {
    await page.keyboard.press('Tab')
    await expect(extend).toBeFocused({ timeout: 1 })
  }).toPass({ intervals: [0] })
  await page.keyboard.press('Enter')
  const popover = page.getByRole('dialog', { name: 'Forleng utløpsdatoen' })
  await expect(popover.getByRole('textbox', { name: 'Utvid til' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('ArrowRight')
  await expect(popover.getByRole('radio', { name: 'Med et antall dager' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.type('30')
  await expect(popover.getByRole('button', { name: 'Forleng 500 koder' })).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(notice(page)).toContainText('500 koder forlenget med 30 dager.')
  await expect(cell(page, 0, 'expires')).toHaveText(after)

  await page.keyboard.press('Control+z')
  await expect(notice(page)).toContainText('Angret: 500 koder forlenget med 30 dager.')
  await expect(cell(page, 0, 'expires')).toHaveText(before)
  await page.keyboard.press('Control+y')
  await expect(notice(page)).toContainText('Gjort om: 500 koder forlenget med 30 dager.')
  await expect(cell(page, 0, 'expires')).toHaveText(after)

  // A range of cells, as a spreadsheet takes it.
  await pressUntil(page, 'F6', '[role="grid"]')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Home')
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowDown'])
    await page.keyboard.press(`Shift+${key}`)
  await expect(status(page)).toContainText('4 × 3')
  const shown = []
  for (let row = 0; row < 4; row += 1)
    shown.push(
      await Promise.all(
        ['code', 'recipient', 'expires'].map(async (key) => (await cell(page, row, key).innerText()).trim()),
      ),
    )
  await page.keyboard.press('Control+c')
  await expect(status(page)).toContainText('4 rader kopiert')
  expect(cellsOf(await clipboardText(page))).toEqual(shown)
})

/** "30.06.2026" moved by whole days. */
function plusDays(text: string, days: number): string {
  const [day = 0, month = 1, year = 0] = text.split('.').map(Number)
  const moved = new Date(Date.UTC(year, month - 1, day + days))
  return moved.toISOString().slice(0, 10).split('-').reverse().join('.')
}

test('several lines pasted into the search box are a list to find', async ({ app: { page } }) => {
  await openSampleReport(page)
  const codes = [await cell(page, 2, 'code').innerText(), await cell(page, 5, 'code').innerText()]
  await fillClipboard(page, codes.join('\n'))
  await page.getByRole('search').getByRole('textbox').focus()
  await page.keyboard.press('Control+v')
  await expect.poll(() => rowCount(page)).toBe(2)
  await expect(find(page)).toBeHidden()
  await expect(page.getByRole('button', { name: /^Endre: Liste 2 verdier/ })).toBeVisible()
  await page.getByRole('button', { name: 'Fjern: Liste' }).click()
  await expect.poll(() => rowCount(page)).toBeGreaterThan(2)
})

test('deleted codes are restored, and the restoration undone', async ({ app: { page } }) => {
  await openSampleReport(page, '/report?status=deleted')
  const deleted = await rowCount(page)
  await grid(page).focus()
  await page.keyboard.press('Control+a')
  const selection = page.getByRole('region', { name: 'Merkede rader' })
  await selection.getByRole('button', { name: /^Gjenopprett/ }).click()
  const popover = page.getByRole('dialog', { name: 'Gjenopprett slettede koder' })
  const details = popover.getByRole('button', { name: /^Gjenopprett \d+ kode/ })
  await expect(details).toBeEnabled()
  const planned = Number(/\d+/.exec(await details.innerText())?.[0])
  expect(planned).toBeGreaterThan(0)
  expect(planned).toBeLessThanOrEqual(deleted)
  await details.click()
  await expect(notice(page)).toContainText(`${planned} kode`)
  await expect(notice(page)).toContainText('gjenopprettet')
  await page.keyboard.press('Control+z')
  await expect(notice(page)).toContainText('Angret')
  await expect(cell(page, 0, 'status')).toContainText('Slettet')
})

test('a view is saved with its columns, found again after a restart, renamed, and deleted with a way back', async ({
  app,
}) => {
  const views = () => app.page.getByRole('navigation', { name: 'Visninger' })
  const open = async (page: Page) => {
    await openSampleReport(page, '/report?status=expired')
  }
  await open(app.page)
  let { page } = app
  await page.getByRole('button', { name: 'Kolonner' }).click()
  await page.getByRole('checkbox', { name: 'E-post' }).uncheck()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Lagre visning' }).click()
  const dialog = () => page.getByRole('dialog', { name: 'Lagre visning' })
  await dialog().getByRole('button', { name: 'Lagre' }).click()
  await expect(dialog().getByRole('alert')).toContainText('Skriv et navn')
  await dialog().getByRole('textbox', { name: 'Navn' }).fill('Utløpt uten e-post')
  await page.keyboard.press('Enter')
  await expect(views().getByRole('button', { name: 'Utløpt uten e-post', exact: true })).toHaveAttribute(
    'aria-current',
    'true',
  )

  // The same name in other letters is taken.
  await page.getByRole('button', { name: 'Lagre visning' }).click()
  await dialog().getByRole('textbox', { name: 'Navn' }).fill('UTLØPT UTEN E-POST')
  await page.keyboard.press('Enter')
  await expect(dialog().getByRole('alert')).toContainText('Det finnes allerede')
  await page.keyboard.press('Escape')

  // Elsewhere the column is shown: these are this person's own columns, those the view's.
  await views()
    .getByRole('button', { name: /Alle koder/ })
    .click()
  await page.getByRole('button', { name: 'Kolonner' }).click()
  await page.getByRole('checkbox', { name: 'E-post' }).check()
  await page.keyboard.press('Escape')

  await app.restartApp()
  page = app.page
  await open(page)
  await views()
    .getByRole('button', { name: /Alle koder/ })
    .click()
  await expect(page.getByRole('columnheader', { name: 'E-post' })).toHaveCount(1)
  await views().getByRole('button', { name: 'Utløpt uten e-post', exact: true }).click()
  await expect(page.getByRole('columnheader', { name: 'E-post' })).toHaveCount(0)
  await expect(cell(page, 0, 'status')).toContainText('Utløpt')

  await page.getByRole('button', { name: 'Mer for visningen Utløpt uten e-post' }).click()
  await page.getByText('Gi nytt navn').click()
  await page.getByRole('dialog', { name: 'Gi visningen nytt navn' }).getByRole('textbox').fill('Gamle')
  await page.keyboard.press('Enter')
  await expect(views().getByRole('button', { name: 'Gamle', exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Mer for visningen Gamle' }).click()
  await page.getByText('Slett visningen').click()
  await expect(views().getByRole('button', { name: 'Gamle', exact: true })).toBeHidden()
  await notice(page).getByRole('button', { name: /Angre/ }).click()
  await expect(views().getByRole('button', { name: 'Gamle', exact: true })).toBeVisible()
})

test('figures count what is shown; a bar chosen by key narrows the report', async ({ app: { page } }) => {
  await openSampleReport(page)
  await page.getByRole('button', { name: 'Tall', exact: true }).click()
  const figures = pane(page, 'Tall for det som vises')
  const expired = figures.getByRole('button', { name: /^Utløpt/ })
  await expect(expired).toBeVisible()
  const count = Number(/(\d+)$/.exec((await expired.innerText()).trim())?.[1])
  await expired.press('Enter')
  await expect.poll(() => rowCount(page)).toBe(count)
  await expect(expired).toHaveAttribute('aria-pressed', 'true')
  await expired.press('Enter')
  await expect.poll(() => rowCount(page)).toBeGreaterThan(count)
  // The figures follow the rows: what there is none of cannot be chosen.
  await expect(figures.getByRole('button', { name: /^Aktiv/ })).toBeVisible()

  const chart = figures.locator('figure', { hasText: 'Koder etter status og utløpsdato' })
  const said = chart.locator('[aria-live]')
  // What was gone to may have no value any more once the chart follows, too.
  await expect(async () => {
    await chart.getByRole('application').focus()
    await page.keyboard.press('End')
    await expect(said).toHaveText(/: \d+$/, { timeout: 500 })
  }).toPass()
  const of = Number(/(\d+)$/.exec(await said.innerText())?.[1])
  await page.keyboard.press('Enter')
  await expect.poll(() => rowCount(page)).toBe(of)
  await expect(page.getByRole('button', { name: /^Endre: Utløpsdato/ })).toBeVisible()

  await figures.getByRole('button', { name: 'Vis som tabell' }).first().click()
  await expect(figures.getByRole('row')).not.toHaveCount(0)
})

test('details show all that happened to a code', async ({ app: { page } }) => {
  await openSampleReport(page)
  await grid(page).focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Enter')
  const details = pane(page, 'Detaljer')
  await expect(details).toContainText('Hva som har skjedd')
  await expect(details.getByRole('listitem').last()).toContainText(/koder? opprettet til/)
})

test('a cell written in is one step, which undo takes back', async ({ app: { page } }) => {
  await openSampleReport(page, '/report?status=active')
  const name = await cell(page, 0, 'recipient').innerText()
  await grid(page).focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('F2')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Bjørnstad Revisjon')
  await page.keyboard.press('Enter')
  await expect(cell(page, 0, 'recipient')).toHaveText('Bjørnstad Revisjon')
  await expect(notice(page)).toContainText('1 celle endret i 1 kode.')
  await page.keyboard.press('Control+z')
  await expect(cell(page, 0, 'recipient')).toHaveText(name)
})

/** The grid itself is looked at with the pages. */
const aroundGrid = (page: Page, where: string) => violations(page, where, { exclude: '[role="grid"]' })

for (const theme of ['light', 'dark'] as const)
  test(`axe finds nothing in what is around the grid, ${theme}`, async ({ app: { page } }) => {
    test.slow()
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await openSampleReport(page)
    if (theme === 'dark') await page.getByRole('button', { name: 'Mørkt', exact: true }).click()
    await expect(page.locator('.v-application')).toHaveClass(new RegExp(`v-theme--${theme}`))
    const found: string[] = []

    await page.getByRole('button', { name: 'Tall', exact: true }).click()
    await expect(page.getByRole('application').first()).toBeVisible()
    found.push(...(await aroundGrid(page, 'figures')))
    await page.getByRole('button', { name: 'Vis som tabell' }).first().click()
    found.push(...(await aroundGrid(page, 'figures as a table')))

    await page.getByRole('button', { name: 'Endringer' }).click()
    await pane(page, 'Endringer').getByRole('group').getByRole('button').first().click()
    found.push(...(await aroundGrid(page, 'changes')))

    await grid(page).focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Enter')
    await expect(pane(page, 'Detaljer')).toContainText('Hva som har skjedd')
    await page.keyboard.press('Control+a')
    const selection = page.getByRole('region', { name: 'Merkede rader' })
    await expect(selection.getByRole('button', { name: /^Gjenopprett/ })).toBeVisible()
    found.push(...(await aroundGrid(page, 'details and selection')))
    await selection.getByRole('button', { name: /^Forleng/ }).click()
    await page.getByRole('radio', { name: 'Med et antall dager' }).click()
    found.push(...(await aroundGrid(page, 'extend')))
    await page.keyboard.press('Escape')

    await page.keyboard.press('Control+Shift+F')
    await pasteField(page).fill('FINNES-IKKE\nHELLER-IKKE')
    await page.keyboard.press('Control+Enter')
    await expect(find(page)).toContainText('2 ble ikke funnet')
    found.push(...(await aroundGrid(page, 'find')))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Fjern: Liste' }).click()

    await page.getByRole('button', { name: 'Lagre visning' }).click()
    await page.getByRole('dialog').getByRole('textbox').fill(`Alt ${theme}`)
    found.push(...(await aroundGrid(page, 'save a view')))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: `Mer for visningen Alt ${theme}` })).toBeVisible()

    await page.getByRole('button', { name: 'Skriv ut' }).click()
    await page.getByTestId('printReport').click()
    await expect(page.getByRole('article')).toBeVisible()
    found.push(...(await aroundGrid(page, 'print')))
    expect(found).toEqual([])
  })

test('a list of very many values is kept beside the field, and searched at once', async ({
  app: { page },
}) => {
  await openSampleReport(page)
  const code = (await cell(page, 4, 'code').innerText()).trim()
  const unknown = Array.from({ length: 50_000 }, (_, i) => `FINNES-IKKE-${i}`)
  await fillClipboard(page, [code, ...unknown].join('\r\n'))
  await page.keyboard.press('Control+Shift+F')
  await expect(pasteField(page)).toBeFocused()
  await page.keyboard.press('Control+v')
  await expect(find(page)).toContainText(/50\s001 linjer limt inn/)
  await expect(find(page)).toContainText(/50\s000 ble ikke funnet/)
  await expect(find(page)).toContainText(/De første 1\s000 av 50\s000 vises/)
  await page.keyboard.press('Escape')
  await expect.poll(() => rowCount(page)).toBe(1)
  await expect(cell(page, 0, 'code')).toHaveText(code)
})

test.describe('with a host of its own', () => {
  test.use({ ownHost: true })

  test('the changes are listed beside the grid, and each can be undone and redone there', async ({
    app: { page },
  }) => {
    await openSampleReport(page, '/report?view=expiring')
    const before = await cell(page, 0, 'status').innerText()
    await grid(page).focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Space')
    const selection = page.getByRole('region', { name: 'Merkede rader' })
    await page.keyboard.press('Delete')
    await page
      .getByRole('dialog', { name: 'Slett kampanjekoder' })
      .getByRole('button', { name: 'Slett 1 kode' })
      .click()
    await expect(cell(page, 0, 'status')).toContainText('Slettet')
    await expect(selection.getByRole('button', { name: /^Gjenopprett/ })).toBeVisible()

    await page.getByRole('button', { name: 'Endringer' }).click()
    const changes = pane(page, 'Endringer')
    await changes.getByRole('button', { name: 'Angre: 1 kode slettet' }).click()
    await expect(cell(page, 0, 'status')).toHaveText(before)
    await changes.getByRole('button', { name: 'Gjør om: 1 kode slettet' }).click()
    await expect(cell(page, 0, 'status')).toContainText('Slettet')

    const newest = changes.getByRole('group').getByRole('button').first()
    await newest.click()
    await expect(newest).toHaveAttribute('aria-expanded', 'true')
  })

  test('a list stays after the backend has crashed and forgotten it', async ({ app }) => {
    const { page } = app
    await openSampleReport(page)
    const code = await cell(page, 3, 'code').innerText()
    await page.getByRole('button', { name: 'Finn disse' }).click()
    await pasteField(page).fill(`${code}\n${code}`)
    await find(page).getByRole('button', { name: 'Finn', exact: true }).click()
    await expect.poll(() => rowCount(page)).toBe(1)
    await app.killBackend()
    await expect(page.getByText('E-handel starter på nytt i bakgrunnen.')).toBeVisible()
    await expect(page.getByText('E-handel starter på nytt i bakgrunnen.')).toBeHidden()
    await page.getByRole('columnheader', { name: 'Utløpsdato' }).click()
    await expect(page.getByRole('columnheader', { name: 'Utløpsdato' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    )
    await expect(cell(page, 0, 'code')).toHaveText(code)
    expect(await rowCount(page)).toBe(1)
  })
})
