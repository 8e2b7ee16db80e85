import { join } from 'node:path'
import { expect, test } from '../fixtures.ts'

test('the data folder and the log are shown in the file manager', async ({ electronApp, dataFolder }) => {
  const { page, electron } = electronApp
  await electron.evaluate(({ shell }) => {
    const places: string[] = []
    Object.assign(globalThis, { places })
    shell.openPath = async (path) => (places.push(path), '')
    shell.showItemInFolder = (path) => void places.push(path)
  })
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /^Finn/ }).fill('Om E-handel')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Vis datamappen' }).click()
  await dialog.getByRole('button', { name: 'Vis loggen' }).click()
  await expect
    .poll(() => electron.evaluate(() => (globalThis as unknown as { places: string[] }).places))
    .toEqual([dataFolder, join(dataFolder, 'logs/backend.log')])
})
