import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { electronFlags } from '../../../build/electron.ts'
import { expect, test } from '../fixtures.ts'
import { testElectron } from '../support/electron-driver.ts'
import { root } from '../support/root.ts'

test('a data folder that cannot be used opens a window that says why, and a site once it can be', async ({
  dataFolder,
}) => {
  const data = join(dataFolder, 'data')
  await writeFile(data, 'a file where the folder should be')
  const electron = await _electron.launch({
    executablePath: testElectron(),
    args: [...electronFlags(), root, '--data', data],
    env: {
      ...(process.env as Record<string, string>),
      ECOMMERCE_ADMIN_NODE: process.execPath,
      XDG_DATA_HOME: dataFolder,
    },
  })
  try {
    const page = await electron.firstWindow()
    await expect(page.locator('main')).toContainText(/Det ligger en fil der|There is a file where/)
    await rm(data)
    await page.getByRole('button', { name: /Prøv igjen|Try again/ }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Oversikt|Overview/)
    expect(existsSync(join(data, 'site/site.sqlite'))).toBe(true)
  } finally {
    await electron.close()
  }
})
