import { fileURLToPath } from 'node:url'
import { canRunBackend, tooOld } from '#backend/app/process/node-api.ts'

// Before anything else is loaded: an old Node cannot read all of it, and its backend would crash at every start.
if (!canRunBackend()) {
  process.stderr.write(`${tooOld(process.versions.node)}\n`)
  process.exit(1)
}
const { builtPage } = await import('../hosts/page-files.ts')
const { runBrowser } = await import('./run-browser.ts')
await runBrowser({ readPage: builtPage(fileURLToPath(new URL('../renderer', import.meta.url))) })
