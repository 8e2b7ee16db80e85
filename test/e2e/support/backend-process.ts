import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const list = promisify(execFile)

/** The process that serves this data folder: its entry and the folder are on its command line. */
export async function backendPid(dataFolder: string): Promise<number | null> {
  const { stdout } = await list('ps', ['-A', '-ww', '-o', 'pid=,args='])
  const line = stdout
    .split('\n')
    .find(
      (text) =>
        /(backend\.js|process\/entry\.ts) /.test(text) && text.trimEnd().endsWith(`--data ${dataFolder}`),
    )
  return line === undefined ? null : Number(/^\s*(\d+)/.exec(line)?.[1])
}

/** At once, as a crash or the system would. */
export async function killBackend(dataFolder: string): Promise<number> {
  const pid = await backendPid(dataFolder)
  if (pid === null) throw new Error('No backend runs on this data folder.')
  process.kill(pid, 'SIGKILL')
  return pid
}
