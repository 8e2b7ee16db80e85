import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { inRoot } from './paths.ts'
import { exitWith, runHere } from './run.ts'

/** `npm run example`: does the main job without a window, by docs/main-job.mjs against a host of its own. */
const folder = await mkdtemp(join(tmpdir(), 'ecommerce-admin-example-'))
// The backend needs no build: Node runs its source.
const host = spawn(
  process.execPath,
  [inRoot('src-main/browser/main.ts'), '--port', '0', '--data', join(folder, 'data')],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
const ended = once(host, 'exit')
const address = await Promise.race([
  once(createInterface({ input: host.stdout }), 'line').then(([line]) => String(line)),
  ended.then(() => null),
])
if (address === null) exitWith('The host could not be started.')
const recipients = inRoot('test/fixtures/recipients/1000-recipients.xlsx')
const { code } = await runHere(process.execPath, [inRoot('docs/main-job.mjs'), address, recipients, folder])
host.kill('SIGTERM')
await ended
if (code === 0) console.log(`\nThe files and the site with these codes are in ${folder}`)
process.exit(code)
