import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test, type TestApp } from '../fixtures.ts'
import { violations } from '../support/axe.ts'
import { root } from '../support/root.ts'

const fixture = (name: string) => join(root, 'test/fixtures/recipients', name)

const summary = (page: Page) => page.getByRole('status', { name: 'Dette blir opprettet' })
const fact = (page: Page, name: string) => page.locator(`[data-fact="${name}"] strong`)
const tab = (page: Page, name: string) => page.getByRole('tab', { name })
const row = (page: Page, number: number): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('cell', { name: String(number), exact: true }) })

async function openPage({ page }: TestApp): Promise<void> {
  await page.getByRole('link', { name: 'Opprett kampanjekoder' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Opprett kampanjekoder' })).toBeVisible()
}

async function choose(app: TestApp, path: string): Promise<void> {
  await app.chooseFile(path)
  await app.page.getByRole('button', { name: /^Velg fil/ }).click()
}

test.beforeEach(async ({ app }) => openPage(app))

/** What each file is, and what it must give. */
const FILES = [
  { name: '1000-recipients.xlsx', good: '1 000', bad: '0', named: '0', header: 'Ja, rad 1', encoding: null },
  { name: 'name-first-240.xls', good: '240', bad: '0', named: '0', header: 'Ja, rad 1', encoding: null },
  { name: 'name-first-240.ods', good: '240', bad: '0', named: '0', header: 'Ja, rad 1', encoding: null },
  { name: 'excel-semicolon-cp1252.csv', bad: '0', named: '0', header: 'Nei', encoding: 'Windows-1252' },
  { name: 'unicode-text-tabs.txt', good: '300', bad: '0', header: 'Ja, rad 1', encoding: 'UTF-16 LE' },
  { name: 'addresses-only.txt', good: '50', bad: '0', named: '50', header: 'Nei', encoding: 'UTF-8' },
] as const

for (const file of FILES) {
  test(`${file.name} is read as it was written`, async ({ app }) => {
    const { page } = app
    await choose(app, fixture(file.name))
    await expect(tab(page, `Må rettes ${file.bad}`)).toBeVisible()
    if ('good' in file) await expect(tab(page, `Gyldige rader ${file.good}`)).toBeVisible()
    if ('named' in file) await expect(tab(page, `Navn fra adressen ${file.named}`)).toBeVisible()
    await expect(fact(page, 'headerRow')).toHaveText(file.header)
    if (file.encoding) await expect(fact(page, 'encoding')).toHaveText(file.encoding)
    else await expect(fact(page, 'sheet')).toBeVisible()
    await expect(page.getByTestId('file-card')).toContainText(file.name)
    await expect(page.getByRole('button', { name: /^Opprett \d/ })).toBeEnabled()
  })
}

test('a Norwegian file in Windows-1252 keeps its letters, and another reading of it can be chosen', async ({
  app,
}) => {
  const { page } = app
  await choose(app, fixture('excel-semicolon-cp1252.csv'))
  await expect(fact(page, 'delimiter')).toHaveText('Semikolon')
  const first = page.getByRole('row').nth(1)
  const name = await first.innerText()
  expect(name).toMatch(/[æøåÆØÅ]/)

  await page.getByRole('button', { name: 'Endre: Koding' }).click()
  await page.getByRole('menuitemradio', { name: 'Mac Roman' }).click()
  await expect(fact(page, 'encoding')).toHaveText('Mac Roman')
  await expect.poll(() => first.innerText()).not.toBe(name)
  await page.getByRole('button', { name: 'Endre: Koding' }).click()
  await page.getByRole('menuitemradio', { name: 'Windows-1252' }).click()
  await expect.poll(() => first.innerText()).toBe(name)
})

test('300 recipients are pasted, survive a reload, are changed, and get their codes', async ({ app }) => {
  const { page } = app
  const lines = Array.from({ length: 300 }, (_, i) => `Kari Nordmann ${i}\tkari${i}@example.com`)
  await page.getByRole('button', { name: 'Lim inn' }).click()
  const dialog = page.getByRole('dialog', { name: 'Lim inn mottakere' })
  await dialog.getByRole('textbox').fill(['Navn\tE-post', ...lines, 'Ola Hansen\tola@example'].join('\n'))
  await dialog.getByRole('button', { name: 'Les mottakerne' }).click()
  await expect(tab(page, 'Gyldige rader 300')).toBeVisible()
  await expect(tab(page, 'Må rettes 1')).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByTestId('file-card')).toContainText('Innlimte mottakere')
  await expect(page.locator('[data-fact]')).toHaveCount(3)
  await expect(summary(page)).toContainText('300 koder til 300 mottakere')

  await expect(page.getByText(/^Utkast lagret/)).toBeVisible()
  await page.reload()
  await expect(tab(page, 'Gyldige rader 300')).toBeVisible()
  await page.getByRole('button', { name: 'Endre teksten' }).click()
  const text = page.getByRole('dialog').getByRole('textbox')
  await text.fill((await text.inputValue()).replace('ola@example', 'ola@example.com'))
  await text.press('Control+Enter')
  await expect(tab(page, 'Gyldige rader 301')).toBeVisible()
  await page.getByRole('button', { name: 'Opprett 301 koder' }).click()
  await expect(page.getByRole('heading', { name: /301 koder opprettet til 301 mottakere/ })).toBeVisible()
})

test('a list of addresses is pasted anywhere on the page', async ({ app }) => {
  const { page } = app
  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'Kari Nordmann <kari@example.com>; Ola <ola@example.com>')
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  })
  await expect(tab(page, 'Gyldige rader 2')).toBeVisible()
  await page.getByRole('button', { name: 'Fjern filen Innlimte mottakere' }).click()
  await expect(page.getByRole('button', { name: 'Lim inn' })).toBeVisible()
})

