import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dataFolder } from '#backend/app/process/data-folder.ts'
import { readArguments } from '../browser/arguments.ts'
import { runBrowser } from '../browser/run-browser.ts'
import { newToken } from '../browser/session.ts'
import { followDev, readSettings } from './dev-settings.ts'
import { vitePage } from './vite-page.ts'

/** The browser host of `npm run dev`. */
const { vite, execArgv } = readSettings()

/** Kept with the data, so that a tab stays open when the host, or `npm run dev` itself, is started again. */
async function keptToken(): Promise<string> {
  const folder = dataFolder(readArguments(process.argv.slice(2)).data)
  const file = join(folder, 'dev-token')
  const kept = await readFile(file, 'utf8').catch(() => null)
  if (kept !== null) return kept
  const token = newToken()
  await mkdir(folder, { recursive: true })
  await writeFile(file, token, { mode: 0o600 })
  return token
}

const backend = await runBrowser({ readPage: vitePage(vite), token: await keptToken(), execArgv })
followDev({
  restartBackend: () => backend.restart(),
  end: () => process.kill(process.pid, 'SIGTERM'),
})
