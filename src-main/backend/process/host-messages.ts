import { z } from 'zod'
import { apiErrorSchema } from '#shared/contract/errors.ts'
import { fileRefSchema } from '#shared/contract/files.ts'

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
  /** Finish what is being written, close the files, end the process. */
  z.object({ type: z.literal('shut-down') }),
])
export type ToBackend = z.output<typeof toBackendSchema>

/** What the backend's process says to its host. */
export const toHostSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** It will not start as things stand, and trying again by itself would not help. */
  z.object({ type: z.literal('failed-to-start'), error: apiErrorSchema }),
  z.object({ type: z.literal('to-client'), client: z.int(), message: z.unknown() }),
  z.object({ type: z.literal('registered'), request: z.int(), file: fileRefSchema }),
  /** For the system's keychain, which only the host can reach. */
  z.object({
    type: z.literal('keychain'),
    request: z.int(),
    ask: z.enum(['available', 'seal', 'unseal']),
    bytes: bytesSchema.optional(),
  }),
  /** For the proxy that the system wants, which only the host can ask. */
  z.object({ type: z.literal('proxy'), request: z.int(), origin: z.url({ protocol: /^https$/ }) }),
  z.object({ type: z.literal('refused'), request: z.int(), error: apiErrorSchema }),
])
export type ToHost = z.output<typeof toHostSchema>