test('good and bad rows side by side: each distinguished, corrected, taken out, kept and saved', async ({
  app,
}) => {
  const { page } = app
  await choose(app, fixture('bad-rows.csv'))
  await expect(tab(page, 'Må rettes 5')).toHaveAttribute('aria-selected', 'true')
  await expect(tab(page, 'Gyldige rader 7')).toBeVisible()
  await expect(row(page, 3)).toContainText('Adressen har ikke noe @-tegn.')
  await expect(row(page, 5)).toContainText('Adressen står på rad 2 fra før.')
  await expect(row(page, 6)).toContainText('er ikke et gyldig domene')
  await expect(row(page, 8)).toContainText('E-postadressen mangler.')
  await expect(summary(page)).toContainText('7 koder til 7 mottakere')
  await expect(summary(page)).toContainText('Fem rader hoppes over.')

  // Escape leaves the row as it was; Enter saves. Both by keyboard alone.
  await page.getByRole('button', { name: 'Rett rad 3' }).focus()
  await page.keyboard.press('Enter')
  const email = page.getByRole('textbox', { name: 'E-post' })
  await expect(email).toBeFocused()
  await page.keyboard.type('noe helt annet')
  await page.keyboard.press('Escape')
  await expect(row(page, 3)).toContainText('not-an-address')
  await expect(page.getByRole('button', { name: 'Rett rad 3' })).toBeFocused()
  await page.keyboard.press('Enter')
  await email.fill('broken@example.com')
  await page.keyboard.press('Enter')
  await expect(tab(page, 'Gyldige rader 8')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Rett rad 5' })).toBeFocused()

  await page.getByRole('button', { name: 'Behold begge, rad 5' }).click()
  await expect(tab(page, 'Gyldige rader 9')).toBeVisible()
  await page.getByRole('button', { name: 'Hopp over rad 8' }).click()
  await expect(tab(page, 'Må rettes 2')).toBeVisible()
  await page.getByRole('button', { name: 'Ta med igjen' }).click()
  await expect(tab(page, 'Må rettes 3')).toBeVisible()
  await expect(summary(page)).toContainText('9 koder til 9 mottakere')

  const target = join(app.dataFolder, 'avvist.csv')
  await app.saveTo(target)
  await page.getByRole('button', { name: 'Lagre avviste rader' }).click()
  await app.saved()
  const saved = await readFile(target, 'utf8')
  expect(saved).toContain('a@b')
  expect(saved).toContain('E-postadressen mangler.')
  expect(saved).not.toContain('not-an-address')

  // A new reading does again what still fits.
  await page.getByRole('button', { name: 'Les på nytt' }).click()
  await expect(tab(page, 'Gyldige rader 9')).toBeVisible()
})

test('a workbook says which sheet was read and what was not; another sheet and filtered rows are read by choice', async ({
  app,
}) => {
  const { page } = app
  await choose(app, fixture('cases/two-sheets-unsub.xlsx'))
  await expect(fact(page, 'sheet')).toHaveText('Send til')
  await expect(page.getByText('filen åpnes her')).toBeVisible()
  await expect(tab(page, 'Gyldige rader 2')).toBeVisible()
  await expect(page.getByText('Arket «Avmeldte»: 30 adresser er ikke tatt med.')).toBeVisible()
  await page.getByRole('button', { name: 'Endre: Ark' }).click()
  await page.getByRole('menuitemradio', { name: 'Avmeldte (30)' }).click()
  await expect(tab(page, 'Gyldige rader 30')).toBeVisible()
  await page.getByRole('button', { name: /^Les arket: Arket «Send til»/ }).click()
  await expect(tab(page, 'Gyldige rader 2')).toBeVisible()

  await page.getByRole('button', { name: /^Fjern filen/ }).click()
  await choose(app, fixture('cases/filtered.xlsx'))
  await expect(tab(page, 'Gyldige rader 2')).toBeVisible()
  await page.getByRole('button', { name: /^Ta med: 1 rad som er skjult/ }).click()
  await expect(tab(page, 'Gyldige rader 3')).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: /^Utelat/ }).click()
  await expect(tab(page, 'Gyldige rader 2')).toBeVisible()
})

