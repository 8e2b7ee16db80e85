import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cleanEnvironment } from '#backend/app/process/environment.ts'
import { buildWhatChanged } from './build.ts'
import { electronFlags, fetchPinnedElectron } from './electron.ts'
import { inRoot, root } from './paths.ts'
import { exitWith } from './run.ts'
import { hasDisplay, readStartArguments, type StartArguments, usage } from './start-arguments.ts'

/** `npm start`: builds what changed, then opens the desktop app, or serves the browser host. */
const say = (sentence: string) => process.stderr.write(`${sentence}\n`)

function read(): StartArguments {
  try {
    return readStartArguments(process.argv.slice(2))
  } catch (error) {
    return exitWith(`${(error as Error).message}\n\n${usage}`, 2)
  }
}

const asked = read()
if (asked.help) {
  process.stdout.write(`${usage}\n`)
  process.exit(0)
}
try {
  await buildWhatChanged()
} catch (error) {
  exitWith((error as Error).message)
}
const dataArguments = asked.data === undefined ? [] : ['--data', asked.data]
process.exit((await desktop()) ?? (await browser()))

/** Null where the desktop app cannot be opened here. */
async function desktop(): Promise<number | null> {
  if (asked.browser) return null
  if (!hasDisplay(process.platform, process.env)) {
    say('There is no display here, so the app is served to a browser.')
    return null
  }
  const electron = await fetchPinnedElectron()
  if (electron === null) {
    say('Electron could not be downloaded, so the app is served to a browser.')
    return null
  }
  const child = spawn(electron, [...electronFlags(), root, ...dataArguments], {
    stdio: 'inherit',
    env: { ...cleanEnvironment(process.env), ECOMMERCE_ADMIN_NODE: process.execPath },
  })
  const code = await ended(child)
  if (code !== 127) return code
  say('Electron cannot run here (a system library is missing), so the app is served to a browser.')
  return null
}

async function browser(): Promise<number> {
  const portArguments = asked.port === undefined ? [] : ['--port', asked.port]
  const backupArguments = asked.backups === undefined ? [] : ['--backups', asked.backups]
  const openArguments = asked.open && hasDisplay(process.platform, process.env) ? ['--open'] : []
  const tokenArguments = asked.printToken ? ['--print-token'] : []
  const args = [...portArguments, ...dataArguments, ...backupArguments, ...openArguments, ...tokenArguments]
  const child = spawn(process.execPath, [inRoot('out/main/browser.js'), ...args], { stdio: 'inherit' })
  return ended(child)
}

/** Waits for the program that now is the app; what ends this process ends it, in its own safe way. */
async function ended(child: ReturnType<typeof spawn>): Promise<number> {
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  // Ctrl+C reaches the child as well: it shuts down, and this process waits.
  process.on('SIGINT', () => undefined)
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}
