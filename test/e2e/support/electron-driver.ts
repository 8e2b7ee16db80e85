import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { _electron, type ElectronApplication } from '@playwright/test'
import { electronFlags } from '../../../build/electron.ts'
import { until } from '../../support/condition.ts'
import type { Driver, StartOptions } from './driver.ts'
import { root } from './root.ts'

export interface ElectronDriver extends Driver {
  readonly electron: ElectronApplication
}

/** The Electron that build/test-e2e.ts provided. Without one the specs fail: they are never skipped. */
export function testElectron(): string {
  const executable = process.env.TEST_ELECTRON
  if (!executable) throw new Error('No Electron: run the specs with `npm run test:e2e`, which provides one.')
  return executable
}

async function keepPreferences({ dataFolder, language }: StartOptions): Promise<void> {
  const file = join(dataFolder, 'desktop/preferences.json')
  if (existsSync(file)) return
  await mkdir(join(dataFolder, 'desktop'), { recursive: true })
  await writeFile(file, JSON.stringify({ preferences: { language, theme: 'light' } }))
}

/** Starts `project` (the app itself, or one that is put together like it) and waits for its window. */
export async function startElectron(options: StartOptions, project = root): Promise<ElectronDriver> {
  await keepPreferences(options)
  const electron = await _electron.launch({
    executablePath: testElectron(),
    args: [...electronFlags(), project, '--data', options.dataFolder],
    env: { ...(process.env as Record<string, string>), ECOMMERCE_ADMIN_NODE: process.execPath },
  })
  const page = await electron.firstWindow()
  await page.waitForLoadState()
  let saving: string | null = null
  await electron.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (url) => void opened.push(url)
  })
  return {
    electron,
    page,
    chooseFile: (path) =>
      electron.evaluate(({ dialog }, chosen) => {
        const none = async () => ({ canceled: true, filePaths: [] })
        dialog.showOpenDialog = async () => {
          dialog.showOpenDialog = none
          return { canceled: false, filePaths: [chosen] }
        }
      }, path),
    async saveTo(path) {
      saving = path
      await electron.evaluate(({ dialog }, chosen) => {
        const none = async () => ({ canceled: true, filePath: '' })
        dialog.showSaveDialog = async () => {
          dialog.showSaveDialog = none
          return { canceled: false, filePath: chosen }
        }
      }, path)
    },
    // The backend renames a finished file into place, so that it is there whole or not at all.
    saved: () => until('the file is written', () => saving !== null && existsSync(saving)),
    opened: () => electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened),
    close: () => electron.close(),
  }
}