test('two likely columns are a question, which comes before the codes; the other column can be chosen later', async ({
  app,
}) => {
  const { page } = app
  const path = join(app.dataFolder, 'to-kolonner.csv')
  await writeFile(
    path,
    'Navn;E-post jobb;E-post privat\nKari Nordmann;kari@tinde.example;kari@example.com\nOla Hansen;ola@tinde.example;ola@example.com\n',
  )
  await choose(app, path)
  await expect(
    page.getByRole('heading', { name: 'Hvilken kolonne har adressene til mottakerne?' }),
  ).toBeVisible()
  await expect(
    page.getByText('2 ulike adresser, for eksempel: kari@tinde.example, ola@tinde.example'),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Opprett', exact: true })).toBeDisabled()
  await expect(summary(page)).toHaveText('Ingen koder kan opprettes før kolonnen med adressene er valgt.')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Bruk kolonnen: E-post privat' }).click()
  await expect(tab(page, 'Gyldige rader 2')).toBeVisible()
  await expect(page.getByText('kari@example.com')).toBeVisible()
  await page.getByRole('button', { name: /^Bruk kolonnen: Kolonnen «E-post jobb»/ }).click()
  await expect(page.getByText('kari@tinde.example')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Opprett 2 koder' })).toBeEnabled()
})

test('one click uses what was probably meant', async ({ app }) => {
  const { page } = app
  const path = join(app.dataFolder, 'forslag.csv')
  await writeFile(path, 'Navn;E-post\nIngrid Aas;ingrid aas@tinde.example\nKari;kari@tinde.example\n')
  await choose(app, path)
  await page.getByRole('button', { name: 'Bruk ingrid.aas@tinde.example på rad 2' }).click()
  await expect(tab(page, 'Gyldige rader 2')).toBeVisible()
  await expect(page.getByText('Alle radene kan brukes.')).toBeVisible()
})

test('one recipient over the limit: a refusal with both numbers, and a split into two batches', async ({
  app,
}) => {
  const { page } = app
  await choose(app, fixture('1001-addresses.csv'))
  await expect(
    page.getByRole('heading', { name: 'Filen har 1 001 mottakere. Grensen er 1 000.' }),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Opprett', exact: true })).toBeDisabled()
  await expect(summary(page)).toHaveText('Ingen koder kan opprettes før filen er innenfor grensen.')
  await page.getByRole('button', { name: /^Del filen: Del filen i to serier/ }).click()
  await expect(summary(page)).toContainText('Fordelt på to serier.')
  await page.keyboard.press('Control+Enter')
  await expect(
    page.getByRole('heading', { name: '1 001 koder opprettet til 1 001 mottakere.' }),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: /Se serie \d+ i rapporten/ })).toHaveCount(2)
})

test('files that are none are refused in plain words, and the next one is read', async ({ app }) => {
  const { page } = app
  const empty = join(app.dataFolder, 'tom.csv')
  await writeFile(empty, '')
  await choose(app, empty)
  await expect(page.getByRole('heading', { name: 'tom.csv er tom.' })).toBeVisible()
  await expect(page.getByText('Ingenting er importert.')).toBeVisible()
  const picture = join(app.dataFolder, 'bilde.xlsx')
  await writeFile(picture, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
  await choose(app, picture)
  await expect(page.getByRole('heading', { name: /^bilde\.xlsx er ikke en mottakerfil/ })).toBeVisible()
  await choose(app, fixture('addresses-only.txt'))
  await expect(tab(page, 'Gyldige rader 50')).toBeVisible()
})

test('by keyboard alone: one recipient, a custom code, created, taken the second time, undone', async ({
  app,
}) => {
  const { page } = app
  await page.getByRole('radio', { name: 'Fra fil', exact: true }).focus()
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('radio', { name: 'Én mottaker' })).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByLabel('Mottakernavn')).toBeFocused()
  await expect(page.getByText('Skriv navnet på bedriften eller personen.')).toBeVisible()
  await page.keyboard.type('Kari Nordmann')
  // After each field its help has the focus.
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Hjelp: Mottakernavn' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.type('kari@example.com')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('VAAR-26')
  await expect(summary(page)).toContainText(
    'Koden VAAR-26 til Kari Nordmann. 10 % rabatt på alt i Webex Events',
  )
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('heading', { name: '1 kode opprettet til 1 mottaker.' })).toBeVisible()

  await page.getByLabel('Mottakernavn').fill('Ola')
  await page.getByLabel('E-post', { exact: true }).fill('ola@example.com')
  await page.getByLabel('Egendefinert kampanjekode').fill('vaar-26')
  await expect(
    page.getByText('Koden tilhører Kari Nordmann fra før (status: aktiv). Velg en annen.'),
  ).toBeVisible()
  await page.getByLabel('Egendefinert kampanjekode').fill('VAAR-27')
  await expect(page.getByRole('button', { name: 'Opprett 1 kode' })).toBeEnabled()
  await page.getByLabel('E-post', { exact: true }).fill('KARI@example.com')
  await expect(
    page.getByText('Ola har allerede en aktiv kode for alt i Webex Events og får flere.'),
  ).toBeVisible()

  await page
    .getByTestId('notice')
    .getByRole('button', { name: /^Angre/ })
    .click()
  await expect(page.getByTestId('notice')).toContainText('Angret')
  await expect(page.getByText('Ola har allerede en aktiv kode')).toHaveCount(0)
})

