import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Port } from '#backend/app/process/channel.ts'
import { dataFolder } from '#backend/app/process/data-folder.ts'
import { findEntries } from '#backend/app/process/entries.ts'
import { backendEnvironment } from '#backend/app/process/environment.ts'
import { forkLauncher } from '#backend/app/process/fork-launcher.ts'
import { logFile } from '#backend/kernel/log-file.ts'
import { supervise, type Supervisor } from '#backend/app/process/supervisor.ts'
import { systemAfter, systemClock } from '../hosts/clock.ts'
import { readArguments, USUAL_PORT } from './arguments.ts'
import { serveBrowser, type ServerOptions } from './server.ts'
import { createTransfers } from './transfers.ts'

/** The browser host: serves until it is asked to stop, and prints one line, the address to open. */
async function run(): Promise<void> {
  const { data, port } = readArguments(process.argv.slice(2))
  const folder = dataFolder(data)
  const log = logFile({ folder: join(folder, 'logs'), name: 'browser', clock: systemClock })
  const backend = supervise<Port>({
    launch: forkLauncher({
      entry: findEntries().backend,
      args: ['--data', folder],
      node: process.execPath,
      env: backendEnvironment(process.env, folder),
      open: (client) => client,
    }),
    clock: systemClock,
    after: systemAfter,
    log,
  })
  const transfers = createTransfers(join(folder, 'transfers'), backend)
  const pageFolder = fileURLToPath(new URL('../renderer', import.meta.url))
  const server = await serve({ backend, transfers, pageFolder, log, port })

  backend.onState(({ state }) => {
    if (state === 'running') void transfers.clearOthers()
  })
  // A backend that refuses to start is worth a page as well: it says why.
  backend.onState(printOnce(server.url))
  backend.start()

  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    void server
      .close()
      .then(() => backend.shutDown())
      .then(() => transfers.clear())
      .then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
}

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

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(2)
})
