import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import manifest from '../../../package.json' with { type: 'json' }
import { expect, test } from '../fixtures.ts'
import { choose } from '../support/report-page.ts'

const { version } = manifest
test.use({ ownHost: true })

async function openAbout(page: Page): Promise<void> {
  await choose(page, 'Om E-handel')
  await expect(page.getByRole('combobox', { name: /^Finn/ })).toBeHidden()
  await expect(page.getByRole('dialog')).toContainText(`Versjon ${version}`)
}

test('the dialog about the program has versions, licenses, release notes and a report that is shown before it is saved', async ({
  app,
  hostKind,
}) => {
  const { page } = app
  const dialog = page.getByRole('dialog')
  const document = page.getByTestId('about-document')
  await openAbout(page)
  await expect(dialog).toContainText(hostKind === 'electron' ? /Electron \d+/ : /Chromium \d+/)
  await expect(dialog.getByRole('button', { name: 'Vis datamappen' })).toHaveCount(
    hostKind === 'electron' ? 1 : 0,
  )

  await dialog.getByRole('button', { name: 'Lisenser' }).click()
  for (const name of ['vue', 'vuetify', 'zod', 'better-sqlite3', '@fontsource-variable/inter', 'SQLite'])
    await expect(document).toContainText(new RegExp(`^${name} `, 'm'))
  await expect(document).toContainText('Permission is hereby granted')
  await dialog.getByRole('button', { name: 'Tilbake' }).click()

  await dialog.getByRole('button', { name: 'Nytt i denne versjonen' }).click()
  await expect(document).toContainText(/\S+/)
  await dialog.getByRole('button', { name: 'Tilbake' }).click()

  await dialog.getByRole('button', { name: 'Problemrapport' }).click()
  await expect(document).toContainText(`E-commerce Admin ${version}`)
  await expect(document).toContainText(' info backend.started')
  await expect(document).not.toContainText(app.dataFolder)
  const shown = await document.textContent()
  const file = join(app.dataFolder, 'rapport.txt')
  await app.saveTo(file)
  await dialog.getByRole('button', { name: 'Lagre rapporten' }).click()
  await app.saved()
  expect(await readFile(file, 'utf8')).toBe(shown)
  await expect(page.getByTestId('notice')).toContainText('Problemrapporten er lagret.')
})
