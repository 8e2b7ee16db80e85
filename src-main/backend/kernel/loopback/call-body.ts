import { z } from 'zod'
import { Refusal } from '#shared/contract/refusal.ts'
import { requestIdSchema } from '#shared/wire.ts'
import { type BodyLimits, readJson } from './json-body.ts'
import type { IncomingMessage } from './loopback-server.ts'

/** What is posted to `/api/call`. */
const callSchema = z.object({
  method: z.string().max(100),
  input: z.unknown(),
  requestId: requestIdSchema.optional(),
})

/** @throws Refusal 'input.invalid', 'file.too-large', 'file.took-too-long' */
export async function readCall(
  request: IncomingMessage,
  limits: BodyLimits,
): Promise<z.output<typeof callSchema>> {
  const asked = callSchema.safeParse(await readJson(request, limits))
  if (asked.success) return asked.data
  throw new Refusal('input.invalid', {
    issues: [{ path: 'method', message: 'Give method and input, and a requestId only if it is valid.' }],
  })
}
