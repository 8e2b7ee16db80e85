import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Figure } from '../figure.ts'
import { scratchFolder, siteWith } from '../bench-site.ts'

/** The most memory that the backend's process holds while it exports, over what it holds with the report open. */
const memoryFigure = (format: 'csv' | 'xlsx', limit: number): Figure => ({
  figure: `peak memory of exporting 1,000,000 rows as .${format}`,
  unit: 'MB above idle',
  limit,
  async measure() {
    const child = fork(new URL('./export-memory-child.ts', import.meta.url), [
      await siteWith(1_000_000),
      await scratchFolder(),
      format,
    ])
    let peak = 0
    let idle = 0
    const timer = setInterval(() => (peak = Math.max(peak, residentMB(child.pid ?? 0))), 10)
    for await (const [message] of messagesOf(child)) {
      if (message === 'idle') {
        idle = residentMB(child.pid ?? 0)
        peak = idle
        child.send('go')
      } else break
    }
    clearInterval(timer)
    child.kill()
    await once(child, 'exit')
    return peak - idle
  },
})

export const csvMemoryFigure = memoryFigure('csv', 150)
export const xlsxMemoryFigure = memoryFigure('xlsx', 200)

async function* messagesOf(child: ReturnType<typeof fork>): AsyncGenerator<unknown[]> {
  const ended = once(child, 'exit').then(() => {
    throw new Error('the exporting process ended too early')
  })
  ended.catch(() => undefined)
  for (;;) yield await Promise.race([once(child, 'message'), ended])
}

/** Resident memory as the kernel counts it. */
function residentMB(pid: number): number {
  const pages = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]
  return (Number(pages) * 4096) / 1_000_000
}
