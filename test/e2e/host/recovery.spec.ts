import { copyFile, open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test, type TestApp } from '../fixtures.ts'

test.use({ ownHost: true })

const siteFolder = ({ dataFolder }: TestApp) => join(dataFolder, 'site')
const database = (app: TestApp) => join(siteFolder(app), 'site.sqlite')
const screen = ({ page }: TestApp) => page.getByTestId('site-recovery')
const button = ({ page }: TestApp, name: string) => page.getByRole('button', { name, exact: true })

/** Gives the site a name, by which it is known again. */
async function nameSite({ page }: TestApp, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Innstillinger' }).click()
  await page.getByLabel('Nettstedets navn').fill(name)
  await page.getByRole('button', { name: 'Lagre', exact: true }).click()
  await expect(page.getByTestId('site-name')).toHaveText(name)
}

/** Creates codes for one recipient. */
async function createCodes({ page }: TestApp): Promise<void> {
  await page.getByRole('link', { name: 'Opprett kampanjekoder' }).first().click()
  await page.getByRole('radio', { name: 'Én mottaker' }).check({ force: true })
  await page.getByLabel('Mottakernavn').fill('Kari Åsheim')
  await page.getByLabel('E-post', { exact: true }).fill('kari@example.com')
  await page.getByRole('button', { name: /^Opprett 1 kode/ }).click()
  await expect(page.getByTestId('notice')).toContainText('1 kode')
}

/** Damages the indexes of the codes: the site opens, and fails where codes are found by them. */
async function damageIndexes(app: TestApp): Promise<void> {
  const sqlite = new BetterSqlite3(database(app))
  const pageSize = sqlite.pragma('page_size', { simple: true }) as number
  const roots = sqlite
    .prepare(`SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'promo_code' AND type = 'index'`)
    .pluck()
    .all() as number[]
  sqlite.pragma('wal_checkpoint(TRUNCATE)')
  sqlite.close()
  const file = await open(database(app), 'r+')
  for (const root of roots) await file.write(Buffer.alloc(pageSize, 0xee), 0, pageSize, (root - 1) * pageSize)
  await file.close()
}

test('a damaged database is said in place of the pages, by keyboard alone one tries again, and all is as before', async ({
  app,
}) => {
  await nameSite(app, 'Fjordkurs')
  const aside = join(app.dataFolder, 'aside.sqlite')
  await app.restartApp(async () => {
    await copyFile(database(app), aside)
    await writeFile(database(app), 'no database '.repeat(1000))
  })
  await expect(screen(app)).toContainText('Databasen til nettstedet er skadet.')
  await expect(app.page.getByRole('heading', { level: 1 })).toBeFocused()
  await expect(app.page.getByRole('navigation')).toHaveCount(0)
  await expect(app.page.getByTestId('notice')).toHaveCount(0)
  // In the other language at once.
  await app.page.getByRole('button', { name: /^EN/ }).click()
  await expect(screen(app)).toContainText('The site’s database is damaged.')
  await app.page.getByRole('button', { name: /^NO/ }).click()

  const again = button(app, 'Prøv igjen')
  await again.focus()
  await app.page.keyboard.press('Enter')
  await expect(screen(app)).toContainText('Det er som før.')
  await copyFile(aside, database(app))
  await again.focus()
  await app.page.keyboard.press('Enter')
  await expect(app.page.getByTestId('site-name')).toHaveText('Fjordkurs')
  await expect(screen(app)).toHaveCount(0)
  await expect(app.page.getByRole('link', { name: 'Innstillinger' })).toBeVisible()
})

test('the sample is open meanwhile, and the way back says again what is wrong', async ({ app }) => {
  await app.restartApp(() => writeFile(database(app), 'no database '.repeat(1000)))
  await button(app, 'Åpne eksempeldata').click()
  await expect(app.page.getByTestId('sample-strip')).toBeVisible()
  await expect(screen(app)).toHaveCount(0)
  await app.page.getByTestId('sample-strip').getByRole('button').click()
  await expect(screen(app)).toContainText('Databasen til nettstedet er skadet.')
})

