import { Refusal } from '#shared/contract/refusal.ts'
import {
  changedSince,
  changedSpans,
  type Hindrance,
  joinHindrances,
  type Swing,
  swingCodes,
} from '#backend/storage/codes-undo.sqlite.ts'
import type { Transaction } from '#backend/storage/writer.sqlite.ts'

export interface SwingProgress {
  readonly total: number
  onProgress(done: number, total: number): void
}

/**
 * Puts back what a bulk change wrote, or writes it again; answers how many codes. Looks at everything first: what stands
 * in the way is told whole, not as far as the first code.
 * @throws Refusal 'history.changed-since'
 */
export async function swingMany(
  tx: Transaction,
  { total, onProgress, ...swing }: Swing & SwingProgress,
): Promise<number> {
  let hindered: Hindrance = { count: 0, examples: [] }
  for (const span of changedSpans(tx, swing.operationId)) {
    hindered = joinHindrances(hindered, changedSince(tx, swing, span))
    await tx.pause()
  }
  refuseWhere(hindered)
  let changed = 0
  for (const span of changedSpans(tx, swing.operationId)) {
    changed += swingCodes(tx, swing, span)
    onProgress(changed, total)
    await tx.pause()
  }
  return changed
}

/** @throws Refusal 'history.changed-since' */
export function refuseWhere({ count, examples }: Hindrance): void {
  if (count > 0) throw new Refusal('history.changed-since', { count, examples: [...examples] })
}
