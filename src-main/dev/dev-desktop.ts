import { fileURLToPath } from 'node:url'
import { app } from 'electron'
import { runDesktop } from '../desktop/run-desktop.ts'
import { followDev, readSettings } from './dev-settings.ts'
import { vitePage } from './vite-page.ts'

/** The desktop host of `npm run dev`: its backend is a child process of Node, which runs its source. */
process.setSourceMapsEnabled(true)
const { vite, backend: entry, execArgv } = readSettings()
const backend = runDesktop({
  preload: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
  readPage: vitePage(vite),
  backend: { utility: false, entry, execArgv },
})
followDev({ restartBackend: () => backend?.restart(), end: () => app.quit() })
