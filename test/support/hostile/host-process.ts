import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { until } from '../condition.ts'
import { firstLines } from '../process/first-lines.ts'
import { hostEntry } from '../test-entries.ts'

/** The real browser host, with its real backend, as a process of its own. */
export interface HostProcess {
  readonly pid: number
  readonly origin: string
  readonly port: number
  readonly token: string
  alive(): boolean
  /** Of the backend, as the system lists the host's children. */
  backendPid(): Promise<number>
  /** How the host ended. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** What the host and its backend wrote to their logs. */
  logs(): Promise<string>
  stop(): Promise<void>
}

export interface HostProcessOptions {
  /** In a process group of its own, as from a terminal. Its number is the host's. */
  readonly ownGroup?: boolean
  readonly port?: number
}

/** @param entry the host's own file, where it is not the one that specs run */
export async function startHostProcess(
  folder: string,
  entry = hostEntry,
  { ownGroup = false, port = 0 }: HostProcessOptions = {},
): Promise<HostProcess> {
  const args = ['--data', folder, '--port', String(port), '--print-token']
  const child: ChildProcess = spawn(process.execPath, [entry, ...args], {
    stdio: ['ignore', 'pipe', ownGroup ? 'ignore' : 'inherit'],
    detached: ownGroup,
  })
  const ended = once(child, 'exit').then(
    ([code, signal]) => ({ code, signal }) as Awaited<HostProcess['ended']>,
  )
  if (!child.stdout) throw new Error('the host has no output')
  const [address = '', authorization = ''] = await firstLines(child.stdout, 2)
  const url = new URL(address)
  const children = () => readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
  const log = (name: string) => readFile(join(folder, `logs/${name}.log`), 'utf8').catch(() => '')
  await until('the backend runs', async () => (await children()).trim() !== '')
  return {
    pid: child.pid ?? 0,
    ended,
    origin: url.origin,
    port: Number(url.port),
    token: authorization.replace(/^Bearer /, ''),
    alive: () => child.exitCode === null && child.signalCode === null,
    backendPid: async () => Number((await children()).trim().split(' ')[0]),
    logs: async () => (await log('browser')) + (await log('backend')),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill()
      await gone
    },
  }
}
