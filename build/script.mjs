// Runs a script of this folder: `node build/script.mjs start.ts ARGUMENT …`. A Node that cannot run TypeScript can read
// this file all the same, and says what is missing in place of an error of its own.
import { existsSync } from 'fs'
import { fileURLToPath } from 'url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const installed = existsSync(here('../node_modules/vite/package.json'))
// Node 22.18 runs TypeScript without a switch, and has the Node-API that the database needs.
const isNewEnough = Boolean(process.features.typescript) && Number(process.versions.napi) >= 10

if (installed && isNewEnough) {
  const [node, , script, ...rest] = process.argv
  process.argv = [node, here(script), ...rest]
  import(new URL(script, import.meta.url).href)
} else {
  const reason = installed ? `this is Node ${process.versions.node}` : 'the packages are missing'
  process.stderr.write(
    `This runs by the npm scripts after \`npm ci\`, which installs Node 24 and the packages; ${reason}.\n`,
  )
  process.exit(1)
}
