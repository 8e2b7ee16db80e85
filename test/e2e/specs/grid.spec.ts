import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { violations } from '../support/axe.ts'
import { pressUntil } from '../support/report-page.ts'

const grid = (page: Page) => page.getByRole('grid')
const cell = (page: Page, row: number, column: string) =>
  page.locator(`[data-cell][data-row="${row}"][data-column="${column}"]`)
const head = (page: Page, column: string) => page.locator(`[data-head="${column}"]`)
const heads = (page: Page) =>
  page.locator('[data-head]').evaluateAll((found) => found.map((one) => one.getAttribute('data-head')))
const notice = (page: Page) => page.getByTestId('notice')
const refused = (page: Page) => page.getByTestId('grid-refused')
const chip = (page: Page, name: string) => page.getByRole('button', { name: `Fjern: ${name}` })
const column = (page: Page, name: string, rows: number) =>
  Promise.all(Array.from({ length: rows }, (_, row) => cell(page, row, name).innerText()))

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}
/** The id of the cell that a screen reader is pointed to. */
async function expectActive(page: Page, place: Locator): Promise<void> {
  await expect(grid(page)).toBeFocused()
  const id = await place.getAttribute('id')
  await expect(grid(page)).toHaveAttribute('aria-activedescendant', id ?? '')
}

/** No cell is on its way to the backend any more. */
const settled = (page: Page) => expect(page.locator('[data-cell].sending')).toHaveCount(0)

/** The active codes of the sample site, by code. */
async function openReport(page: Page, address = '/report?status=active'): Promise<void> {
  await page.getByRole('button', { name: 'Åpne eksempeldata' }).click()
  await expect(page.getByTestId('sample-strip')).toBeVisible()
  await page.evaluate((to) => (location.hash = to), address)
  await expect(cell(page, 0, 'status')).toContainText(/Aktiv|Utløpt|Brukt opp|Slettet/)
  await head(page, 'code').click()
  await expect(head(page, 'code')).toHaveAttribute('aria-sort', 'ascending')
  await expect.poll(async () => isSorted(await column(page, 'code', 6))).toBe(true)
  await grid(page).focus()
  await press(page, 'Control+Home')
}
/** Rows that are still on their way are empty, and not sorted yet. */
const isSorted = (texts: string[]) => texts.every((text, i) => text !== '' && (texts[i - 1] ?? '') <= text)

