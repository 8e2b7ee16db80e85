import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { until } from '../condition.ts'

const NOBODY = 65534
const asNobody = { uid: NOBODY, gid: NOBODY }

/** The display and message bus of an ordinary user, with a home of its own. */
export interface DesktopSession {
  readonly home: string
  readonly env: NodeJS.ProcessEnv
  /** Programs in it are found first. */
  readonly binFolder: string
  /** A new folder of this user. */
  folder(name: string): string
  start(command: string, args: readonly string[]): ChildProcess
  /** To its end. @throws where it fails */
  run(command: string, args: readonly string[]): string
  end(): Promise<void>
}

const firstLine = async (from: Readable): Promise<string> => {
  const [line] = (await once(createInterface({ input: from }), 'line')) as [string]
  return line
}

export async function startSession(): Promise<DesktopSession> {
  const root = mkdtempSync(join(tmpdir(), 'session-'))
  chownSync(root, NOBODY, NOBODY)
  const folder = (name: string) => {
    const path = join(root, name)
    mkdirSync(path, { recursive: true, mode: 0o700 })
    chownSync(path, NOBODY, NOBODY)
    return path
  }
  const home = folder('home')
  const binFolder = folder('bin')
  const plain = {
    HOME: home,
    PATH: `${binFolder}:/usr/local/bin:/usr/bin:/bin`,
    LANG: 'nb_NO.UTF-8',
    XDG_RUNTIME_DIR: folder('run'),
    XDG_CURRENT_DESKTOP: 'GNOME',
    NO_AT_BRIDGE: '1',
  }
  const quiet = { cwd: root, env: plain, ...asNobody } as const
  const display = spawn('Xvfb', ['-displayfd', '3', '-nolisten', 'tcp', '-screen', '0', '1600x1000x24'], {
    ...quiet,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    ...quiet,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [number, address] = await Promise.all([
    firstLine(display.stdio[3] as Readable),
    firstLine(bus.stdout as Readable),
  ])
  const env = { ...plain, DISPLAY: `:${number}`, DBUS_SESSION_BUS_ADDRESS: address }
  const options = { cwd: home, env, ...asNobody }
  return {
    home,
    env,
    binFolder,
    folder,
    start: (command, args) => spawn(command, [...args], { ...options, stdio: 'ignore' }),
    run: (command, args) => execFileSync(command, [...args], { ...options, encoding: 'utf8' }),
    async end() {
      for (const one of [bus, display]) {
        const ended = once(one, 'exit')
        if (one.kill()) await ended
      }
      rmSync(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The port at which a started program can be controlled: Chromium writes it down. */
export async function controlPort(profile: string): Promise<number> {
  let port = NaN
  await until('the window can be controlled', () => {
    try {
      port = Number.parseInt(readFileSync(join(profile, 'DevToolsActivePort'), 'utf8'))
    } catch {
      // Not yet.
    }
    return !Number.isNaN(port)
  })
  return port
}
