import type { ImportRow } from '#shared/contract/recipients.ts'
import type { Correction } from './saved-draft.ts'

export interface Replayed {
  /** Those that fitted, in their order. */
  applied: Correction[]
  /** How many did not: the row reads otherwise now. */
  left: number
}

type Known = Pick<ImportRow, 'row' | 'part' | 'email' | 'name' | 'code'>

const keyOf = ({ row, part = 1 }: { row: number; part?: number | undefined }): string => `${row} ${part}`

/**
 * Does to a new reading what was done to the one before: a correction applies where its row is the same as it was then.
 * `apply` answers with the row as it is afterwards.
 */
export async function replay(
  corrections: readonly Correction[],
  rows: readonly Known[],
  apply: (correction: Correction) => Promise<Known>,
): Promise<Replayed> {
  const now = new Map(rows.map((row) => [keyOf(row), row]))
  const applied: Correction[] = []
  for (const correction of corrections) {
    const row = now.get(keyOf(correction))
    const { was } = correction
    if (!row || row.email !== was.email || row.name !== was.name || row.code !== was.code) continue
    now.set(keyOf(correction), await apply(correction))
    applied.push(correction)
  }
  return { applied, left: corrections.length - applied.length }
}
