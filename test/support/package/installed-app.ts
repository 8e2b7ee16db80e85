import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { until } from '../condition.ts'
import { controlPort, type DesktopSession } from './desktop-session.ts'

export const PROGRAM = '/usr/bin/ecommerce-admin'
export const INSTALLED = '/opt/E-commerce Admin'

export interface InstalledApp {
  readonly page: Page
  /** As a person does it: the program ends by itself. */
  quit(): Promise<void>
}

export const dataFolderOf = ({ home }: DesktopSession): string => join(home, '.local/share/ecommerce-admin')

const profileOf = (session: DesktopSession): string => join(dataFolderOf(session), 'desktop')

/** Starts the installed program as the session's user, with its sandbox, and waits for its window. */
export async function startInstalled(session: DesktopSession, ...args: string[]): Promise<InstalledApp> {
  rmSync(join(profileOf(session), 'DevToolsActivePort'), { force: true })
  session.start(PROGRAM, ['--remote-debugging-port=0', ...args])
  return attachInstalled(session)
}

/** The one that runs, or is about to: after an update it starts by itself. */
export async function attachInstalled(session: DesktopSession): Promise<InstalledApp> {
  const browser = await control(profileOf(session))
  const page = await pageOf(browser)
  return {
    page,
    async quit() {
      for (const pid of mainProcesses()) process.kill(pid, 'SIGTERM')
      await until('the program has ended', () => mainProcesses().length === 0)
      await browser.close()
    },
  }
}

/** Until the program has written its port down, the one before may be there. */
async function control(profile: string): Promise<Browser> {
  let browser: Browser | undefined
  await until('the window can be controlled', async () => {
    const address = `http://127.0.0.1:${await controlPort(profile)}`
    browser = await chromium.connectOverCDP(address).catch(() => undefined)
    return browser !== undefined
  })
  if (!browser) throw new Error('no browser')
  return browser
}

async function pageOf(browser: Browser): Promise<Page> {
  let page: Page | undefined
  await until('there is a window', () => {
    page = browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((one) => one.url().startsWith('app://'))
    return page !== undefined
  })
  if (!page) throw new Error('no window')
  return page
}

/** How the processes that draw pages are confined: by the kernel's filter of system calls, in a user namespace of their own. */
export function sandboxOfRenderers(): { seccomp: string; ownNamespace: boolean; user: string }[] {
  const own = namespaceOf('self')
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && isRenderer(pid))
    .map((pid) => {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1] ?? ''
      return { seccomp: field('Seccomp'), ownNamespace: namespaceOf(pid) !== own, user: field('Uid') }
    })
}

const namespaceOf = (pid: string) => readlinkSync(`/proc/${pid}/ns/user`)

const commandLine = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    // Gone by now.
    return ''
  }
}

const isRenderer = (pid: string): boolean => {
  const line = commandLine(pid)
  return line.startsWith(INSTALLED) && line.includes('--type=renderer')
}

/** Those of the program itself: a second one would be there twice. */
export const mainProcesses = (): number[] =>
  readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => {
      const line = commandLine(pid)
      const isOurs = line.startsWith(PROGRAM) || line.startsWith(`${INSTALLED}/ecommerce-admin`)
      return isOurs && !line.includes('--type=')
    })
    .map(Number)

export const isInstalled = (): boolean => existsSync(PROGRAM)
