import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../fixtures.ts'

test('a file is saved where the person says, and opened from there', async ({ app }) => {
  const target = join(app.dataFolder, 'mottakere vår.xlsx')
  await app.saveTo(target)
  await app.page.getByTestId('step-file').getByRole('button').click()
  await app.saved()
  // Every workbook is a zip file, and begins as one.
  expect((await readFile(target)).subarray(0, 2).toString()).toBe('PK')

  await app.chooseFile(target)
  await app.page.getByRole('link', { name: 'Opprett kampanjekoder' }).first().click()
  await app.page.getByRole('radio', { name: 'Fra fil', exact: true }).click()
  await app.page.locator('[data-field="file"]').getByRole('button').first().click()
  await expect(app.page.getByTestId('file-card')).toContainText('mottakere vår.xlsx')
  // Closing while it is being read would ask first.
  await expect(app.page.getByTestId('file-card')).toContainText(/\d rader/)
  expect(await app.page.content()).not.toContain(app.dataFolder)
})

test('closed and started again, the data is as it was', async ({ app }) => {
  await app.page.getByRole('link', { name: 'Innstillinger' }).click()
  await app.page.getByLabel('Nettstedets navn').fill('Fjordkurs')
  await app.page.keyboard.press('Enter')
  await expect(app.page.getByTestId('site-name')).toHaveText('Fjordkurs')
  await app.restartApp()
  await expect(app.page.getByTestId('site-name')).toHaveText('Fjordkurs')
})
