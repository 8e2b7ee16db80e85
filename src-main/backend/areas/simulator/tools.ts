import type { Clock } from '#backend/kernel/dependencies.ts'
import { createApprovals, type Approvals } from './approvals.ts'
import { createBank, type Bank } from './bank/bank.ts'
import { createIds, type Ids } from './ids.ts'
import { DEFAULT_KEEP, type SimulatorDependencies } from './simulator-dependencies.ts'

/** What all protocols share. */
export interface Tools {
  readonly clock: Clock
  readonly ids: Ids
  readonly bank: Bank
  readonly approvals: Approvals
  /** How many tokens and answers are remembered, of each kind. */
  readonly keep: number
}

export function createTools({ clock, random, keep = DEFAULT_KEEP }: SimulatorDependencies): Tools {
  const ids = createIds(random)
  return {
    clock,
    ids,
    keep,
    bank: createBank({ clock, keep }),
    approvals: createApprovals({ clock, ids, keep }),
  }
}
