import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { electronFlags } from '../../../build/electron.ts'
import { startElectron, testElectron } from '../support/electron-driver.ts'
import { root } from '../support/root.ts'
import { expect, test } from '../fixtures.ts'

const RECIPIENTS = join(root, 'test/fixtures/recipients/1000-recipients.xlsx')

/** Starts the application once more on the same data, and waits until that start has ended. */
async function startAgain(dataFolder: string, ...files: string[]): Promise<void> {
  const args = [...electronFlags(), root, '--data', dataFolder, ...files]
  await once(spawn(testElectron(), args, { stdio: 'ignore', cwd: join(root, 'test') }), 'exit')
}

test('files of a second start are opened: recipients on their page, a site after a look at it', async ({
  electronApp,
  dataFolder,
}) => {
  const { page } = electronApp
  const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })
  await expect(heading('Oversikt')).toBeVisible()
  // The path is relative to where the second start was made.
  await startAgain(dataFolder, 'fixtures/recipients/1000-recipients.xlsx')
  await expect(heading('Opprett kampanjekoder')).toBeVisible()
  await expect(page.getByTestId('file-card')).toContainText('1000-recipients.xlsx')

  const file = join(dataFolder, 'nettsted.ehandel')
  await page.getByRole('navigation').getByRole('link', { name: 'Innstillinger' }).click()
  await electronApp.saveTo(file)
  await page.getByRole('button', { name: 'Lagre nettstedet i en fil' }).click()
  await electronApp.saved()
  await page.getByRole('navigation').getByRole('link', { name: 'Oversikt' }).click()
  await startAgain(dataFolder, file)
  await expect(page.getByRole('dialog')).toContainText('nettsted.ehandel')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  // A file that is not there is said, and leaves nothing behind.
  await startAgain(dataFolder, join(dataFolder, 'borte.csv'))
  await expect(page.getByTestId('notice')).toContainText('borte.csv')
})

test('a file that the application is started with is opened', async ({ dataFolder }) => {
  const { page, close } = await startElectron({ dataFolder, language: 'nb' }, root, [RECIPIENTS])
  await expect(page.getByTestId('file-card')).toContainText('1000-recipients.xlsx')
  await close()
})
