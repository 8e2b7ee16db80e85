import { z } from 'zod'
import { type Overview, overviewSchema } from '#shared/contract/overview.ts'
import type { SiteTime } from '#backend/storage/site-time.ts'
import type { Storage } from '#backend/storage/storage.ts'

/** The figures without the operations, which are read each time. */
export type Figures = Omit<Overview, 'operations'>

/** Figures hold until another operation is recorded, or another day begins. */
export interface Moment extends SiteTime {
  readonly operation: number
}

const KEY = 'overviewFigures'
const rememberedSchema = z.object({
  operation: z.int(),
  today: z.string(),
  timeZone: z.string(),
  figures: overviewSchema.omit({ operations: true }),
})

/** The figures of that moment, where they are remembered: counting a million codes takes a second, and a thread. */
export async function rememberedFigures({ settings }: Storage, moment: Moment): Promise<Figures | null> {
  const kept = await settings.find(KEY)
  const known = kept && rememberedSchema.safeParse(parsed(kept)).data
  const same =
    known &&
    known.operation === moment.operation &&
    known.today === moment.today &&
    known.timeZone === moment.timeZone
  return same ? known.figures : null
}

export async function rememberFigures(storage: Storage, moment: Moment, figures: Figures): Promise<void> {
  const { operation, today, timeZone } = moment
  const text = JSON.stringify({ operation, today, timeZone, figures })
  await storage.transaction('overview.remember', (tx) => tx.settings.write({ [KEY]: text }))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
