import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { electronFlags } from '../../../build/electron.ts'
import { backendPid } from '../support/backend-process.ts'
import { startElectron, testElectron } from '../support/electron-driver.ts'
import { root } from '../support/root.ts'
import { expect, test } from '../fixtures.ts'

test('the page goes nowhere else and opens nothing', async ({ electronApp: { page, electron } }) => {
  await electron.evaluate(({ shell }) => {
    shell.openExternal = async (url) => {
      Object.assign(globalThis, { opened: [...((globalThis as { opened?: string[] }).opened ?? []), url] })
    }
  })
  await page.evaluate(() => {
    location.href = 'https://example.com/'
    window.open('https://example.com/')
    window.open('file:///etc/passwd')
    window.open('https://www.paypal.com/signin')
  })
  await expect
    .poll(() => electron.evaluate(() => (globalThis as { opened?: string[] }).opened))
    .toEqual(['https://www.paypal.com/signin'])
  expect(page.url()).toMatch(/^app:\/\/window\//)
  expect(electron.windows()).toHaveLength(1)
})

test('a permission is refused', async ({ electronApp: { page } }) => {
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
  const camera = page.evaluate(() => navigator.mediaDevices.getUserMedia({ video: true }))
  await expect(camera).rejects.toThrow(/NotAllowed|NotFound|Permission/)
})

test('a message of the wrong shape is refused, and a path never reaches the page', async ({
  electronApp: { page, electron },
  dataFolder,
}) => {
  const file = join(dataFolder, 'mottakere.csv')
  await writeFile(file, 'ola@example.com\n')
  await electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, file)
  const answers = await page.evaluate(async () => {
    const { ask } = (
      globalThis as unknown as { ecommerceAdminHost: { ask(...all: unknown[]): Promise<unknown> } }
    ).ecommerceAdminHost
    const refused = await ask('file.dropped', { path: '/etc/passwd' }).then(
      () => 'answered',
      () => 'refused',
    )
    return [
      refused,
      await ask('dialog.open', { extensions: 'csv' }),
      await ask('dialog.open', { extensions: ['csv'] }),
    ]
  })
  expect(answers).toMatchObject([
    'refused',
    { ok: false, error: { code: 'input.invalid' } },
    { ok: true, output: { name: 'mottakere.csv', bytes: 16 } },
  ])
  expect(JSON.stringify(answers)).not.toContain(dataFolder)
})

test('a file that is handed over by the page becomes a token; one that is no file of the disk is refused', async ({
  electronApp: { page },
  dataFolder,
}) => {
  const file = join(dataFolder, 'mottakere.csv')
  await writeFile(file, 'ola@example.com\n')
  await page.evaluate(() => {
    const field = document.createElement('input')
    field.type = 'file'
    field.id = 'handed'
    document.body.append(field)
  })
  await page.locator('#handed').setInputFiles(file)
  const answers = await page.evaluate(() => {
    const { registerDropped } = (
      globalThis as unknown as { ecommerceAdminHost: { registerDropped(file?: File): Promise<unknown> } }
    ).ecommerceAdminHost
    const handed = document.querySelector<HTMLInputElement>('#handed')?.files?.[0]
    return Promise.all([registerDropped(handed), registerDropped(new File(['x'], 'made.csv'))])
  })
  expect(answers).toMatchObject([
    { ok: true, output: { name: 'mottakere.csv', bytes: 16 } },
    { ok: false, error: { code: 'input.invalid' } },
  ])
})

test('the menu supports both languages and sends its commands to the page', async ({
  electronApp: { page, electron },
}) => {
  const labels = () =>
    electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label))
  const labelOf = (id: string) =>
    electron.evaluate(
      ({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.label ?? null,
      id,
    )
  expect(await labels()).toEqual(['Fil', 'Rediger', 'Vis', 'Hjelp'])
  // The page says what it carries out, once it is drawn.
  await expect.poll(() => labelOf('page.history')).toBe('Historikk')
  await electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('page.history')?.click())
  await expect(page).toHaveURL(/history/)
  await page.getByRole('button', { name: 'EN – English' }).click()
  await page.getByRole('button', { name: 'Dark' }).click()
  await expect.poll(labels).toEqual(['File', 'Edit', 'View', 'Help'])
  await expect.poll(() => labelOf('page.history')).toBe('History')
  expect(await electron.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)).toBe(true)
})

test('the window opens where it was, unless that place is gone', async ({ dataFolder }) => {
  const options = { dataFolder, language: 'nb' } as const
  const first = await startElectron(options)
  await first.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 120, y: 90, width: 900, height: 640 })
  })
  await first.close()

  const second = await startElectron(options)
  const bounds = await second.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  )
  expect(bounds).toEqual({ x: 120, y: 90, width: 900, height: 640 })
  await second.close()

  const file = join(dataFolder, 'desktop/preferences.json')
  const kept = JSON.parse(await readFile(file, 'utf8')) as { window: object }
  await writeFile(file, JSON.stringify({ ...kept, window: { ...kept.window, x: 9000, y: 9000 } }))
  const third = await startElectron(options)
  const x = await third.electron.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds().x,
  )
  expect(x).toBeLessThan(1600)
  await third.close()
})

test('a second start brings the first one’s window to the front and ends', async ({
  electronApp: { electron },
  dataFolder,
}) => {
  await electron.evaluate(({ app }) => {
    app.on('second-instance', () => Object.assign(globalThis, { second: true }))
  })
  const args = [...electronFlags(), root, '--data', dataFolder]
  await promisify(execFile)(testElectron(), args)
  await expect.poll(() => electron.evaluate(() => 'second' in globalThis)).toBe(true)
  expect(electron.windows()).toHaveLength(1)
})

test('a page that crashes is loaded again', async ({ electronApp: { electron } }) => {
  await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  )
  await expect
    .poll(
      () =>
        electron.evaluate(({ BrowserWindow }) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents
          const title = contents?.executeJavaScript('document.querySelector("h1")?.textContent ?? ""')
          // Asked between two pages, it is never answered.
          return Promise.race([
            title as Promise<string>,
            new Promise<string>((give) => setTimeout(give, 500, '')),
          ])
        }),
      { timeout: 20_000 },
    )
    .not.toBe('')
})

test('quitting ends the backend as well', async ({ dataFolder }) => {
  const driver = await startElectron({ dataFolder, language: 'nb' })
  await expect.poll(() => backendPid(dataFolder)).not.toBe(null)
  await driver.close()
  expect(await backendPid(dataFolder)).toBe(null)
})
