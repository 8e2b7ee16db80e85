import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ElectronApplication, Page } from '@playwright/test'
import type { Menu } from 'electron'
import { until } from '../../support/condition.ts'
import { expect, test } from '../fixtures.ts'

interface Shown {
  labels: string[]
  x: number
  y: number
  sourceType: string
}

/** Menus are noted in place of being shown, which would hold the test until somebody closes them. */
async function noteMenus(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ Menu }) => {
    const notes = { shown: [] as unknown[], last: null as unknown }
    Object.assign(globalThis, { menus: notes })
    Menu.prototype.popup = function (options) {
      notes.last = this
      const labels = this.items.map(({ type, label }) => (type === 'separator' ? '-' : label))
      notes.shown.push({ labels, x: options?.x, y: options?.y, sourceType: options?.sourceType })
    }
  })
}
const shown = (electron: ElectronApplication): Promise<Shown[]> =>
  electron.evaluate(() => (globalThis as unknown as { menus: { shown: Shown[] } }).menus.shown)
/** Chooses an entry of the menu that was shown last. */
const choose = (electron: ElectronApplication, label: string) =>
  electron.evaluate(({ BrowserWindow }, wanted) => {
    const { last } = (globalThis as unknown as { menus: { last: Menu } }).menus
    const window = BrowserWindow.getAllWindows()[0]
    const item = last.items.find((one) => one.label === wanted)
    ;(item?.click as unknown as (event: object, window: unknown, contents: unknown) => void)(
      {},
      window,
      window?.webContents,
    )
  }, label)
const entries = ['Angre', 'Gjør om', '-', 'Klipp ut', 'Kopier', 'Lim inn', '-', 'Merk alt']

const siteName = (page: Page) => page.getByRole('textbox', { name: 'Nettstedets navn' })
async function openSettings(electron: ElectronApplication, page: Page): Promise<void> {
  await noteMenus(electron)
  // The page says what it carries out, once it is drawn.
  await expect
    .poll(() => electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('undo')?.label))
    .toBe('Angre')
  await page.getByRole('navigation').getByRole('link', { name: 'Innstillinger' }).click()
}

test('a text field has a menu, by the pointer and by the menu key', async ({
  electronApp: { electron, page },
}) => {
  await openSettings(electron, page)
  await siteName(page).pressSequentially('Fjordkurs')
  await siteName(page).click({ button: 'right' })
  await expect.poll(() => shown(electron)).toMatchObject([{ labels: entries, sourceType: 'mouse' }])
  await choose(electron, 'Angre')
  await expect(siteName(page)).toHaveValue('')
  await choose(electron, 'Gjør om')
  await expect(siteName(page)).toHaveValue('Fjordkurs')
  await choose(electron, 'Merk alt')
  await choose(electron, 'Klipp ut')
  await expect(siteName(page)).toHaveValue('')
  await choose(electron, 'Lim inn')
  await expect(siteName(page)).toHaveValue('Fjordkurs')

  await page.keyboard.press('ContextMenu')
  await expect.poll(async () => (await shown(electron)).length).toBe(2)
  const [, byKey] = await shown(electron)
  expect(byKey).toMatchObject({ labels: entries, sourceType: 'keyboard' })
  const field = await siteName(page).boundingBox()
  expect(byKey?.y).toBeGreaterThanOrEqual(field?.y ?? Infinity)
  expect(byKey?.y).toBeLessThanOrEqual((field?.y ?? 0) + (field?.height ?? 0) + 1)

  // Where there is no text to do something with, there is no menu.
  await page.getByRole('heading', { level: 1 }).click({ button: 'right' })
  await siteName(page).click({ button: 'right' })
  await expect.poll(async () => (await shown(electron)).length).toBe(3)
})

test('a misspelled word is replaced by what is chosen, and the form can undo that', async ({
  electronApp: { electron, page },
}) => {
  await openSettings(electron, page)
  await siteName(page).pressSequentially('Rabat')
  await siteName(page).dblclick()
  // As Chromium reports it; without a word list it finds no word misspelled.
  await electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (!contents) return
    contents.replaceMisspelling = (word) => contents.replace(word)
    const editFlags = { canCut: true, canCopy: true, canPaste: true }
    const found = { misspelledWord: 'Rabat', dictionarySuggestions: ['Rabatt'], selectionText: 'Rabat' }
    contents.emit(
      'context-menu',
      {},
      { isEditable: true, x: 1, y: 1, menuSourceType: 'mouse', editFlags, ...found },
    )
  })
  await expect.poll(() => shown(electron)).toHaveLength(1)
  const [menu] = await shown(electron)
  expect(menu?.labels).toEqual(['Rabatt', 'Legg til i ordlisten', '-', ...entries])
  await choose(electron, 'Rabatt')
  await expect(siteName(page)).toHaveValue('Rabatt')
  await choose(electron, 'Angre')
  await expect(siteName(page)).not.toHaveValue('Rabatt')
})

test('the report keeps its own menu', async ({ electronApp: { electron, page } }) => {
  await openSettings(electron, page)
  await page.getByRole('navigation').getByRole('link', { name: 'Oversikt' }).click()
  await page.getByRole('button', { name: 'Åpne eksempeldata' }).click()
  await expect(page.getByTestId('sample-strip')).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: 'Kampanjekoderapport' }).click()
  await page.locator('[data-cell][data-row="0"][data-column="recipient"]').click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Kopier', exact: true })).toBeVisible()
  expect(await shown(electron)).toEqual([])
})

test('prose alone is checked, and no word list is downloaded before a person wants that', async ({
  electronApp: { electron, page },
}) => {
  const asked: string[] = []
  const server = createServer(({ url }, answer) => {
    asked.push(url ?? '')
    answer.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  try {
    await until('the server listens', () => server.listening)
    const { port } = server.address() as AddressInfo
    await electron.evaluate(
      ({ session }, url) => session.defaultSession.setSpellCheckerDictionaryDownloadURL(url),
      `http://127.0.0.1:${port}/`,
    )
    await openSettings(electron, page)
    const checks = (label: string) =>
      page.getByLabel(label, { exact: true }).evaluate((field) => (field as HTMLElement).spellcheck)
    expect(await checks('Nettstedets navn')).toBe(false)
    await page.evaluate(() => (location.hash = '/outbox/templates'))
    expect(await checks('Emne')).toBe(true)
    await page.getByLabel('Emne', { exact: true }).pressSequentially(' rabat')
    await page.evaluate(() => (location.hash = '/settings'))

    const box = page.getByRole('checkbox', { name: 'Kontroller stavemåten i tekster' })
    await expect(box).not.toBeChecked()
    expect(asked).toEqual([])
    await box.setChecked(true)
    await expect(page.getByText('Ordlisten ble ikke lastet ned: Norsk bokmål.')).toBeVisible()
    expect(asked).toEqual([expect.stringMatching(/^\/nb.*\.bdic$/i)])
  } finally {
    server.close()
  }
})
