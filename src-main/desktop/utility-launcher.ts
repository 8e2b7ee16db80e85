import { type MessagePortMain, utilityProcess } from 'electron'
import type { Launch } from '#backend/app/process/launcher.ts'

export interface UtilityOptions {
  entry: string
  args: readonly string[]
  env: NodeJS.ProcessEnv
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
      post: (message) => child.postMessage(message),
      connect: (port) => child.postMessage({ type: 'connect', client: ++clients }, [port]),
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => child.once('exit', (code) => listener({ code })),
      kill() {
        // Electron's own kill asks first, and a process that hangs does not answer.
        if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
      },
    }
  }
