import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, type TestApp } from '../fixtures.ts'
import { cell, notice, rowCount } from '../support/report-page.ts'

test.use({ ownHost: true })

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const search = (page: Page) => page.getByRole('search').getByRole('textbox')
const selection = (page: Page) => page.getByRole('region', { name: 'Merkede rader' })
const year = new Date().getFullYear() + 1

async function openCreation({ page }: TestApp): Promise<void> {
  await page.getByRole('link', { name: 'Opprett kampanjekoder' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Opprett kampanjekoder' })).toBeVisible()
}

async function createNow(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  await expect(page.locator('#done-title')).toBeVisible()
}

/** 300 codes of a pattern, from a day on, with a note. */
async function createPattern(app: TestApp): Promise<void> {
  const { page } = app
  await openCreation(app)
  await page.getByRole('radio', { name: 'Uten mottaker' }).click()
  await field(page, 'Antall koder').fill('300')
  await field(page, 'Begynner med').fill('vaar')
  await page.locator('[data-field=groupSize]').getByRole('combobox').press('ArrowDown')
  await page.getByRole('option', { name: '4 tegn' }).click()
  await field(page, 'Lengde på kampanjekode').fill('8')
  await field(page, 'Gyldig fra').fill(`01.02.${year}`)
  await field(page, 'Utløpsdato').fill(`31.12.${year}`)
  await field(page, 'Notat').fill('Avtalt på messen')
  await expect(page.locator('.ticket .code')).toHaveText(/VAAR-\w{4}-\w{4}/)
  await createNow(page, 'Opprett 300 koder')
}

test('codes of a pattern, codes of one’s own from a file, and other terms for them with undo', async ({
  app,
}) => {
  const { page, dataFolder } = app
  await createPattern(app)

  // 200 codes of one's own beside their recipients, one of them taken twice, and one that is no code.
  const own = Array.from({ length: 200 }, (_, i) => `HOST-${1000 + i};kari${i}@example.com;Kari ${i}`)
  const path = join(dataFolder, 'egne-koder.csv')
  await writeFile(
    path,
    ['Kode;E-post;Navn', ...own, 'HOST 1;ola@example.com;Ola', 'host-1000;eli@example.com;Eli'].join('\n'),
  )
  await openCreation(app)
  await page.getByRole('radio', { name: 'Egne koder fra fil' }).click()
  await page.getByRole('radio', { name: 'Fra fil', exact: true }).click()
  await app.chooseFile(path)
  await page.getByRole('button', { name: /^Velg fil/ }).click()
  await expect(page.getByRole('tab', { name: 'Gyldige rader 201' })).toBeVisible()
  await page.getByRole('tab', { name: 'Må rettes 1' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'eli@example.com' })).toContainText(
    'Koden står på rad 2 fra før.',
  )
  await page.getByRole('radio', { name: 'Flere ganger' }).click()
  await field(page, 'Antall ganger').fill('5')
  await createNow(page, 'Opprett 201 koder')

  // The same file again: every code has an owner.
  await openCreation(app)
  await page.getByRole('radio', { name: 'Egne koder fra fil' }).click()
  await page.getByRole('radio', { name: 'Fra fil', exact: true }).click()
  await app.chooseFile(path)
  await page.getByRole('button', { name: /^Velg fil/ }).click()
  await expect(page.getByText('201 koder finnes fra før, og radene hoppes over.')).toBeVisible()
  await page.getByRole('button', { name: 'Vis radene' }).click()
  await expect(page.getByText('Rad 2: HOST-1000 tilhører Kari 0 (ikke gyldig ennå).')).toBeVisible()

  // The discount of the 300.
  await page.evaluate(() => (location.hash = '/report'))
  await search(page).fill('Avtalt på messen')
  await expect.poll(() => rowCount(page)).toBe(300)
  await expect(cell(page, 0, 'status')).toHaveText('Ikke gyldig ennå')
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+a')
  await selection(page)
    .getByRole('button', { name: /^Endre vilkår/ })
    .click()
  const popover = page.getByRole('dialog', { name: 'Endre vilkår' })
  await popover.getByRole('textbox', { name: 'Endres til' }).fill('12,5 %')
  await popover.getByRole('button', { name: 'Endre 300 koder' }).click()
  await expect(notice(page)).toContainText('300 koder: rabatt endret til 12,5 %.')
  await expect(cell(page, 0, 'discount')).toHaveText('12,5 %')
  await page.getByRole('button', { name: 'Angre' }).first().click()
  await expect(cell(page, 0, 'discount')).toHaveText('10 %')

  // The limit of the 201, from the menu of a cell.
  await search(page).fill('HOST')
  await expect.poll(() => rowCount(page)).toBe(201)
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+a')
  await cell(page, 0, 'used').click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Endre vilkår for 201 koder/ }).click()
  await popover.getByRole('combobox', { name: 'Vilkår' }).press('ArrowDown')
  await page.getByRole('option', { name: 'Grense for bruk' }).click()
  await popover.getByRole('textbox', { name: 'Endres til' }).fill('Ubegrenset')
  await popover.getByRole('button', { name: 'Endre 201 koder' }).click()
  await expect(cell(page, 0, 'used')).toHaveText('0 / ∞')
  await page.getByRole('button', { name: 'Angre' }).first().click()
  await expect(cell(page, 0, 'used')).toHaveText('0 / 5')
})
