import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import type { Launch } from '#backend/app/process/launcher.ts'

export interface UtilityOptions {
  entry: string
  args: readonly string[]
  env: NodeJS.ProcessEnv
}

/** At once: Electron's own kill asks first, and a process that hangs does not answer. */
export function killUtility({ pid }: Pick<UtilityProcess, 'pid'>): void {
  if (pid === undefined) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Runs the backend in a utility process: clients' ports move there, and main carries none of their messages. */
export const utilityLauncher =
  ({ entry, args, env }: UtilityOptions): Launch<MessagePortMain> =>
  () => {
    const child = utilityProcess.fork(entry, [...args], { serviceName: 'backend', stdio: 'ignore', env })
    let clients = 0
    return {
      get pid() {
        return child.pid
      },
      post: (message, port) => child.postMessage(message, port && [port]),
      connect: (port) => child.postMessage({ type: 'connect', client: ++clients }, [port]),
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => child.once('exit', (code) => listener({ code })),
      kill: () => killUtility(child),
    }
  }
