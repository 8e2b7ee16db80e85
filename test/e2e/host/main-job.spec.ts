import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { readWithOpenpyxl } from '../../support/openpyxl.ts'
import type { TestApp } from '../fixtures.ts'
import { root } from '../support/root.ts'
import { expect, test } from '../support/team.ts'

test.use({ ownHost: true })

const RECIPIENTS = join(root, 'test/fixtures/recipients/1000-recipients.xlsx')
const FIRST_EXPIRY = '2030-06-30'
const LATER_EXPIRY = '2031-01-31'

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const notice = (page: Page) => page.getByTestId('notice')
const norwegian = (day: string) => day.split('-').reverse().join('.')

/** Ticks the first `count` rows by keys: Space on the first, Shift+Space on the last. */
async function tickFirst(page: Page, count: number): Promise<void> {
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Space')
  for (let row = 1; row < count; row += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+Space')
  await expect(page.getByRole('region', { name: 'Merkede rader' })).toContainText(`${count} merket`)
}

async function createFromFile(page: Page, chooseFile: (path: string) => Promise<void>): Promise<void> {
  await page.getByRole('link', { name: 'Opprett kampanjekoder' }).first().click()
  await expect(heading(page, 'Opprett kampanjekoder')).toBeVisible()
  await chooseFile(RECIPIENTS)
  await page.getByRole('button', { name: 'Velg fil' }).click()
  await expect(page.getByTestId('file-card')).toContainText('1000-recipients.xlsx')
  await page.getByRole('textbox', { name: 'Rabatt', exact: true }).fill('25')
  await page.getByRole('textbox', { name: 'Utløpsdato' }).fill(norwegian(FIRST_EXPIRY))
  await page.getByRole('button', { name: /^Opprett 1\s000 koder/ }).click()
  await expect(notice(page)).toContainText(/1\s000 koder/)
}

test('from a recipient file to codes, a report, extended and deleted ones, and a workbook', ({ app }) =>
  doMainJob(app))

test('the same with the site in a database', async ({ database, startAs }) =>
  doMainJob(await startAs('Kari Nordmann', database.target)))

async function doMainJob(
  app: Pick<TestApp, 'page' | 'dataFolder' | 'chooseFile' | 'saveTo' | 'saved'>,
): Promise<void> {
  const { page } = app
  await createFromFile(page, app.chooseFile)

  // The report, filtered to the addresses of one domain.
  await page.getByRole('navigation').getByRole('link', { name: 'Kampanjekoderapport' }).click()
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '1001')
  await page.getByRole('search').getByRole('textbox').fill('@example.org')
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '344')

  // 200 are extended.
  await tickFirst(page, 200)
  await page.getByRole('button', { name: /^Forleng utløpsdatoen/ }).click()
  await page.getByRole('textbox', { name: 'Utvid til' }).fill(norwegian(LATER_EXPIRY))
  await page.getByRole('button', { name: 'Forleng 200 koder' }).click()
  await expect(notice(page)).toContainText(`200 koder forlenget til ${norwegian(LATER_EXPIRY)}.`)

  // 50 are deleted, and brought back.
  await page.getByRole('grid').focus()
  await page.keyboard.press('Escape')
  await tickFirst(page, 50)
  await page.getByRole('button', { name: /^Slett/ }).click()
  await page.getByRole('button', { name: 'Slett 50 koder' }).click()
  await expect(notice(page)).toContainText('50 koder slettet.')
  await expect(page.getByText('50 slettet', { exact: true })).toBeVisible()
  await notice(page).getByRole('button', { name: /Angre/ }).click()
  await expect(page.getByText('343 aktive', { exact: true })).toBeVisible()

  // What the report shows goes into a workbook.
  const target = join(app.dataFolder, 'report.xlsx')
  await app.saveTo(target)
  await page.getByRole('grid').focus()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Eksporter', exact: true }).click()
  await page.getByTestId('export-all-xlsx').click()
  await app.saved()

  expectWorkbook(target)
}

/** Cell by cell against the file that the recipients came from, read by the same independent reader. */
function expectWorkbook(path: string): void {
  const text = (cells: { value: unknown }[], column: number) => String(cells[column]?.value)
  const source = readWithOpenpyxl(RECIPIENTS)
    .rows.slice(1)
    .map((row) => ({ email: text(row, 0), name: text(row, 1) }))
    .filter(({ email }) => email.endsWith('@example.org'))
  const [head, ...rows] = readWithOpenpyxl(path).rows
  const headings = head?.map(({ value }) => String(value)) ?? []
  const at = (name: string) => headings.indexOf(name)
  expect(rows).toHaveLength(source.length)

  const codes = rows.map((row) => text(row, at('Kode')))
  expect(new Set(codes).size).toBe(source.length)
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{10}$/)
  const rest = (row: (typeof rows)[number], i: number) => ({
    name: row[at('Mottakernavn')]?.value,
    email: row[at('E-post')]?.value,
    service: row[at('Tjeneste')]?.value,
    discount: row[at('Rabatt')]?.value,
    used: row[at('Brukt')]?.value,
    limit: row[at('Grense')]?.value,
    status: row[at('Status')]?.value,
    expires: row[at('Utløpsdato')]?.value,
    place: i,
  })
  expect(rows.map(rest)).toEqual(
    source.map(({ name, email }, i) => ({
      name,
      email,
      service: 'Webex Events',
      discount: 0.25,
      used: 0,
      limit: 1,
      status: 'Aktiv',
      expires: i < 200 ? LATER_EXPIRY : FIRST_EXPIRY,
      place: i,
    })),
  )
}
