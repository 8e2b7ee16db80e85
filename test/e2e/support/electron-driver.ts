import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
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

export async function keepPreferences({ dataFolder, language }: StartOptions): Promise<void> {
  const file = join(dataFolder, 'desktop/preferences.json')
  if (existsSync(file)) return
  await mkdir(join(dataFolder, 'desktop'), { recursive: true })
  await writeFile(file, JSON.stringify({ preferences: { language, theme: 'light' } }))
}

/** A launch that has not shown its window by then is stuck; a healthy one takes a second. */
const LAUNCH_MS = 20_000
const LAUNCHES = 3

/** One launch, with `more` in its environment and `files` to open. */
export async function launch(
  project: string,
  dataFolder: string,
  more: Record<string, string> = {},
  files: readonly string[] = [],
): Promise<{ electron: ElectronApplication; page: Page }> {
  const electron = await _electron.launch({
    executablePath: testElectron(),
    args: [...electronFlags(), project, '--data', dataFolder, ...files],
    env: {
      ...(process.env as Record<string, string>),
      ECOMMERCE_ADMIN_NODE: process.execPath,
      // Where the list of sites is, which all data folders share.
      XDG_DATA_HOME: join(dataFolder, 'home'),
      ...more,
    },
    timeout: LAUNCH_MS,
  })
  try {
    const page = await electron.firstWindow({ timeout: LAUNCH_MS })
    await page.waitForLoadState('load', { timeout: LAUNCH_MS })
    return { electron, page }
  } catch (error) {
    electron.process().kill('SIGKILL')
    throw error
  }
}

/** A virtual display or the inspector can lose a launch on a busy machine: it is said, and tried again. */
async function launchSurely(
  project: string,
  dataFolder: string,
  env: Record<string, string> | undefined,
  files: readonly string[],
): ReturnType<typeof launch> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launch(project, dataFolder, env, files)
    } catch (error) {
      if (attempt === LAUNCHES) throw error
      process.stderr.write(
        `Electron launch ${attempt} got stuck: ${(error as Error).message.split('\n')[0]}\n`,
      )
    }
  }
}

/** Starts `project` (the app itself, or one that is put together like it) and waits for its window. */
export async function startElectron(
  options: StartOptions,
  project = root,
  files: readonly string[] = [],
): Promise<ElectronDriver> {
  await keepPreferences(options)
  const { electron, page } = await launchSurely(project, options.dataFolder, options.env, files)
  let saving: string | null = null
  await electron.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (url) => void opened.push(url)
  })
  return {
    electron,
    page,
    // Of what the window keeps, only the page is new: specs that change more have a host of their own.
    renew: async () => void (await page.goto(page.url().replace(/#.*/, ''))),
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