/** Puts a text into the clipboard as a person would, from a field. */
async function copyText(page: Page, text: string): Promise<void> {
  await press(page, 'Control+Shift+F')
  const field = page.getByRole('dialog').getByRole('textbox')
  await field.fill(text)
  await press(page, 'Control+a', 'Control+c', 'Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await grid(page).focus()
}

test('cells are edited by keys alone, one step each, and undone', async ({ app: { page } }) => {
  await openReport(page)
  const names = await column(page, 'recipient', 3)
  await press(page, 'ArrowRight', 'F2')
  const field = page.getByRole('textbox', { name: 'Mottakernavn, rad 1' })
  await expect(field).toBeFocused()
  await expect(field).toHaveValue(names[0] ?? '')
  await page.keyboard.type(' Øst')
  await press(page, 'Enter')
  await expect(cell(page, 0, 'recipient')).toHaveText(`${names[0]} Øst`)
  await expect(notice(page)).toContainText('1 celle endret i 1 kode.')
  await expectActive(page, cell(page, 1, 'recipient'))

  // What is typed replaces what was there; Escape discards it, Tab goes on to the right.
  await page.keyboard.type('Vinter AS')
  await press(page, 'Escape')
  await expect(cell(page, 1, 'recipient')).toHaveText(names[1] ?? '')
  await page.keyboard.type('Vinter AS')
  await press(page, 'Tab')
  await expectActive(page, cell(page, 1, 'expires'))
  await expect(cell(page, 1, 'recipient')).toHaveText('Vinter AS')
  await page.keyboard.type('30.6.2031')
  await expect(grid(page)).toContainText('30. juni 2031')
  await press(page, 'Shift+Enter')
  await expect(cell(page, 1, 'expires')).toHaveText('30.06.2031')
  await expectActive(page, cell(page, 0, 'expires'))

  const undone = async (text: string, place: Locator) => {
    await press(page, 'Control+z')
    await expect(place).toHaveText(text)
  }
  await settled(page)
  await press(page, 'Control+z')
  await expect(cell(page, 1, 'expires')).not.toHaveText('30.06.2031')
  await undone(names[1] ?? '', cell(page, 1, 'recipient'))
  await undone(names[0] ?? '', cell(page, 0, 'recipient'))
})

test('what cannot be taken is said at its cell, which keeps what was typed', async ({ app: { page } }) => {
  await openReport(page)
  const email = await cell(page, 2, 'email').innerText()
  await cell(page, 2, 'email').dblclick()
  await press(page, 'Control+a')
  await page.keyboard.type('ikke en adresse')
  await press(page, 'Enter')
  await expect(refused(page)).toContainText('1 celle ble ikke endret')
  const marked = cell(page, 2, 'email')
  await expect(marked).toHaveAttribute('aria-invalid', 'true')
  await expect(marked).toContainText('ikke en adresse')
  await expect(marked).toContainText('trykk Esc for å forkaste')
  await expectActive(page, marked)

  await press(page, 'Control+Home')
  await refused(page).getByRole('button', { name: 'Gå til neste' }).click()
  await expectActive(page, marked)
  await press(page, 'F2', 'Control+a')
  await page.keyboard.type('ny.adresse@example.com')
  await press(page, 'Enter')
  await expect(marked).toHaveText('ny.adresse@example.com')
  await expect(refused(page)).toBeHidden()

  await cell(page, 2, 'email').click()
  await page.keyboard.type('igjen feil')
  await press(page, 'Enter')
  await expect(marked).toHaveAttribute('aria-invalid', 'true')
  await press(page, 'Escape')
  await expect(refused(page)).toBeHidden()
  await expect(marked).toHaveText('ny.adresse@example.com')
  expect(email).not.toBe('ny.adresse@example.com')
})

test('what was refused stays with its row when the rows are sorted otherwise', async ({ app: { page } }) => {
  await openReport(page)
  const rows = Number(await grid(page).getAttribute('aria-rowcount')) - 1
  const code = await cell(page, 2, 'code').innerText()
  await cell(page, 2, 'email').click()
  await page.keyboard.type('feil')
  await press(page, 'Enter')
  await expect(cell(page, 2, 'email')).toHaveAttribute('aria-invalid', 'true')

  await head(page, 'code').click()
  await expect(head(page, 'code')).toHaveAttribute('aria-sort', 'descending')
  await expect(cell(page, 0, 'code')).not.toHaveText(code)
  const next = refused(page).getByRole('button', { name: 'Gå til neste' })
  await expect(next).toBeHidden()
  await grid(page).focus()
  await press(page, 'Control+End')
  await expect(cell(page, rows - 3, 'code')).toHaveText(code)
  await expect(cell(page, rows - 3, 'email')).toHaveAttribute('aria-invalid', 'true')
  await next.click()
  await expectActive(page, cell(page, rows - 3, 'email'))
})

test('rows are filled in with Tab and Enter; Delete clears cells, and asks before it deletes codes', async ({
  app: { page },
}) => {
  await openReport(page)
  await press(page, 'ArrowRight')
  for (const [name, day] of [
    ['Fjell AS', '1.2.2031'],
    ['Fjord AS', '2.2.2031'],
  ] as const) {
    await page.keyboard.type(name)
    await press(page, 'Tab')
    await page.keyboard.type(day)
    await press(page, 'Enter')
  }
  await expectActive(page, cell(page, 2, 'recipient'))
  await expect.poll(() => column(page, 'recipient', 2)).toEqual(['Fjell AS', 'Fjord AS'])
  await expect.poll(() => column(page, 'expires', 2)).toEqual(['01.02.2031', '02.02.2031'])
  await settled(page)

  await press(page, 'ArrowUp', 'Delete')
  await expect(cell(page, 1, 'recipient')).toContainText('Cellen kan ikke være tom.')
  await press(page, 'Escape')
  await expect(cell(page, 1, 'recipient')).toHaveText('Fjord AS')

  await press(page, 'Space', 'Delete')
  const popover = page.getByRole('dialog', { name: 'Slett kampanjekoder' })
  await expect(popover.getByRole('button', { name: 'Slett 1 kode' })).toBeVisible()
  await press(page, 'Escape')
  await expect(popover).toBeHidden()
  await expect(cell(page, 1, 'status')).toContainText('Aktiv')
})

test('the code, and a deleted code, cannot be edited, and say so', async ({ app: { page } }) => {
  await openReport(page)
  await page.keyboard.type('X')
  await expect(cell(page, 0, 'code')).toContainText('Koden kan ikke endres.')
  await expect(cell(page, 0, 'code')).toHaveAttribute('aria-readonly', 'true')
  await expect(cell(page, 0, 'email')).toHaveAttribute('aria-readonly', 'false')
  await press(page, 'ArrowRight')
  await expect(cell(page, 0, 'code')).not.toContainText('kan ikke endres')

  await page.evaluate(() => (location.hash = '/report?status=deleted'))
  await expect(cell(page, 0, 'status')).toContainText('Slettet')
  await cell(page, 0, 'recipient').dblclick()
  await expect(cell(page, 0, 'recipient')).toContainText('Slettede koder kan ikke endres.')
  await expect(page.getByRole('textbox', { name: /rad 1/ })).toBeHidden()
})

test('a column of dates is pasted into the ticked rows, each bad cell marked, and undone at once', async ({
  app: { page },
}) => {
  await openReport(page)
  const before = await column(page, 'expires', 5)
  await copyText(page, 'Utløpsdato\n30.06.2031\n2031-07-01\n31.02.2031\n')
  await press(page, 'Control+Home', 'Space', 'ArrowDown', 'ArrowDown', 'Space', 'ArrowDown', 'Space')
  await press(page, 'ArrowRight', 'ArrowRight', 'Control+v')
  await expect(cell(page, 0, 'expires')).toHaveText('30.06.2031')
  await expect(cell(page, 2, 'expires')).toHaveText('01.07.2031')
  await expect(cell(page, 3, 'expires')).toHaveAttribute('aria-invalid', 'true')
  await expect(cell(page, 3, 'expires')).toContainText('31.02.2031')
  await expect(cell(page, 1, 'expires')).toHaveText(before[1] ?? '')
  await expect(refused(page)).toContainText('1 celle ble ikke endret')
  await expect(notice(page)).toContainText('2 celler endret i 2 koder.')
  await refused(page).getByRole('button', { name: 'Forkast' }).click()
  await grid(page).focus()
  await press(page, 'Control+z')
  await expect.poll(() => column(page, 'expires', 5)).toEqual(before)

  // Three lines for two rows could mean anything: it is asked for as many.
  await press(page, 'Control+Home', 'Space', 'ArrowRight', 'ArrowRight', 'Control+v')
  await expect(cell(page, 0, 'expires')).toContainText('Utklippstavlen har 3 linjer, men 2 rader er merket.')
  expect((await column(page, 'expires', 5)).slice(1)).toEqual(before.slice(1))
})

test('pasted dates that can be read both ways are asked about once', async ({ app: { page } }) => {
  await openReport(page)
  const before = await column(page, 'expires', 2)
  const question = page.getByRole('dialog', { name: 'Hva kommer først i datoene?' })
  await copyText(page, '05/06/2031\n07/08/2031\n')
  await press(page, 'Control+Home', 'ArrowRight', 'ArrowRight', 'Control+v')
  await expect(question).toContainText('Torsdag 5. juni 2031')
  await press(page, 'Escape')
  await expect(question).toBeHidden()
  await expect(refused(page)).toContainText('2 celler ble ikke endret')
  await refused(page).getByRole('button', { name: 'Forkast' }).click()
  expect(await column(page, 'expires', 2)).toEqual(before)

  await grid(page).focus()
  await press(page, 'Control+v')
  await question.getByText('Tirsdag 6. mai 2031').click()
  await question.getByRole('button', { name: 'Lim inn' }).click()
  await expect(cell(page, 0, 'expires')).toHaveText('06.05.2031')
  await expect(cell(page, 1, 'expires')).toHaveText('08.07.2031')
  await grid(page).focus()
  await press(page, 'Control+z')
  await expect.poll(() => column(page, 'expires', 2)).toEqual(before)

  // One of them can be read in one way only.
  await copyText(page, '05/06/2031\n06/30/2031\n')
  await press(page, 'Control+v')
  await expect(cell(page, 0, 'expires')).toHaveText('06.05.2031')
  await expect(cell(page, 1, 'expires')).toHaveText('30.06.2031')
  await press(page, 'Control+z')
  await expect.poll(() => column(page, 'expires', 2)).toEqual(before)
})

test('cells are copied from one place and pasted at another; one cell fills a range', async ({
  app: { page },
}) => {
  await openReport(page)
  const names = await column(page, 'recipient', 8)
  await press(page, 'ArrowRight', 'Shift+ArrowDown', 'Control+c')
  await expect(page.getByTestId('report-status')).toContainText('2 rader kopiert')
  await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Control+v')
  const copied = [names[0], names[1]]
  await expect.poll(() => column(page, 'recipient', 6)).toEqual([...names.slice(0, 4), ...copied])
  await expect(notice(page)).toContainText('2 celler endret i 2 koder.')
  await settled(page)

  await press(
    page,
    'ArrowUp',
    'ArrowDown',
    'Control+c',
    'ArrowDown',
    'ArrowDown',
    'Shift+ArrowDown',
    'Control+v',
  )
  const all = [...names.slice(0, 4), ...copied, names[0], names[0]]
  await expect.poll(() => column(page, 'recipient', 8)).toEqual(all)
  await settled(page)

  await cell(page, 2, 'recipient').click()
  await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown')
  await page.keyboard.type('Fylt AS')
  await press(page, 'Control+Enter')
  await expect
    .poll(() => column(page, 'recipient', 5))
    .toEqual([...names.slice(0, 2), 'Fylt AS', 'Fylt AS', 'Fylt AS'])
})

test('columns are moved, widened, frozen and hidden, and remain so when the page is loaded again', async ({
  app: { page },
}) => {
  await openReport(page)
  const usual = await heads(page)
  await cell(page, 0, 'recipient').click()
  await press(page, 'Alt+Shift+ArrowRight')
  await expect(cell(page, 0, 'recipient')).toContainText('Mottakernavn er nå kolonne 3 av')
  expect(await heads(page)).toEqual([usual[0], usual[2], usual[1], ...usual.slice(3)])
  const width = (await head(page, 'recipient').boundingBox())?.width ?? 0
  await press(page, 'Alt+ArrowRight', 'Alt+ArrowRight')
  await expect.poll(async () => (await head(page, 'recipient').boundingBox())?.width).toBe(width + 32)

  // Dragged by its head to the front of those that scroll.
  const from = await head(page, 'email').boundingBox()
  const to = await head(page, 'expires').boundingBox()
  if (!from || !to) throw new Error('No heads')
  await page.mouse.move(from.x + 20, from.y + 15)
  await page.mouse.down()
  await page.mouse.move(to.x + 60, to.y + 15, { steps: 6 })
  await page.mouse.move(to.x + 8, to.y + 15, { steps: 3 })
  await page.mouse.up()
  await expect
    .poll(async () => (await heads(page)).slice(0, 4))
    .toEqual(['code', 'email', 'expires', 'recipient'])
  await expect(head(page, 'email')).toHaveAttribute('aria-sort', 'none')

  await cell(page, 0, 'expires').click()
  await press(page, 'Alt+ArrowDown')
  await page.getByRole('menuitem', { name: 'Frys kolonnen' }).press('Enter')
  await expect.poll(async () => (await heads(page)).slice(0, 3)).toEqual(['code', 'expires', 'email'])
  await head(page, 'email').hover()
  await page.locator('[data-menu="email"]').click()
  await page.getByRole('menuitem', { name: 'Skjul kolonnen' }).click()
  await expect(head(page, 'email')).toBeHidden()
  const arranged = await heads(page)

  await page.reload()
  await expect(cell(page, 0, 'code')).toBeVisible()
  expect(await heads(page)).toEqual(arranged)
  await grid(page).focus()
  await press(page, 'Control+Home', 'Control+ArrowRight', 'ArrowLeft')
  await expect(cell(page, 0, 'created')).toBeInViewport()
  await expect(cell(page, 0, 'expires')).toBeInViewport()

  await press(page, 'Alt+ArrowDown', 'End', 'Enter')
  await expect.poll(() => heads(page)).toEqual(usual)
})

test('a column is filtered from its head, and shows it; its chip takes it away', async ({
  app: { page },
}) => {
  await openReport(page, '/report')
  const rows = async () => Number(await grid(page).getAttribute('aria-rowcount')) - 1
  const all = await rows()
  await head(page, 'service').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Parameter …' }).click()
  await page.getByRole('radio', { name: 'Webex Training' }).click()
  await page.getByRole('button', { name: 'Vis rapport' }).click()
  await expect.poll(rows).toBeLessThan(all)
  await expect(head(page, 'service').getByRole('img', { name: 'har parameter' })).toBeVisible()
  await chip(page, 'Tjeneste').click()
  await expect.poll(rows).toBe(all)
  await expect(head(page, 'service').getByRole('img')).toBeHidden()
})

test('the menu of a cell is opened by key, walked through and left; it narrows to the same value', async ({
  app: { page },
}) => {
  await openReport(page, '/report')
  await press(page, 'ArrowRight', 'Shift+F10')
  const menu = page.getByRole('menu', { name: 'Meny for cellen' })
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  await press(page, 'End', 'Home', 'ArrowDown')
  await expect(menu.getByRole('menuitem', { name: /^Kopier/ }).first()).toBeFocused()
  await press(page, 'Escape')
  await expect(menu).toBeHidden()
  await expectActive(page, cell(page, 0, 'recipient'))

  const name = await cell(page, 0, 'recipient').innerText()
  await press(page, 'ContextMenu')
  await menu.getByRole('menuitem', { name: `Vis bare «${name}»` }).click()
  await expect(chip(page, 'Mottaker')).toBeVisible()
  await expect.poll(async () => new Set(await column(page, 'recipient', 1))).toEqual(new Set([name]))
})

test('by keys: the menu of a range extends and deletes its codes, as one step each; what is ticked stays', async ({
  app: { page },
}) => {
  await openReport(page, '/report?status=active')
  await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Space')
  await expect(page.getByText('1 merket')).toBeVisible()
  await press(page, 'Control+Home', 'Shift+ArrowDown', 'ContextMenu')
  const menu = page.getByRole('menu', { name: 'Meny for cellen' })
  await expect(menu.getByRole('menuitem', { name: 'Gjenopprett 2 koder' })).toHaveAttribute('aria-disabled')
  await expect(menu.getByText('Ingen av dem er slettet.')).toBeVisible()
  await pressUntil(page, 'ArrowDown', '[data-testid=menu-extend]')
  await press(page, 'Enter')
  const plan = page.getByRole('dialog', { name: 'Forleng utløpsdatoen' })
  // Once it has taken the focus, it leaves it alone.
  await expect(plan.locator(':focus')).toHaveCount(1)
  await plan.getByRole('radio', { name: 'Til en dato' }).focus()
  await press(page, 'ArrowRight')
  await expect(plan.getByRole('radio', { name: 'Med et antall dager' })).toBeFocused()
  await press(page, 'Tab')
  await page.keyboard.type('30')
  await expect(plan.getByTestId('plan-dates')).toContainText(/Nye? utløpsdato/)
  await press(page, 'Enter')
  await expect(page.getByTestId('notice')).toContainText('2 koder forlenget med 30 dager')
  await expect(grid(page)).toBeFocused()
  await press(page, 'Control+z')
  await expect(page.getByTestId('notice')).toContainText('Angret')

  await press(page, 'ContextMenu')
  await pressUntil(page, 'ArrowUp', '[data-testid=menu-remove]')
  await press(page, 'Enter')
  const deletion = page.getByRole('dialog', { name: 'Slett kampanjekoder' })
  await expect(deletion).toContainText(/(ingen|\d+) av dem er brukt/i)
  await expect(deletion.getByRole('button', { name: 'Slett 2 koder' })).toBeFocused()
  await press(page, 'Enter')
  await expect(page.getByTestId('notice')).toContainText('2 koder slettet')
  await expect(page.getByText('1 merket')).toBeVisible()
  await press(page, 'Control+z')
  await expect(page.getByTestId('notice')).toContainText('Angret')
})

test('a range shows the sum of its numbers', async ({ app: { page } }) => {
  await openReport(page, '/report')
  await cell(page, 0, 'used').click()
  await press(page, 'Control+Shift+End')
  const sum = page.getByTestId('range-sum').filter({ hasText: 'brukt' })
  await expect(sum).toContainText(/brukt [1-9]/)
})

test('a range is drawn with the mouse beyond the lower edge; roles and counts are exposed', async ({
  app: { page },
}) => {
  await openReport(page, '/report')
  const box = await grid(page).boundingBox()
  const start = await cell(page, 1, 'recipient').boundingBox()
  if (!box || !start) throw new Error('No grid')
  await page.mouse.move(start.x + 10, start.y + 10)
  await page.mouse.down()
  await page.mouse.move(start.x + 180, box.y + box.height + 30, { steps: 5 })
  // It rolls on for as long as the button is held.
  const status = page.getByTestId('report-status')
  const drawn = async () =>
    Number(/Område(\d+)×2/.exec((await status.innerText()).replaceAll(/\s/g, ''))?.[1] ?? 0)
  await expect.poll(drawn).toBeGreaterThan(50)
  await page.mouse.up()
  const last = await drawn()
  await expectActive(page, cell(page, last, 'expires'))
  await expect(cell(page, last, 'recipient')).toHaveAttribute('aria-selected', 'true')
  await expect(cell(page, last, 'email')).not.toHaveAttribute('aria-selected', 'true')
  await expect(grid(page)).toHaveAttribute('aria-colcount', String((await heads(page)).length + 1))
  const row = page.getByRole('row').filter({ has: cell(page, last, 'recipient') })
  await expect(row).toHaveAttribute('aria-rowindex', String(last + 2))

  await press(page, 'Control+Space')
  const rows = Number(await grid(page).getAttribute('aria-rowcount')) - 1
  await expect.poll(async () => (await status.innerText()).replaceAll(/\s/g, '')).toContain(`Område${rows}×1`)
})

for (const theme of ['light', 'dark'] as const)
  test(`axe finds nothing while a cell is edited, refused, or a menu is open, ${theme}`, async ({
    app: { page },
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await openReport(page)
    if (theme === 'dark') await page.getByRole('button', { name: 'Mørkt', exact: true }).click()
    await expect(page.locator('.v-application')).toHaveClass(new RegExp(`v-theme--${theme}`))
    await cell(page, 1, 'expires').click()
    await page.keyboard.type('tull')
    await expect(cell(page, 1, 'expires').getByRole('textbox')).toHaveAttribute('aria-invalid', 'true')
    const found = [await violations(page)]
    await press(page, 'Enter')
    await expect(refused(page)).toBeVisible()
    found.push(await violations(page))
    await press(page, 'Shift+F10')
    await expect(page.getByRole('menu')).toBeVisible()
    found.push(await violations(page))
    expect(found.flat()).toEqual([])
  })
