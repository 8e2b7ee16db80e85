import { join } from 'node:path'
import type { Page } from '@playwright/test'
import BetterSqlite3 from 'better-sqlite3'
import { backendPid } from '../support/backend-process.ts'
import { root } from '../support/root.ts'
import { answersReturn, loseAnswers, preparePage } from '../support/lost-answers.ts'
import { cell, grid, rowCount } from '../support/report-page.ts'
import { expect, test, type TestApp } from '../fixtures.ts'

test.use({ ownHost: true })

test('a killed backend is said, is back by itself, and answers', async ({ app }) => {
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible()
  await app.page.evaluate(() => {
    const seen: string[] = []
    Object.assign(globalThis, { seen })
    new MutationObserver(() => seen.push(document.body.innerText)).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    })
  })
  const killed = await app.killBackend()
  await expect
    .poll(() =>
      app.page.evaluate(() =>
        (globalThis as unknown as { seen: string[] }).seen.some((text) => /starter på nytt/.test(text)),
      ),
    )
    .toBe(true)
  await expect.poll(() => backendPid(app.dataFolder)).not.toBe(null)
  expect(await backendPid(app.dataFolder)).not.toBe(killed)
  await expect(app.page.getByText('starter på nytt')).toHaveCount(0)
  await app.page.getByRole('link', { name: 'Historikk' }).click()
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('whoever looked at the sample site goes on there after a restart of the backend', async ({ app }) => {
  await app.page.getByRole('button', { name: 'Åpne eksempeldata' }).click()
  await expect(app.page.getByTestId('sample-strip')).toBeVisible()
  const killed = await app.killBackend()
  await expect.poll(() => backendPid(app.dataFolder)).not.toBe(killed)
  await app.page.getByRole('link', { name: 'Kampanjekoderapport' }).click()
  await expect(app.page.getByText('1 284').first()).toBeVisible()
  await expect(app.page.getByTestId('sample-strip')).toBeVisible()
})

/** How many operations the site's history has, read past the application. */
function operationsIn(dataFolder: string): number {
  const database = new BetterSqlite3(join(dataFolder, 'site/site.sqlite'), { readonly: true })
  try {
    return database.prepare('SELECT count(*) FROM operation').pluck().get() as number
  } finally {
    database.close()
  }
}

/** A creation that waits for its button. */
async function fillInCreation({ page }: TestApp): Promise<void> {
  await preparePage(page)
  await page.getByRole('link', { name: 'Opprett kampanjekoder' }).first().click()
  await page.getByRole('radio', { name: 'Én mottaker' }).check({ force: true })
  await page.getByLabel('Mottakernavn').fill('Kari Åsheim')
  await page.getByLabel('E-post', { exact: true }).fill('kari@example.com')
  await expect(page.getByRole('button', { name: /^Opprett 1 kode/ })).toBeEnabled()
}
const createButton = ({ page }: TestApp) => page.getByRole('button', { name: /^Opprett 1 kode/ })
const notice = ({ page }: TestApp) => page.getByTestId('notice')

test('a creation whose answer died with the backend is said to be unclear, then to be done, and is not offered again', async ({
  app,
}) => {
  await fillInCreation(app)
  const before = operationsIn(app.dataFolder)
  await loseAnswers(app.page)
  await createButton(app).click()
  await expect.poll(() => operationsIn(app.dataFolder)).toBe(before + 1)
  const killed = await app.killBackend()
  await answersReturn(app.page)
  await expect.poll(() => backendPid(app.dataFolder)).not.toBe(killed)

  await expect(notice(app)).toContainText('Det ble gjort: 1 kode')
  await expect(notice(app)).not.toContainText('ikke gjort')
  await expect(notice(app).getByRole('link', { name: 'Vis kodene' })).toBeVisible()
  await expect(createButton(app)).toHaveCount(0)
  await notice(app)
    .getByRole('button', { name: /^Angre/ })
    .click()
  await expect(notice(app)).toContainText('Angret')
  expect(operationsIn(app.dataFolder)).toBe(before + 2)
})

test('a creation that the backend never began is said to be unclear, then not to be done', async ({
  app,
}) => {
  await fillInCreation(app)
  const before = operationsIn(app.dataFolder)
  const pid = (await backendPid(app.dataFolder)) ?? 0
  process.kill(pid, 'SIGSTOP')
  await createButton(app).click()
  await app.page.waitForTimeout(300)
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => backendPid(app.dataFolder)).not.toBe(pid)
  await expect(notice(app)).toContainText('Det ble ikke gjort: opprette kampanjekoder. Ingenting er endret.')
  expect(operationsIn(app.dataFolder)).toBe(before)
  await expect(createButton(app)).toBeEnabled()
  await createButton(app).click()
  await expect(notice(app)).toContainText('1 kode')
  expect(operationsIn(app.dataFolder)).toBe(before + 1)
})

/** A thousand codes of the own site, from a file. */
async function createCodes(page: Page, chooseFile: (path: string) => Promise<void>): Promise<void> {
  await page.getByRole('link', { name: 'Opprett kampanjekoder' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Opprett kampanjekoder' })).toBeVisible()
  await chooseFile(join(root, 'test/fixtures/recipients/1000-recipients.xlsx'))
  await page.getByRole('button', { name: 'Velg fil' }).click()
  await expect(page.getByTestId('file-card')).toContainText('1000-recipients.xlsx')
  await page.getByRole('textbox', { name: 'Rabatt', exact: true }).fill('25')
  await page.getByRole('textbox', { name: 'Utløpsdato' }).fill('30.06.2030')
  await page.getByRole('button', { name: /^Opprett 1\s000 koder/ }).click()
  await expect(page.getByTestId('notice')).toContainText(/1\s000 koder/)
}

const selection = (page: Page) => page.getByRole('region', { name: 'Merkede rader' })

test('after the backend has crashed the report is where it was', async ({ app }) => {
  const { page } = app
  await createCodes(page, app.chooseFile)
  await page.getByRole('navigation').getByRole('link', { name: 'Kampanjekoderapport' }).click()
  await expect(cell(page, 0, 'status')).toContainText('Aktiv')
  const rows = await rowCount(page)
  await grid(page).focus()
  await page.keyboard.press('Control+End')
  await expect(cell(page, rows - 1, 'code')).toBeInViewport()
  await page.keyboard.press('Space')
  await expect(selection(page)).toContainText('1 merket')
  await expect(cell(page, rows - 1, 'code')).not.toHaveText('')
  const code = await cell(page, rows - 1, 'code').innerText()

  await app.killBackend()
  await expect(page.getByText('E-handel starter på nytt i bakgrunnen.')).toBeVisible()
  await expect(page.getByText('E-handel starter på nytt i bakgrunnen.')).toBeHidden()
  await expect(cell(page, rows - 1, 'code')).toHaveText(code)
  await expect(selection(page)).toContainText('1 merket')
  await selection(page)
    .getByRole('button', { name: /^Slett kampanjekoder/ })
    .click()
  await expect(page.getByRole('dialog', { name: 'Slett kampanjekoder' })).toContainText(
    /1 kode|1 hoppes over/,
  )
})
