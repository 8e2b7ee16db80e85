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
import { systemAfter, systemClock } from '../hosts/clock.ts'
import { endOnSignals } from '../hosts/end-on-signals.ts'
import type { ReadPage } from '../hosts/page-files.ts'
import { keepDataPrivate } from '../hosts/private-data.ts'
import { createTemporaryFiles } from '../hosts/temporary-files.ts'
import { readArguments, USUAL_PORT } from './arguments.ts'
import { serveBrowser, type ServerOptions } from './server.ts'
import { newToken } from './session.ts'
import { createTransfers } from './transfers.ts'

export interface BrowserDependencies {
  readPage: ReadPage
  /** Another one for every start, unless development keeps it. */
  token?: string
  /** Node's own switches for the backend, such as those of a debugger. */
  execArgv?: readonly string[]
}

/** Serves until it is asked to stop, and prints one line, the address to open; ends with 2 where it cannot begin. */
export async function runBrowser(dependencies: BrowserDependencies): Promise<Supervisor<Port>> {
  try {
    return await run(dependencies)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(2)
  }
}

async function run({ readPage, token = newToken(), execArgv }: BrowserDependencies) {
  const { data, backups, port } = readArguments(process.argv.slice(2))
  const folder = dataFolder(data)
  keepDataPrivate(folder)
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
  const server = await serve({ backend, transfers, readPage, token, log, port })

  const sweep = guarded(log, 'temporary.failed', () => temporary.sweep())
  backend.onState(({ state }) => {
    if (state === 'running') sweep()
  })
  // A backend that refuses to start is worth a page as well: it says why.
  backend.onState(printOnce(server.url))
  backend.start()

  async function end(): Promise<void> {
    const sayLater = setTimeout(() => process.stderr.write(WAITING), SAID_AFTER_MS)
    await server.close()
    const how = await backend.shutDown()
    clearTimeout(sayLater)
    await temporary.close()
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

/** On the port asked for; where the usual one is taken, on any other. */
async function serve(options: ServerOptions) {
  try {
    return await serveBrowser(options)
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    if (!taken) throw error
    if (options.port !== USUAL_PORT) throw new Error(`Port ${options.port} is in use.`, { cause: error })
    return serveBrowser({ ...options, port: 0 })
  }
}

function printOnce(url: string): Parameters<Supervisor<Port>['onState']>[0] {
  let printed = false
  return () => {
    if (printed) return
    printed = true
    process.stdout.write(`${url}\n`)
  }
}
