import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app } from 'electron'
import { readArguments } from '../../../src-main/desktop/arguments.ts'
import { desktopBackend, startEarly } from '../../../src-main/desktop/backend-host.ts'

/** The desktop's main process without a window: it starts a backend that reads workbooks, and is there until it is ended. */
const folder = readArguments({ argv: process.argv.slice(1), folder: '', isPackaged: true }).data ?? ''
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const noLog = { info: () => undefined, warn: () => undefined, error: () => undefined }
app.setPath('userData', join(folder, 'desktop'))
const choice = { utility: true, entry: here('backend.js'), workbook: here('workbook-child.js') }
startEarly(
  desktopBackend(folder, noLog, choice, async () => null),
  choice,
)
