import { join, resolve } from 'node:path'
import type { Port } from '#backend/app/process/channel.ts'
import { dataFolder } from '#backend/app/process/data-folder.ts'
import { findEntries } from '#backend/app/process/entries.ts'
import { backendEnvironment } from '#backend/app/process/environment.ts'
import { forkLauncher } from '#backend/app/process/fork-launcher.ts'
import { outliveTerminal } from '#backend/kernel/group-signals.ts'
import { guarded } from '#backend/kernel/guarded.ts'
import { describeError, logFile } from '#backend/kernel/log-file.ts'
import { supervise, type Supervisor } from '#backend/app/process/supervisor.ts'
import type { BackendState } from '#shared/wire.ts'
import { systemAfter, systemClock } from '../hosts/clock.ts'
import { endOnSignals } from '../hosts/end-on-signals.ts'
import type { ReadPage } from '../hosts/page-files.ts'
import { keepDataPrivate } from '../hosts/private-data.ts'
import { startTexts } from '../hosts/start-texts.ts'
import { createTemporaryFiles } from '../hosts/temporary-files.ts'
import { type BrowserArguments, readArguments } from './arguments.ts'
import { openInBrowser } from './open-in-browser.ts'
import { askRunningHost, openHostNote } from './running-host.ts'
import { newSessionSecrets, type SessionSecrets } from './secrets.ts'
import { type BrowserServer, serveBrowser, type ServerOptions } from './server.ts'
import { createTransfers } from './transfers.ts'

export interface BrowserDependencies {
  readPage: ReadPage
  /** Others for every start, unless development keeps them. */
  secrets?: SessionSecrets
  /** Node's own switches for the backend, such as those of a debugger. */
  execArgv?: readonly string[]
}

/**
 * Serves until it is asked to stop, and prints the address to open. Where another start serves this data folder already,
 * it prints a fresh address of that one, and ends. Ends with 2 where it cannot begin.
 */
export async function runBrowser(dependencies: BrowserDependencies): Promise<Supervisor<Port>> {
  try {
    return await run(dependencies)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(2)
  }
}

async function run({ readPage, secrets = newSessionSecrets(), execArgv }: BrowserDependencies) {
  const asked = readArguments(process.argv.slice(2))
  const { backups } = asked
  const folder = dataFolder(asked.data)
  keepDataPrivate(folder)
  await leaveToRunningHost(folder, asked)
  const log = logFile({ folder: join(folder, 'logs'), name: 'browser', clock: systemClock })
  const backend = supervise<Port>({
    launch: forkLauncher({
      entry: findEntries().backend,
      args: ['--data', folder, ...(backups === undefined ? [] : ['--backups', resolve(backups)])],
      node: process.execPath,
      ...(execArgv === undefined ? {} : { execArgv }),
      env: backendEnvironment(process.env, folder),
      open: (client) => client,
    }),
    clock: systemClock,
    after: systemAfter,
    log,
  })
  const temporary = createTemporaryFiles({ dataFolder: folder, clock: systemClock, after: systemAfter })
  const transfers = createTransfers(temporary, backend)
  backend.onFileDone(guarded(log, 'transfers.failed', (token) => transfers.remove(token)))
  const note = await openHostNote(folder, log)
  const options = { backend, transfers, temporary, readPage, secrets, log }
  const server = await serve(options, asked.port, note.port)

  const sweep = guarded(log, 'temporary.failed', () => temporary.sweep())
  backend.onState(({ state }) => {
    if (state === 'running') sweep()
  })
  let isAnnounced = false
  const announceOnce = guarded(log, 'browser.announce-failed', async ({ state }: BackendState) => {
    const { token } = secrets
    // Only the host whose backend holds the data: another start finds it there.
    if (state === 'running') await note.began({ port: server.port, token }, asked.port === undefined)
    // A backend that refuses to start is worth a page as well: it says why.
    if (isAnnounced) return
    isAnnounced = true
    await announce(server, token, asked)
  })
  backend.onState(announceOnce)
  backend.start()

  async function end(): Promise<void> {
    const sayLater = setTimeout(() => process.stderr.write(WAITING), SAID_AFTER_MS)
    await server.close()
    const how = await backend.shutDown()
    clearTimeout(sayLater)
    await temporary.close()
    await note.ended(secrets.token)
    process.exit(how === 'ended' ? 0 : 1)
  }
  outliveTerminal()
  endOnSignals(process, systemClock, {
    end: () =>
      void end().catch((error: unknown) => {
        log.error('browser.end-failed', describeError(error))
        process.exit(1)
      }),
    force(exitCode) {
      backend.kill()
      process.exit(exitCode)
    },
  })
  return backend
}

const SAID_AFTER_MS = 1000
const WAITING = 'Ending once what is being written is stored. Ctrl+C again ends at once, without it.\n'

/** On the port asked for; otherwise on the one of the starts before, and where that is taken or none, on any. */
async function serve(options: Omit<ServerOptions, 'port'>, asked: number | undefined, before: number | null) {
  try {
    return await serveBrowser({ ...options, port: asked ?? before ?? 0 })
  } catch (error) {
    if (!['EADDRINUSE', 'EACCES'].includes(String((error as NodeJS.ErrnoException).code))) throw error
    if (asked !== undefined) throw new Error(startTexts().portInUse(asked), { cause: error })
    return serveBrowser({ ...options, port: 0 })
  }
}

/** Written before the process may end. */
const print = (...lines: string[]) =>
  new Promise<void>((resolve) => process.stdout.write(`${lines.join('\n')}\n`, () => resolve()))
const lines = (address: string, token: string, { printToken }: BrowserArguments) =>
  printToken ? [address, `Bearer ${token}`] : [address]

async function announce(server: BrowserServer, token: string, asked: BrowserArguments): Promise<void> {
  await print(...lines(server.newAddress(), token, asked))
  if (asked.open) openInBrowser(await server.newOpening())
}

/** Does not come back where there is one. */
async function leaveToRunningHost(folder: string, asked: BrowserArguments): Promise<void> {
  const running = await askRunningHost(folder, asked.open)
  if (!running) return
  await print(...lines(running.address, running.token, asked))
  if (running.opening !== null) openInBrowser(running.opening)
  process.exit(0)
}
