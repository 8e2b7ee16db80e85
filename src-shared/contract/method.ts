import type { z } from 'zod'
import type { OperationKind } from './operations.ts'

/**
 * What a call, or the job that it starts, leaves behind. It decides what can be said of a call whose answer never came,
 * and that shut-down waits for a job with `change`: any other is cancelled.
 * - `none`: nothing that a repetition would double: reads, files, drafts, what only memory holds. Ask again.
 * - `change`: one transaction. It is recorded there under the call's request id, so the record says whether it was done.
 * - `steps`: several transactions. A record says that it was begun; it is done when its operation is recorded.
 * - `outside`: something may have happened elsewhere that no record of ours shows.
 */
export type Effect = 'none' | 'change' | 'steps' | 'outside'

/** What is left behind: the effect, and the kinds of operation that are recorded in the history. */
export interface Leaves {
  readonly effect: Effect
  readonly records: readonly OperationKind[]
}

interface Entry<Input extends z.ZodType, Output extends z.ZodType, Left extends Leaves> {
  readonly effect: Left['effect']
  readonly records: Left['records']
  readonly doc: string
  readonly input: Input
  readonly output: Output
}

/** One thing that the window, or a script, can ask. */
export interface Method<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Left extends Leaves = Leaves,
> extends Entry<Input, Output, Left> {
  readonly kind: 'method'
}

/** A thing that takes time: the call answers `{ jobId }` at once, `jobs.wait` answers with the output. */
export interface Job<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Left extends Leaves = Leaves,
> extends Entry<Input, Output, Left> {
  readonly kind: 'job'
}

/** What records an operation answers with its number. */
type Answer<Left extends Leaves> = Left['records'] extends readonly []
  ? z.ZodType
  : z.ZodType<{ readonly operationId: number | null }>

interface Nothing {
  readonly effect: 'none'
  readonly records: readonly []
}

/** A method that only reads. */
export const query = <I extends z.ZodType, O extends z.ZodType>(
  doc: string,
  input: I,
  output: O,
): Method<I, O, Nothing> => ({ kind: 'method', effect: 'none', records: [], doc, input, output })

/** A method that does something. */
export const mutation = <const Left extends Leaves, I extends z.ZodType, O extends Answer<Left>>(
  { effect, records }: Left,
  doc: string,
  input: I,
  output: O,
): Method<I, O, Left> => ({ kind: 'method', effect, records, doc, input, output })

/** A method whose work takes time. */
export const job = <const Left extends Leaves, I extends z.ZodType, O extends Answer<Left>>(
  { effect, records }: Left,
  doc: string,
  input: I,
  output: O,
): Job<I, O, Left> => ({ kind: 'job', effect, records, doc, input, output })