test('a code that cannot be used is no ticket; what was meant is taken by one click, and the count does not stay', async ({
  app,
}) => {
  const { page } = app
  await page.getByRole('radio', { name: 'Én mottaker' }).click()
  await page.getByLabel('Mottakernavn').fill('Kari Nordmann')
  await page.getByLabel('E-post', { exact: true }).fill('kari@example.com')
  await page.getByLabel('Antall koder').fill('20')
  await page.getByRole('radio', { name: 'Enkel egendefinert kampanjekode' }).click()
  await page.getByLabel('Egendefinert kampanjekode').fill('VÅR 25')
  await expect(page.getByTestId('code-refused')).toBeVisible()
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Bruk VAR-25' }).click()
  await expect(page.getByTestId('code-refused')).toHaveCount(0)
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('heading', { name: '1 kode opprettet til 1 mottaker.' })).toBeVisible()
  await page.getByRole('button', { name: 'Fortsett' }).click()
  await page.getByRole('radio', { name: 'Systemgenerert (antall)' }).click()
  await expect(page.getByLabel('Antall koder')).toHaveValue('1')
})

test('a click that leaves a wrong field still lands, though a sentence appears', async ({ app }) => {
  const { page } = app
  await page.getByLabel('Lengde på kampanjekode').fill('5')
  await page.getByRole('radio', { name: 'Fast beløp' }).click()
  await expect(page.getByRole('radio', { name: 'Fast beløp' })).toBeChecked()
  await expect(page.getByText('Skriv et helt tall fra 6 til 32.')).toBeVisible()
  await page.getByLabel('Rabatt', { exact: true }).fill('90,50')
  await page.getByRole('radio', { name: '£ GBP' }).click()
  await page.getByLabel('Lengde på kampanjekode').fill('8')
  await choose(app, fixture('addresses-only.txt'))
  await expect(summary(page)).toContainText('50 koder til 50 mottakere, én hver på 8 tegn.')
  await expect(summary(page)).toContainText('£ 90,50 rabatt')
})

