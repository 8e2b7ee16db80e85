import type { z } from 'zod'

/** One thing that the window, or a script, can ask. */
export interface Method<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly kind: 'method'
  readonly doc: string
  readonly input: Input
  readonly output: Output
}

/** A thing that takes time: the call answers `{ jobId }` at once, `jobs.wait` answers with the output. */
export interface Job<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly kind: 'job'
  readonly doc: string
  readonly input: Input
  readonly output: Output
}

export const method = <I extends z.ZodType, O extends z.ZodType>(
  doc: string,
  input: I,
  output: O,
): Method<I, O> => ({
  kind: 'method',
  doc,
  input,
  output,
})

export const job = <I extends z.ZodType, O extends z.ZodType>(
  doc: string,
  input: I,
  output: O,
): Job<I, O> => ({
  kind: 'job',
  doc,
  input,
  output,
})
