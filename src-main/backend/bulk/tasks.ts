import { z } from 'zod'
import type { CellEdit } from '#shared/contract/edits.ts'
import type { BulkDone, EditDone } from '#shared/contract/promo.ts'
import { isoDateSchema } from '#shared/domain/date-schemas.ts'
import type { Ranges } from '#shared/domain/selection.ts'
import { languageSchema } from '#shared/preferences-schemas.ts'
import type { Queued } from '../mail/queue/queue-messages.ts'
import type { Undone } from '../history/undo.ts'
import { changeSchema } from './change-schema.ts'

const idsSchema = z.instanceof(SharedArrayBuffer)
// The border has checked these already, and they may be a hundred thousand.
const rangesSchema = z.custom<Ranges>(Array.isArray)
const cellsSchema = z.custom<readonly CellEdit[]>(Array.isArray)

/** What the writing thread can be asked: each but the last is one transaction. */
export const bulkTasks = {
  change: z.object({
    ids: idsSchema,
    ranges: rangesSchema,
    change: changeSchema,
    expect: z.int(),
    at: z.int(),
  }),
  edit: z.object({
    ids: idsSchema,
    cells: cellsSchema,
    language: languageSchema,
    today: isoDateSchema,
    expect: z.int(),
    at: z.int(),
  }),
  queueMail: z.object({
    ids: idsSchema,
    ranges: rangesSchema,
    language: languageSchema,
    today: isoDateSchema,
    again: z.boolean(),
    expect: z.object({ messages: z.int(), codes: z.int(), now: z.int().optional() }),
    stopped: z.boolean(),
    at: z.int(),
    seed: z.string(),
  }),
  undo: z.object({ operationId: z.int(), at: z.int() }),
  /** Moves what was committed from the log into the database file, as far as nobody reads it any more. */
  checkpoint: z.object({}),
} as const

export type BulkTaskName = keyof typeof bulkTasks
export type BulkInput<T extends BulkTaskName> = z.output<(typeof bulkTasks)[T]>

interface BulkOutputs {
  change: BulkDone
  edit: EditDone
  queueMail: Queued
  undo: Undone
  checkpoint: null
}

export type BulkTasks = {
  [T in BulkTaskName]: { readonly input: BulkInput<T>; readonly output: BulkOutputs[T] }
}
