import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { dataFolder } from '#backend/app/process/data-folder.ts'
import { cleanEnvironment } from '#backend/app/process/environment.ts'
import { RESTART_BACKEND, toEnvironment } from '../src-main/dev/dev-settings.ts'
import { type DevArguments, devUsage, readDevArguments } from './dev-arguments.ts'
import { buildDevDesktop, devFolder } from './dev-build.ts'
import { servePageSource } from './dev-server.ts'
import { type Part, partsOf, watchSource } from './dev-watch.ts'
import { electronFlags, fetchPinnedElectron } from './electron.ts'
import { inRoot } from './paths.ts'
import { exitWith } from './run.ts'
import { hasDisplay } from './start-arguments.ts'

/**
 * `npm run dev`: the window from Vite's server, which follows edits, over a backend that runs from source and is started
 * again when it is edited. The host is started again when its own source is edited.
 */
const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`)

function read(): DevArguments {
  try {
    return readDevArguments(process.argv.slice(2))
  } catch (error) {
    return exitWith(`${(error as Error).message}\n\n${devUsage}`, 2)
  }
}

const asked = read()
if (asked.help) {
  process.stdout.write(`${devUsage}\n`)
  process.exit(0)
}
let electron = await findElectron()
const data = asked.data ?? `${dataFolder()}-dev`
const { server, origin } = await servePageSource()
const env = {
  ...cleanEnvironment(process.env),
  ECOMMERCE_ADMIN_NODE: process.execPath,
  ...toEnvironment({
    vite: origin,
    backend: inRoot('src-main/backend/app/process/entry.ts'),
    execArgv: asked.inspect === undefined ? [] : [`--inspect=${asked.inspect}`],
  }),
}
/** The browser host's, once it has printed its address: a tab that is open stays on it. */
let port = asked.port
let host: ChildProcess | null = null
let restarting = false

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal))
await prepare()
start()
let following = Promise.resolve()
watchSource((files) => (following = following.then(() => follow(files))))

/** The Electron to use, or null for the browser. */
async function findElectron(): Promise<string | null> {
  if (asked.browser) return null
  if (!hasDisplay(process.platform, process.env)) {
    say('There is no display here, so the app is served to a browser.')
    return null
  }
  const found = process.env.ELECTRON_EXEC_PATH ?? (await fetchPinnedElectron())
  if (found === null) say('Electron could not be downloaded, so the app is served to a browser.')
  return found
}

/** Builds what the host needs. @throws with the build's own words */
async function prepare(): Promise<void> {
  if (electron !== null) await buildDevDesktop()
}

function start(): void {
  const first = host === null
  const child = electron === null ? startBrowser(first) : startElectron(electron)
  host = child
  child.once('error', ({ message }) => exitWith(message))
  child.once('exit', (code) => {
    if (restarting) return
    if (first && electron !== null && code === 127) {
      say('Electron cannot run here (a system library is missing), so the app is served to a browser.')
      electron = null
      host = null
      return start()
    }
    // Closed, or never there; but one that an edit broke waits for the next edit.
    if (first || code === 0) end(code ?? 1)
    else say('The host has ended; the next edit of it starts it again.')
  })
}

function startBrowser(first: boolean): ChildProcess {
  const debug = asked.inspectHost === undefined ? [] : [`--inspect=${asked.inspectHost}`]
  const opens = first && asked.open && hasDisplay(process.platform, process.env)
  const args = [
    ...debug,
    inRoot('src-main/dev/dev-browser.ts'),
    ...(port === undefined ? [] : ['--port', port]),
    ...['--data', data],
    ...(opens ? ['--open'] : []),
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], env })
  if (child.stdout)
    createInterface({ input: child.stdout }).once('line', (address) => {
      port = new URL(address).port
      if (first) process.stdout.write(`${address}\n`)
    })
  return child
}

function startElectron(executable: string): ChildProcess {
  const switches = [
    ...electronFlags(),
    ...(asked.inspectHost === undefined ? [] : [`--inspect=${asked.inspectHost}`]),
    ...(asked.inspectWindow === undefined ? [] : [`--remote-debugging-port=${asked.inspectWindow}`]),
  ]
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const
  return spawn(executable, [...switches, devFolder, '--data', data], { stdio: [...stdio], env })
}

async function follow(files: readonly string[]): Promise<void> {
  const parts = new Set(files.flatMap(partsOf))
  const [file] = files.filter((one) => partsOf(one).length > 0)
  const part: Part = electron === null ? 'browser' : 'desktop'
  if (parts.has(part)) {
    say(`${file} changed: restarting the host.`)
    await restartHost()
  } else if (parts.has('backend') && host?.connected) {
    say(`${file} changed: restarting the backend.`)
    host.send(RESTART_BACKEND)
  }
}

/** A host that cannot be built leaves the one that runs. */
async function restartHost(): Promise<void> {
  try {
    await prepare()
  } catch (error) {
    return say((error as Error).message)
  }
  restarting = true
  if (host && isRunning(host)) {
    host.kill('SIGTERM')
    await once(host, 'exit')
  }
  restarting = false
  start()
}

/** What ends this process ends the host, in its own safe way. */
function stop(signal: NodeJS.Signals): void {
  if (!host || !isRunning(host)) end(0)
  // Ctrl+C reaches the host as well.
  else if (signal !== 'SIGINT') host.kill(signal)
}

function end(code: number): void {
  void server.close().finally(() => process.exit(code))
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null
}
