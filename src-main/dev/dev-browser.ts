import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dataFolder } from '#backend/app/process/data-folder.ts'
import { readArguments } from '../browser/arguments.ts'
import { runBrowser } from '../browser/run-browser.ts'
import { newSessionSecrets, type SessionSecrets, sessionSecretsSchema } from '../browser/secrets.ts'
import { followDev, readSettings } from './dev-settings.ts'
import { vitePage } from './vite-page.ts'

/** The browser host of `npm run dev`. */
const { vite, execArgv } = readSettings()

/** Kept with the data, so that a tab stays open when the host, or `npm run dev` itself, is started again. */
async function keptSecrets(): Promise<SessionSecrets> {
  const folder = dataFolder(readArguments(process.argv.slice(2)).data)
  const file = join(folder, 'dev-session.json')
  const kept = await readFile(file, 'utf8').then(
    (text) => sessionSecretsSchema.safeParse(JSON.parse(text)).data,
    () => undefined,
  )
  const fresh = newSessionSecrets()
  // Scripts get another token each time.
  if (kept) return { ...kept, token: fresh.token }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await rm(file, { force: true })
  await writeFile(file, JSON.stringify(fresh), { mode: 0o600 })
  return fresh
}

const backend = await runBrowser({ readPage: vitePage(vite), secrets: await keptSecrets(), execArgv })
followDev({
  restartBackend: () => backend.restart(),
  end: () => process.kill(process.pid, 'SIGTERM'),
})
