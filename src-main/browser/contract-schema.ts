import { z } from 'zod'
import { contract } from '#shared/contract/index.ts'
import { events } from '#shared/contract/events.ts'
import type { Job, Method } from '#shared/contract/method.ts'

const schema = (of: z.ZodType, io: 'input' | 'output') => z.toJSONSchema(of, { io, unrepresentable: 'any' })

const methodSchema = ({ kind, effect, records, doc, input, output }: Method | Job) => ({
  kind,
  effect,
  records,
  doc,
  input: schema(input, 'input'),
  output: schema(output, 'output'),
})

/** The contract for scripts: each method's kind, what it leaves behind, purpose, and JSON Schema of what goes in and comes out. */
export function contractSchema() {
  const methods = Object.entries(contract).flatMap(([area, entries]) =>
    Object.entries(entries).map(([name, method]) => [`${area}.${name}`, methodSchema(method)] as const),
  )
  return {
    doc: 'POST /api/call with {"method", "input"} answers {"ok":true,"output"} or {"ok":false,"error"}. A job answers {"jobId"}; jobs.wait answers with its end. A call that changes something takes a "requestId" of your choice beside them: 8 to 64 letters, digits, - and _, another one for each call. When its answer is lost, the outcome is unknown, which is also what the error backend.outcome-unknown says: history.request with that id says whether it was done. Do not call again before that. What a call does is recorded as done by a script, unless a header Client-Id in the same form names a window.',
    methods: Object.fromEntries(methods),
    events: Object.fromEntries(
      Object.entries(events).map(([name, payload]) => [name, schema(payload, 'output')]),
    ),
  }
}
