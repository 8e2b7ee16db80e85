import { execFile } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ElectronApplication } from '@playwright/test'
import { backendPid } from '../support/backend-process.ts'
import { startElectron } from '../support/electron-driver.ts'
import { expect, test } from '../fixtures.ts'

test('the next start opens the page and the filter that were open', async ({ dataFolder }) => {
  const options = { dataFolder, language: 'nb' } as const
  const first = await startElectron(options)
  await expect(first.page.getByRole('heading', { level: 1, name: 'Oversikt' })).toBeVisible()
  await first.page.evaluate(() => (location.hash = '/report?status=expired'))
  await expect(first.page.getByRole('heading', { level: 1, name: 'Kampanjekoderapport' })).toBeVisible()
  await first.close()

  const second = await startElectron(options)
  await expect(second.page.getByRole('heading', { level: 1, name: 'Kampanjekoderapport' })).toBeVisible()
  expect(second.page.url()).toContain('#/report?status=expired')
  // What was open of the sample is nothing of the own site.
  await second.page.evaluate(() => (location.hash = '/'))
  await second.page.getByRole('button', { name: 'Åpne eksempeldata' }).click()
  await second.page.evaluate(() => (location.hash = '/report'))
  await expect(second.page.getByTestId('sample-strip')).toBeVisible()
  await second.close()
  const third = await startElectron(options)
  await expect(third.page.getByRole('heading', { level: 1, name: 'Oversikt' })).toBeVisible()
  await third.close()
})

const menuLabel = (electron: ElectronApplication, id: string) =>
  electron.evaluate(
    ({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.label ?? null,
    id,
  )
const clickMenu = (electron: ElectronApplication, id: string) =>
  electron.evaluate(({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click(), id)
/** The next folder that is asked for is this one; what boxes say is noted. */
const chooseFolder = (electron: ElectronApplication, folder: string) =>
  electron.evaluate(({ dialog }, chosen) => {
    const boxes: string[] = []
    Object.assign(globalThis, { boxes })
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
    dialog.showMessageBox = (async (...all: unknown[]) => {
      boxes.push((all.at(-1) as { message: string }).message)
      return { response: 0, checkboxChecked: false }
    }) as typeof dialog.showMessageBox
  }, folder)
const boxes = (electron: ElectronApplication) =>
  electron.evaluate(() => (globalThis as unknown as { boxes: string[] }).boxes)
const recentSites = (electron: ElectronApplication) =>
  electron.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()
      ?.getMenuItemById('recent-sites')
      ?.submenu?.items.map(({ label }) => label),
  )

test('another site has a folder and a window of its own, and is among the recent ones', async ({
  electronApp: { electron, page },
  dataFolder,
}) => {
  const other = join(dataFolder, 'fjordkurs')
  await mkdir(other)
  await expect.poll(() => menuLabel(electron, 'new-site')).toBe('Nytt nettsted …')
  expect(await recentSites(electron)).toBe(undefined)

  // A folder that holds something else is refused in words.
  await chooseFolder(electron, join(dataFolder, 'logs'))
  await clickMenu(electron, 'new-site')
  await expect.poll(() => boxes(electron)).toEqual(['Mappen «logs» er ikke tom.'])
  await chooseFolder(electron, other)
  await clickMenu(electron, 'open-site')
  await expect.poll(() => boxes(electron)).toEqual(['Det er ikke noe nettsted i mappen «fjordkurs».'])

  await clickMenu(electron, 'new-site')
  await expect.poll(() => backendPid(other), { timeout: 30_000 }).not.toBe(null)
  const list = () => readFile(join(dataFolder, 'home/ecommerce-admin/sites.json'), 'utf8').catch(() => '')
  await expect.poll(list, { timeout: 30_000 }).toContain('fjordkurs')
  const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=', '-p', String(await backendPid(other))])
  process.kill(Number(stdout), 'SIGTERM')
  await expect.poll(() => backendPid(other), { timeout: 30_000 }).toBe(null)

  await page.getByRole('navigation').getByRole('link', { name: 'Innstillinger' }).click()
  await page.getByRole('textbox', { name: 'Nettstedets navn' }).fill('Havnekurs')
  await page.getByRole('button', { name: 'Lagre', exact: true }).click()
  await expect.poll(list).toContain('Havnekurs')
  await expect.poll(() => recentSites(electron)).toEqual([other])
})
