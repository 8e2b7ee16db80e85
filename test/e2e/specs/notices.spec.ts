import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { cell, fillClipboard, grid, notice, openSampleReport } from '../support/report-page.ts'
import { root } from '../support/root.ts'

test.use({ ownHost: true })

const line = (page: Page) => page.getByTestId('notice-line')
const messages = (page: Page) => page.getByTestId('messages')
const selection = (page: Page) => page.getByRole('region', { name: 'Merkede rader' })

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

test('a report that an edit has outdated says so, counts what it shows, and is refreshed', async ({
  app: { page },
}) => {
  await openSampleReport(page)
  const tab = page.getByRole('button', { name: /^Utløper snart/ })
  await tab.click()
  await expect(tab).toHaveAttribute('aria-current', 'true')
  await expect(page.getByTestId('report-status')).toContainText('koder')
  const counts = async () => {
    const footer = /^([\d\s]+) koder/.exec(await page.getByTestId('report-status').innerText())?.[1]
    return [await tab.innerText(), footer].map((text) => Number(text?.replace(/\D/g, '')))
  }
  await expect.poll(async () => (await counts())[0]).toBeGreaterThan(1)
  const [shown = 0] = await counts()
  await expect.poll(counts).toEqual([shown, shown])
  const before = await boxOf(cell(page, 0, 'code'))

  await cell(page, 0, 'expires').dblclick()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('30.06.2031')
  await page.keyboard.press('Enter')
  const outdated = page.getByTestId('outdated')
  await expect(outdated).toContainText('1 kode passer ikke lenger')
  await expect(notice(page)).toContainText('1 celle endret i 1 kode.')
  expect(await boxOf(cell(page, 0, 'code'))).toEqual(before)
  await expect.poll(counts).toEqual([shown, shown])

  // Undone, it is as it was.
  await page.keyboard.press('Control+z')
  await expect(outdated).toBeHidden()

  await page.keyboard.press('Control+y')
  await outdated.getByRole('button', { name: 'Oppdater' }).click()
  await expect(outdated).toBeHidden()
  await expect.poll(counts).toEqual([shown - 1, shown - 1])
  await expect(cell(page, 0, 'expires')).not.toHaveText('30.06.2031')
})

test('a refused cell shows what is stored, also once that is changed', async ({ app: { page } }) => {
  await openSampleReport(page, '/report?status=active')
  const expires = cell(page, 0, 'expires')
  const stored = (await expires.innerText()).trim()
  await expires.click()
  await fillClipboard(page, '1.1.2020')
  await page.keyboard.press('Control+v')
  await expect(expires).toHaveAttribute('aria-invalid', 'true')
  await expect(expires.locator('.content')).toContainText(stored)
  await expect(expires.locator('s')).toHaveText('1.1.2020')

  await page.keyboard.press('Space')
  await selection(page)
    .getByRole('button', { name: /^Forleng/ })
    .click()
  const plan = page.getByRole('dialog', { name: 'Forleng utløpsdatoen' })
  await plan.getByText('Med et antall dager').click()
  await plan.getByRole('textbox').last().fill('45')
  await plan.getByRole('button', { name: 'Forleng 1 kode' }).click()
  await expect(notice(page)).toContainText('1 kode forlenget med 45 dager.')
  await expect(expires.locator('.content')).not.toContainText(stored)
  await expect(expires).toHaveAttribute('aria-invalid', 'true')
  await page.getByTestId('grid-refused').getByRole('button', { name: 'Forkast' }).click()
  await expect(expires).not.toHaveAttribute('aria-invalid', 'true')
})

test('nothing moves while a job runs, which is seen and cancelled in the line', async ({ app }) => {
  const { page } = app
  const open = async (name: string) => {
    await page.getByRole('navigation').getByRole('link', { name }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  }
  const inReport = async () => {
    await expect(cell(page, 0, 'status')).toBeVisible()
    return Promise.all([cell(page, 0, 'code'), line(page), page.getByTestId('report-status')].map(boxOf))
  }
  await openSampleReport(page)
  const report = await inReport()

  await open('Opprett kampanjekoder')
  await page.getByLabel('Antall til hver mottaker').fill('20 000')
  await app.chooseFile(join(root, 'test/fixtures/recipients/addresses-only.txt'))
  await page.getByRole('button', { name: /^Velg fil/ }).click()
  const create = page.getByRole('button', { name: 'Opprett 1 000 000 koder' })
  await expect(create).toBeEnabled()
  const inForm = () =>
    Promise.all(
      [page.getByLabel('Antall til hver mottaker'), line(page), page.locator('.page-bar')].map(boxOf),
    )
  const form = await inForm()

  await create.click()
  const cancel = line(page).getByRole('button', { name: 'Avbryt: Oppretter kampanjekoder' })
  await expect(cancel).toBeVisible()
  expect(await inForm()).toEqual(form)
  // It is in the line of every page.
  await open('Kampanjekoderapport')
  await expect(cancel).toBeVisible()
  expect(await inReport()).toEqual(report)
  await cancel.click()
  await expect(notice(page)).toContainText('Ingen koder er opprettet.')
  await expect(cancel).toBeHidden()
  expect(await inReport()).toEqual(report)
})

test('parameters without room are in a menu: the row of them stays one', async ({ app: { page } }) => {
  const all =
    '/report?status=active&service=events&recipient=a&email=a&code=a&usage=unused&createdFrom=2020-01-01&createdTo=2031-01-01'
  await openSampleReport(page, '/report')
  const head = await boxOf(page.locator('[data-head="code"]'))
  await page.evaluate((to) => (location.hash = to), all)
  const more = page.getByRole('button', { name: /parametere til$/ })
  await expect(more).toBeVisible()
  await expect(page.getByRole('button', { name: 'Fjern: Opprettet' })).toBeVisible()
  expect((await boxOf(page.getByRole('search'))).height).toBeLessThan(50)
  await more.click()
  const others = page.getByRole('dialog', { name: 'Flere parametere' })
  await others.getByRole('button', { name: /^Fjern: Bruk/ }).click()
  await expect(page).not.toHaveURL(/usage=/)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Fjern alle' }).click()
  await expect(more).toBeHidden()
  expect(await boxOf(page.locator('[data-head="code"]'))).toEqual(head)
})