test('the report opens on what was created', async ({ app }) => {
  const { page } = app
  await choose(app, fixture('addresses-only.txt'))
  await page.getByRole('button', { name: 'Opprett 50 koder' }).click()
  await page.getByRole('button', { name: 'Vis i rapporten: Se kodene i rapporten' }).click()
  await expect(page).toHaveURL(/#\/report\?batch=\d+/)
})

test('a long creation shows its progress, goes on when the page is left, and leaves nothing when cancelled', async ({
  app,
}) => {
  const { page } = app
  await page.getByLabel('Antall til hver mottaker').fill('20 000')
  await choose(app, fixture('addresses-only.txt'))
  await page.getByRole('button', { name: 'Opprett 1 000 000 koder' }).click()
  const cancel = page.getByRole('button', { name: 'Avbryt: Oppretter kampanjekoder' })
  await expect(cancel).toBeVisible()
  await expect(page.getByText(/ av 1\s000\s000$/)).toBeVisible()
  await page.getByRole('link', { name: 'Historikk' }).click()
  await openPage(app)
  await expect(page.getByRole('button', { name: 'Opprett', exact: true })).toBeDisabled()
  await expect(summary(page)).toContainText('Alle blir lagret samtidig, eller ingen.')
  await cancel.click()
  await expect(page.getByTestId('notice')).toContainText('Ingen koder er opprettet.')
  await expect(page.getByRole('button', { name: 'Opprett 1 000 000 koder' })).toBeEnabled()
})

test('axe finds nothing with bad rows, an open editor and a refusal', async ({ app }) => {
  const { page } = app
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await choose(app, fixture('bad-rows.csv'))
  await page.getByRole('button', { name: 'Rett rad 3' }).click()
  await expect(page.getByRole('textbox', { name: 'E-post' })).toBeFocused()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Velg i kalender: Utløpsdato' }).click()
  await expect(page.getByRole('grid')).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Endre: Kolonner' }).click()
  await expect(page.getByRole('group', { name: 'Navn' }).getByRole('menuitemradio')).toHaveText([
    'Ingen',
    '2: name',
    '3: –',
  ])
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Fjern filen/ }).click()
  await choose(app, fixture('1001-addresses.csv'))
  await expect(page.getByRole('heading', { name: /Grensen er/ })).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test.describe('a host that crashes', () => {
  test.use({ ownHost: true })

  test('the draft outlives the page and a reload; after a restart the file is read again with its corrections', async ({
    app,
  }) => {
    const { page } = app
    await page.getByLabel('Rabatt', { exact: true }).fill('33')
    await choose(app, fixture('bad-rows.csv'))
    await page.getByRole('button', { name: 'Hopp over rad 3' }).click()
    await expect(tab(page, 'Må rettes 4')).toBeVisible()
    await page.getByRole('link', { name: 'Historikk' }).click()
    await openPage(app)
    await expect(tab(page, 'Må rettes 4')).toBeVisible()
    await page.reload()
    await expect(page.getByLabel('Rabatt', { exact: true })).toHaveValue('33')
    await expect(tab(page, 'Må rettes 4')).toBeVisible()

    await app.killBackend()
    await expect(page.getByRole('heading', { name: 'bad-rows.csv må leses på nytt.' })).toBeVisible()
    await expect(page.getByLabel('Rabatt', { exact: true })).toHaveValue('33')
    await choose(app, fixture('bad-rows.csv'))
    await expect(tab(page, 'Må rettes 4')).toBeVisible()
  })
})
