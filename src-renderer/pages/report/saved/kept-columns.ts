import { z } from 'zod'
import { viewColumnSchema } from '#shared/contract/views.ts'
import type { Arrangement } from '../../../components/grid/arrangement.ts'

const KEY = 'report.columns'
const keptSchema = z.array(viewColumnSchema)

/** The columns as this person last had them, on this machine; undefined when nothing was kept or it cannot be read. */
export function readKeptColumns(storage: Pick<Storage, 'getItem'> = localStorage): Arrangement | undefined {
  try {
    return keptSchema.parse(JSON.parse(storage.getItem(KEY) ?? 'null'))
  } catch {
    return undefined
  }
}

/** Keeps them. Where nothing can be stored they are as usual the next time. */
export function keepColumns(
  arrangement: Arrangement,
  storage: Pick<Storage, 'setItem'> = localStorage,
): void {
  try {
    storage.setItem(KEY, JSON.stringify(arrangement))
  } catch {
    // A full or forbidden storage costs no more than widths.
  }
}
