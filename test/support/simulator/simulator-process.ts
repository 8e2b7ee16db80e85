import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Fault } from '#backend/areas/simulator/faults.ts'
import { type Order, type Report, type ReportedCharge, reportedSchema } from './messages.ts'

const child = fileURLToPath(new URL('./simulator-child.ts', import.meta.url))

/** A simulator in a process of its own. */
export interface SimulatorProcess {
  readonly url: string
  readonly pid: number
  charges(): Promise<readonly ReportedCharge[]>
  /** Decides about everything that is under review; answers how much that was. */
  decide(share: number): Promise<number>
  night(): void
  readonly faults: {
    next(...faults: Fault[]): void
    often(share: number, faults: readonly Fault[]): void
    clear(): void
  }
  stop(): Promise<void>
}

/** Starts it. `keep` is how many charges it remembers. */
export async function startSimulatorProcess(seed: string, keep = 10_000): Promise<SimulatorProcess> {
  const process = fork(child, [seed, String(keep)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const { url } = await answerOf(process, (report) => report.report === 'listening')
  const order = (message: Order): void => void process.send(message)
  let asked = 0

  return {
    url,
    pid: process.pid ?? 0,
    async charges() {
      const id = ++asked
      const answered = answerOf(process, (report) => report.report === 'charges' && report.id === id)
      order({ order: 'charges', id })
      return (await answered).charges
    },
    async decide(share) {
      const id = ++asked
      const answered = answerOf(process, (report) => report.report === 'decided' && report.id === id)
      order({ order: 'decide', id, share })
      return (await answered).count
    },
    night: () => order({ order: 'night' }),
    faults: {
      next: (...faults) => order({ order: 'next', faults }),
      often: (share, faults) => order({ order: 'often', share, faults }),
      clear: () => order({ order: 'clear' }),
    },
    async stop() {
      if (process.exitCode !== null || process.signalCode !== null) return
      const gone = once(process, 'exit')
      process.kill()
      await gone
    },
  }
}

type Answered = { url: string; count: number; charges: readonly ReportedCharge[] }

function answerOf(process: ChildProcess, isIt: (report: Report) => boolean): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const onExit = (): void => reject(new Error('the simulator ended'))
    const onMessage = (message: unknown): void => {
      const report = reportedSchema.parse(message)
      if (!isIt(report)) return
      process.off('message', onMessage)
      process.off('exit', onExit)
      resolve({ url: '', count: 0, charges: [], ...report })
    }
    process.on('message', onMessage)
    process.once('exit', onExit)
  })
}