test('files that are moved away while the site is open are said with the next change, and found again', async ({
  app,
}) => {
  await nameSite(app, 'Fjordkurs')
  const moved = join(app.dataFolder, 'moved')
  await rename(siteFolder(app), moved)
  // Its draft is stored soon after.
  await app.page.getByLabel('Nettstedets navn').fill('Tapt')
  await expect(screen(app)).toContainText('slettet, flyttet eller byttet ut mens programmet var åpent')
  await rename(moved, siteFolder(app))
  await button(app, 'Prøv igjen').click()
  await expect(app.page.getByTestId('site-name')).toHaveText('Fjordkurs')
  // What was typed is still there.
  await expect(app.page.getByLabel('Nettstedets navn')).toHaveValue('Tapt')
})

test('a backup is restored where the database is gone, and the state before is kept', async ({ app }) => {
  await nameSite(app, 'Fjordkurs')
  await createCodes(app)
  await app.page.getByRole('link', { name: 'Innstillinger' }).click()
  await button(app, 'Ta sikkerhetskopi nå').click()
  await expect(app.page.getByTestId('notice')).toContainText('Sikkerhetskopien er tatt')
  await nameSite(app, 'Etter kopien')
  await app.restartApp(async () => {
    for (const beside of ['', '-wal', '-shm']) await rm(`${database(app)}${beside}`, { force: true })
  })
  await expect(screen(app)).toContainText('site.sqlite, ligger ikke i mappen sin')
  const list = app.page.getByTestId('backup-list')
  await expect(list).toContainText('1 kode')
  await list
    .getByRole('button', { name: /^Gjenopprett/ })
    .first()
    .click()
  await app.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Gjenopprett/ })
    .click()
  await expect(app.page.getByTestId('site-name')).toHaveText('Fjordkurs')
  await expect(screen(app)).toHaveCount(0)
  await createCodes(app)
  await app.page.getByRole('link', { name: 'Kampanjekoderapport' }).click()
  await expect(app.page.getByText('kari@example.com')).toHaveCount(2)
})

test('what can be read of a damaged site becomes a new one, in which work goes on', async ({ app }) => {
  await nameSite(app, 'Fjordkurs')
  await createCodes(app)
  await app.restartApp(() => damageIndexes(app))
  await app.page.getByTestId('read-only-strip').getByRole('button').click()
  await button(app, 'Lagre det som kan leses').click()
  const result = app.page.getByTestId('rescue-result')
  await expect(result).toContainText('Ingenting gikk tapt.')
  await expect(result).toContainText('De skadede filene er lagret')
  await button(app, 'Fortsett').click()
  await expect(screen(app)).toHaveCount(0)
  await expect(app.page.getByTestId('read-only-strip')).toHaveCount(0)
  await expect(app.page.getByTestId('site-name')).toHaveText('Fjordkurs')
  await createCodes(app)
  await app.page.getByRole('link', { name: 'Kampanjekoderapport' }).click()
  await expect(app.page.getByText('kari@example.com')).toHaveCount(2)
  await app.page.getByRole('link', { name: 'Historikk' }).click()
  await expect(app.page.getByText('1 kode reddet fra en skadet database').first()).toBeVisible()
})

test('a site that is found damaged is read, and says on every page that it cannot be changed', async ({
  app,
}) => {
  await createCodes(app)
  await app.restartApp(() => damageIndexes(app))
  const strip = app.page.getByTestId('read-only-strip')
  await expect(strip).toBeVisible()
  await app.page.getByRole('link', { name: 'Historikk' }).click()
  await expect(app.page.getByText('1 kode opprettet til').first()).toBeVisible()
  await strip.getByRole('button').click()
  await expect(screen(app)).toContainText('kan bare leses')
  await button(app, 'Vis nettstedet').click()
  await expect(strip).toBeVisible()
  await app.page.getByRole('link', { name: 'Innstillinger' }).click()
  await app.page.getByLabel('Nettstedets navn').fill('Endret')
  await expect(button(app, 'Lagre')).toBeDisabled()
})
