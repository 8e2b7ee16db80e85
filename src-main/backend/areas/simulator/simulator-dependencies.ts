import type { Clock, Log, RandomSource } from '#backend/kernel/dependencies.ts'

/** Does something later, and gives what calls it off. */
export type After = (ms: number, then: () => void) => () => void

/** What the simulator is handed. */
export interface SimulatorDependencies {
  readonly clock: Clock
  readonly random: RandomSource
  /** Only slow answers wait; the system's timer where nothing is given. */
  readonly after?: After
  /** For what goes wrong in the simulator itself; nothing of a call is logged. */
  readonly log?: Log
  /** How many charges, tokens and answers are remembered, of each kind; the oldest goes first. */
  readonly keep?: number
}

export const DEFAULT_KEEP = 10_000

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
