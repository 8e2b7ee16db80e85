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
  [inRoot('src-main/browser/main.ts'), '--port', '0', '--print-token', '--data', join(folder, 'data')],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
const ended = once(host, 'exit')
const printed = await Promise.race([firstLines(2), ended.then(() => null)])
if (printed === null) exitWith('The host could not be started.')
const [address = '', authorization = ''] = printed
const recipients = inRoot('test/fixtures/recipients/1000-recipients.xlsx')
const args = [inRoot('docs/main-job.mjs'), new URL(address).origin, recipients, folder]
// Not as an argument: every user of the machine can read those.
const { code } = await runHere(process.execPath, args, { ...process.env, AUTHORIZATION: authorization })
host.kill('SIGTERM')
await ended
if (code === 0) console.log(`\nThe files and the site with these codes are in ${folder}`)
process.exit(code)

async function firstLines(count: number): Promise<string[]> {
  const lines: string[] = []
  for await (const line of createInterface({ input: host.stdout })) {
    lines.push(line)
    if (lines.length === count) break
  }
  return lines
}
