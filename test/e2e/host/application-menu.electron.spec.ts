import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'

/** Chooses an entry as the menu does. */
const choose = (electron: ElectronApplication, id: string) =>
  electron.evaluate(({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click(), id)
/** Waits until the page has said what it carries out. */
const menuIsThere = (electron: ElectronApplication) =>
  expect
    .poll(() => electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('undo')?.label))
    .toBe('Angre')
/** As a key of the keyboard comes to the window. */
const press = (electron: ElectronApplication, keyCode: string, modifiers: string[] = []) =>
  electron.evaluate(
    ({ BrowserWindow }, key) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      for (const type of ['keyDown', 'keyUp'] as const)
        contents?.sendInputEvent({ type, ...(key as { keyCode: string }) })
    },
    { keyCode, modifiers },
  )
const zoom = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel())
const selectedText = (page: Page) => page.evaluate(() => document.getSelection()?.toString() ?? '')

test('Undo, Redo and Select all are about the form, the text or the report, not about the document', async ({
  electronApp: { electron, page },
}) => {
  await menuIsThere(electron)
  await page.getByRole('navigation').getByRole('link', { name: 'Innstillinger' }).click()
  const name = page.getByRole('textbox', { name: 'Nettstedets navn' })
  await name.pressSequentially('Fjordkurs')
  await choose(electron, 'undo')
  await expect(name).toHaveValue('')
  await choose(electron, 'redo')
  await expect(name).toHaveValue('Fjordkurs')
  await choose(electron, 'selectAll')
  await expect.poll(() => selectedText(page)).toBe('Fjordkurs')
  await page.keyboard.type('Havnekurs')
  await expect(name).toHaveValue('Havnekurs')

  // A field in no form with an undo of its own.
  await page.getByRole('navigation').getByRole('link', { name: 'Personvern' }).click()
  const person = page.getByRole('textbox', { name: 'Navn eller e-postadresse' })
  await person.fill('')
  await person.pressSequentially('ola')
  await choose(electron, 'undo')
  await expect(person).not.toHaveValue('ola')
  await choose(electron, 'redo')
  await expect(person).toHaveValue('ola')

  // Outside of fields nothing of the document is selected, by the key neither.
  await page.getByRole('heading', { level: 1 }).click()
  await choose(electron, 'selectAll')
  await page.keyboard.press('Control+a')
  expect(await selectedText(page)).toBe('')
})

test('Select all ticks the rows of the report', async ({ electronApp: { electron, page } }) => {
  await menuIsThere(electron)
  await page.getByRole('button', { name: 'Åpne eksempeldata' }).click()
  await expect(page.getByTestId('sample-strip')).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: 'Kampanjekoderapport' }).click()
  await expect(page.getByRole('grid').getByRole('row').nth(2)).toBeVisible()
  await choose(electron, 'selectAll')
  await expect(page.getByRole('region', { name: 'Merkede rader' })).toBeVisible()
  expect(await selectedText(page)).toBe('')
})

test('keys zoom, by the characters that they write', async ({ electronApp: { electron } }) => {
  await menuIsThere(electron)
  await press(electron, '=', ['control'])
  await expect.poll(() => zoom(electron)).toBe(0.5)
  await press(electron, 'Plus', ['control'])
  await expect.poll(() => zoom(electron)).toBe(1)
  await press(electron, 'numadd', ['control'])
  await expect.poll(() => zoom(electron)).toBe(1.5)
  await press(electron, 'numsub', ['control'])
  await expect.poll(() => zoom(electron)).toBe(1)
  await press(electron, '-', ['control'])
  await expect.poll(() => zoom(electron)).toBe(0.5)
  await press(electron, '0', ['control'])
  await expect.poll(() => zoom(electron)).toBe(0)
})

test('Alt goes to the menu and back, and F10 opens it', async ({ electronApp: { electron, page } }) => {
  await menuIsThere(electron)
  await electron.evaluate(({ Menu }) => {
    const opened: number[] = []
    Object.assign(globalThis, { menuOpened: opened })
    // Of every menu: the list of other sites makes a new one.
    Menu.prototype.popup = () => void opened.push(1)
  })
  const opened = () =>
    electron.evaluate(() => (globalThis as unknown as { menuOpened: number[] }).menuOpened.length)
  const link = page.getByRole('navigation').getByRole('link', { name: 'Historikk' })
  const button = page.getByRole('button', { name: 'Programmeny' })
  await link.focus()
  await page.keyboard.press('Alt')
  await expect(button).toBeFocused()
  await page.keyboard.press('Alt')
  await expect(link).toBeFocused()
  await page.keyboard.press('Alt')
  await page.keyboard.press('ArrowDown')
  await expect.poll(opened).toBe(1)
  await expect(link).toBeFocused()
  await page.keyboard.press('F10')
  await expect.poll(opened).toBe(2)
  // Alt with another key is not for the menu.
  await page.keyboard.press('Alt+x')
  await expect(link).toBeFocused()
})
