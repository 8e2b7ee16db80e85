import { z } from 'zod'
import { apiErrorSchema } from './error-codes.ts'
import { mutation, query } from './method.ts'

export const jobIdSchema = z.string().min(1).max(64)
export const jobStartedSchema = z.object({ jobId: jobIdSchema })

/** `total` is null while it is not known yet. */
export const progressSchema = z.object({ done: z.int().min(0), total: z.int().min(0).nullable() })
export type Progress = z.output<typeof progressSchema>

export const waitsForSchema = z.string().nullable().meta({
  description:
    'The method whose change is being written, where this one waits for its turn to write; a name of its own for what the backend does by itself',
})

export const jobInfoSchema = z.object({
  jobId: jobIdSchema,
  method: z.string().meta({ description: 'The method that started it, such as promo.create' }),
  progress: progressSchema,
  waitsFor: waitsForSchema,
  cancelling: z.boolean(),
})
export type JobInfo = z.output<typeof jobInfoSchema>

export const jobEndSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('done'), output: z.unknown() }),
  z.object({ state: z.literal('failed'), error: apiErrorSchema }),
])

/** Long work: it goes on when the window closes, reports progress, and can be cancelled. */
export const jobs = {
  list: query('The jobs that are running.', z.strictObject({}), z.array(jobInfoSchema)),
  wait: query(
    'Answers when the job has ended, with its output or its error. Ends are kept for the last 100 jobs.',
    z.strictObject({ jobId: jobIdSchema }),
    jobEndSchema,
  ),
  cancel: mutation(
    { effect: 'none', records: [] },
    'Asks the job to stop. What it had begun is taken back; a job that has already finished stays finished.',
    z.strictObject({ jobId: jobIdSchema }),
    z.object({ running: z.boolean() }),
  ),
}
