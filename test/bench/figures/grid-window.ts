import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { electronFlags } from '../../../build/electron.ts'
import { inRoot } from '../../../build/paths.ts'
import { provideTestElectron } from '../../../build/test-electron.ts'
import type { Figure } from '../figure.ts'
import { copyOfSiteWith, scratchFolder } from '../bench-site.ts'
import { jumpAbout, scrollOn, writePlainCells } from './grid-in-page.mjs'

const JUMPS = 200
const SCROLLING_MS = 10_000

interface Seen {
  /** Milliseconds from a jump until every row in view shows its content, sorted. */
  readonly jumps: readonly number[]
  /** The same for as many plain cells that are given other texts. */
  readonly plain: readonly number[]
  readonly longestBlank: number
  readonly heapMB: number
}

/** The report of a site with so many codes, in a real Electron window: jumped about in, then scrolled through. */
async function watch(codes: number): Promise<Seen> {
  const { executable } = await provideTestElectron()
  const app = await _electron.launch({
    executablePath: executable,
    args: [
      ...electronFlags(),
      inRoot(),
      '--data',
      await copyOfSiteWith(codes),
      `--user-data-dir=${await scratchFolder()}`,
    ],
    env: { ...process.env, ECOMMERCE_ADMIN_NODE: process.execPath } as Record<string, string>,
  })
  try {
    const page = await openReport(app)
    const jumps = await page.evaluate(jumpAbout, JUMPS)
    const plain = await page.evaluate(writePlainCells, JUMPS)
    const before = await heapMB(page)
    const longestBlank = await page.evaluate(scrollOn, SCROLLING_MS)
    const after = await heapMB(page)
    return { jumps, plain, longestBlank, heapMB: after - before }
  } finally {
    await app.close()
  }
}

async function openReport(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow()
  await page.locator('#status-title').waitFor()
  await page.evaluate(`location.hash = '/report'`)
  await page.locator('[data-row="0"][data-column="code"] .content').waitFor()
  return page
}

/** What the window's script holds once what nobody needs is gone. */
async function heapMB(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1_000_000
}

const watched = new Map<number, Promise<Seen>>()
function seenAt(codes: number): Promise<Seen> {
  const known = watched.get(codes) ?? watch(codes)
  watched.set(codes, known)
  return known
}

const p95 = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? NaN

export const gridFigures: readonly Figure[] = [
  {
    figure:
      'jump anywhere in a report of 1,000,000 rows until they are seen / other texts in as many plain cells, 95th percentiles',
    unit: 'ratio',
    // The plain cells take three frames. The grid has one more until it learns of the jump and one for the answer; of the
    // slowest jumps in twenty, each of these takes two.
    limit: 2.5,
    async measure() {
      const { jumps, plain } = await seenAt(1_000_000)
      return p95(jumps) / p95(plain)
    },
  },
  {
    figure: 'jump anywhere in a report of 1,000,000 rows / in one of 10,000, 95th percentiles',
    unit: 'ratio',
    limit: 2,
    measure: async () => p95((await seenAt(1_000_000)).jumps) / p95((await seenAt(10_000)).jumps),
  },
  {
    figure: 'longest time without rows in ten seconds of scrolling through 1,000,000',
    unit: 'ms',
    limit: 200,
    measure: async () => (await seenAt(1_000_000)).longestBlank,
  },
  {
    figure: 'growth of the window’s heap in ten seconds of scrolling through 1,000,000 rows',
    unit: 'MB',
    limit: 50,
    measure: async () => (await seenAt(1_000_000)).heapMB,
  },
]
