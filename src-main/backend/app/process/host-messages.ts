import { z } from 'zod'
import type { ApiError } from '#shared/contract/error-codes.ts'
import type { FileRef } from '#shared/contract/files.ts'

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** What a host says to the backend's process. A port, where there are real ones, travels beside `connect`. */
export const toBackendSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('connect'), client: z.int() }),
  /** Only where the host carries the messages itself; it does not look inside. */
  z.object({ type: z.literal('from-client'), client: z.int(), message: z.unknown() }),
  z.object({ type: z.literal('disconnect'), client: z.int() }),
  z.object({
    type: z.literal('register-read'),
    request: z.int(),
    path: z.string(),
    name: z.string().optional(),
  }),
  z.object({ type: z.literal('register-write'), request: z.int(), path: z.string() }),
  z.object({ type: z.literal('release'), token: z.string() }),
  z.object({
    type: z.literal('keychain-answer'),
    request: z.int(),
    ok: z.boolean(),
    bytes: bytesSchema.optional(),
  }),
  /** Without `proxy` the host has no system to ask; null means none. */
  z.object({ type: z.literal('proxy-answer'), request: z.int(), proxy: z.string().nullable().optional() }),
  z.object({ type: z.literal('show-answer'), request: z.int(), shown: z.boolean() }),
  /** A port to the process travels beside it. */
  z.object({ type: z.literal('workbook-started'), request: z.int() }),
  z.object({ type: z.literal('workbook-ended'), request: z.int(), code: z.int().nullable() }),
  /** Finish what is being written, close the files, end the process. */
  z.object({ type: z.literal('shut-down') }),
])
export type ToBackend = z.output<typeof toBackendSchema>

export type KeychainAsk = 'available' | 'seal' | 'unseal'

/** What the backend's process says to its host. */
export type ToHost =
  | { type: 'ready' }
  /** It cannot start in the present state, and trying again by itself would not help. */
  | { type: 'failed-to-start'; error: ApiError }
  | { type: 'to-client'; client: number; message: unknown }
  | { type: 'registered'; request: number; file: FileRef }
  /** Nobody needs the file of this token any more: what was read from it is stored or replaced. */
  | { type: 'file-done'; token: string }
  /** For the system's keychain, which only the host can reach. */
  | { type: 'keychain'; request: number; ask: KeychainAsk; bytes?: Uint8Array | undefined }
  /** For the proxy that the system wants, which only the host can ask. */
  | { type: 'proxy'; request: number; origin: string }
  /** A file for the file manager, where the host has one. */
  | { type: 'show-file'; request: number; path: string }
  /** For the process of one workbook, which a utility process cannot start itself. */
  | { type: 'start-workbook'; request: number }
  | { type: 'kill-workbook'; request: number }
  | { type: 'refused'; request: number; error: ApiError }
