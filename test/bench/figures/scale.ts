import { everything } from '#shared/domain/selection.ts'
import type { Filter, Order } from '#shared/contract/report.ts'
import { inRoot } from '../../../build/paths.ts'
import { startHostProcess } from '../../support/hostile/host-process.ts'
import { proportionalMB } from '../../support/memory.ts'
import { openPage } from '../../support/page-client.ts'
import type { Figure } from '../figure.ts'
import { makeSite, openBackend } from '../bench-site.ts'
import { ratioOf, timed } from '../measure.ts'
import { windowRatio } from './row-window.ts'

const SMALL = 1_000_000
const LARGE = 10_000_000

/** Made once each; the small one twice, around the large one, so that a drift of the machine falls on both. */
let made: Promise<{ small: string; large: string; createRatio: number }> | undefined
const sites = () => (made ??= makeSites())
async function makeSites() {
  const before = await makeSite(SMALL)
  const large = await makeSite(LARGE)
  const after = await makeSite(SMALL)
  const perSmall = (before.ms + after.ms) / 2 / SMALL
  return { small: before.folder, large: large.folder, createRatio: large.ms / LARGE / perSmall }
}

const FILTER: Filter = { status: ['active'], service: 'events' }
const ORDER: Order = [{ column: 'expires', descending: true }]

async function openRatio(): Promise<number> {
  const { large, small } = await sites()
  const opening = async (folder: string) => {
    const backend = await openBackend(folder)
    const open = () => timed(() => backend.api.report.open({ filter: FILTER, order: ORDER }))
    return { open, close: () => backend.backend.close() }
  }
  const [ours, other] = [await opening(large), await opening(small)]
  const ratio = await ratioOf(ours.open, other.open, 3)
  await Promise.all([ours.close(), other.close()])
  return ratio / (LARGE / SMALL)
}

/** The same million rows each time, by another day each time. */
async function extender(folder: string) {
  const backend = await openBackend(folder)
  const { resultSet } = await backend.api.report.open({ filter: {}, order: [] })
  const ranges = everything(SMALL).map(([from, to]): [number, number] => [from, to])
  const to = { kind: 'days', days: 1 } as const
  const order = { picked: { resultSet, ranges }, to, expect: SMALL }
  return {
    extend: () => timed(() => backend.done(backend.api.promo.extend(order))),
    close: () => backend.backend.close(),
  }
}

async function extendRatio(): Promise<number> {
  const { large, small } = await sites()
  const [ours, other] = [await extender(large), await extender(small)]
  const ratio = await ratioOf(ours.extend, other.extend, 3)
  await Promise.all([ours.close(), other.close()])
  return ratio
}

/** The most that the backend's process holds while reports of everything are opened, one after another. */
async function openingPeakMB(): Promise<number> {
  const { large } = await sites()
  const host = await startHostProcess(large, inRoot('out/main/browser.js'))
  const pid = await host.backendPid()
  let peak = 0
  const timer = setInterval(() => (peak = Math.max(peak, proportionalMB(pid))), 50)
  const page = openPage(host)
  for (const column of ['recipient', 'email', 'expires'] as const)
    await page.api.report.open({ filter: {}, order: [{ column, descending: false }] })
  await page.api.report.open({ filter: FILTER, order: ORDER })
  clearInterval(timer)
  page.close()
  await host.stop()
  return peak
}

/** `npm run bench -- scale`: ten million codes against one million, per row. Minutes of work and 3 GB of disk. */
export const scaleFigures: readonly Figure[] = [
  {
    figure: 'create 10,000,000 codes / 1,000,000, per row',
    unit: 'ratio',
    limit: 1.5,
    measure: async () => (await sites()).createRatio,
  },
  {
    figure: 'open a filtered and sorted report of 10,000,000 codes / of 1,000,000, per row',
    unit: 'ratio',
    limit: 1.5,
    measure: openRatio,
  },
  {
    figure: 'a window of 100 rows anywhere in 10,000,000 / in 1,000,000',
    unit: 'ratio',
    limit: 2,
    measure: async () => {
      const { large, small } = await sites()
      return await windowRatio(large, small)
    },
  },
  {
    figure: 'memory of the backend while it opens reports of 10,000,000 codes, at most',
    unit: 'MB',
    limit: 500,
    measure: openingPeakMB,
  },
  {
    figure: 'extend 1,000,000 codes of 10,000,000 / of 1,000,000',
    unit: 'ratio',
    limit: 1.5,
    measure: extendRatio,
  },
]
