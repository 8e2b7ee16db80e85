import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import { cleanEnvironment } from '#backend/app/process/environment.ts'
import type { WorkbookProcesses } from '#backend/app/process/host-workbooks.ts'
import { killUtility } from './utility-launcher.ts'

/**
 * A utility process for each workbook. The backend's own cannot start any: without the fuse that lets Electron run as plain
 * Node, `fork` starts the whole application again.
 */
export function workbookProcesses(entry: string): WorkbookProcesses<MessagePortMain> {
  const running = new Map<number, UtilityProcess>()
  const kill = (request: number) => {
    const child = running.get(request)
    if (!child) return
    // One that has not started yet has no number.
    if (child.pid === undefined) child.once('spawn', () => killUtility(child))
    else killUtility(child)
  }
  return {
    start(request, onEnd) {
      const child = utilityProcess.fork(entry, [], {
        serviceName: 'workbook',
        stdio: 'ignore',
        env: cleanEnvironment(process.env),
      })
      running.set(request, child)
      child.once('exit', (code) => {
        running.delete(request)
        onEnd(code)
      })
      const { port1, port2 } = new MessageChannelMain()
      child.postMessage(null, [port2])
      return port1
    },
    kill,
    killAll: () => [...running.keys()].forEach(kill),
  }
}
