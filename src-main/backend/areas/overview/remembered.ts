import { z } from 'zod'
import { overviewChartsSchema, overviewSchema } from '#shared/contract/overview.ts'
import type { SiteTime } from '#backend/storage/site-time.ts'
import type { Storage } from '#backend/storage/storage.ts'

/** Figures hold until another operation is recorded, an order of the site's shop changes, or another day begins. */
export interface Moment extends SiteTime {
  readonly operation: number
  readonly order: number
}

/** The moment of `operation`, the last that is recorded. */
export const momentOf = async (storage: Storage, time: SiteTime, operation: number): Promise<Moment> => ({
  ...time,
  operation,
  order: await storage.redemptions.lastChange(),
})

/** What is remembered, by the key of its setting: counting a million codes takes a second, and a thread. */
const KEPT = {
  /** Without the operations, which are read each time. */
  overviewFigures: overviewSchema.omit({ operations: true }),
  overviewCharts: overviewChartsSchema,
} as const
type Key = keyof typeof KEPT
export type Remembered<K extends Key> = z.output<(typeof KEPT)[K]>

const momentSchema = z.object({
  operation: z.int(),
  order: z.int(),
  today: z.string(),
  timeZone: z.string(),
})

/** What `count` answers, from memory where nothing has happened since. `notKept` is called where it cannot be kept. */
export async function remembered<K extends Key>(
  storage: Storage,
  key: K,
  moment: Moment,
  count: () => Promise<Remembered<K>>,
  notKept: () => void,
): Promise<Remembered<K>> {
  const known = await recall(storage, key, moment)
  if (known) return known
  const figures = await count()
  const [latest] = await storage.operations.list({ limit: 1 })
  const order = await storage.redemptions.lastChange()
  // Counted while something was recorded, they may be of either side of it.
  if ((latest?.id ?? 0) === moment.operation && order === moment.order)
    void keep(storage, key, moment, figures).catch(notKept)
  return figures
}

async function recall<K extends Key>(
  { settings }: Storage,
  key: K,
  moment: Moment,
): Promise<Remembered<K> | null> {
  const kept = await settings.find(key)
  const known = kept ? momentSchema.extend({ figures: z.unknown() }).safeParse(parsed(kept)).data : undefined
  const same =
    known?.operation === moment.operation &&
    known.order === moment.order &&
    known.today === moment.today &&
    known.timeZone === moment.timeZone
  return same ? ((KEPT[key].safeParse(known.figures).data as Remembered<K> | undefined) ?? null) : null
}

async function keep<K extends Key>(
  storage: Storage,
  key: K,
  { operation, order, today, timeZone }: Moment,
  figures: Remembered<K>,
): Promise<void> {
  const text = JSON.stringify({ operation, order, today, timeZone, figures })
  await storage.transaction('overview.remember', (tx) => tx.settings.write({ [key]: text }))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
