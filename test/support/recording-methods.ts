import { z } from 'zod'
import { contract } from '#shared/contract/index.ts'
import type { Job, Method } from '#shared/contract/method.ts'

/** Every entry of the contract by its dotted name. */
export const METHODS: readonly (readonly [name: string, entry: Method | Job])[] = Object.entries(
  contract,
).flatMap(([area, entries]) =>
  Object.entries(entries).map(([key, entry]): [string, Method | Job] => [`${area}.${key}`, entry]),
)

/** Whether every object that the output can be has an `operationId`: a whole number, perhaps null. */
export function returnsOperationId(output: z.ZodType): boolean {
  if (output instanceof z.ZodUnion) return output.options.every((one) => returnsOperationId(one as z.ZodType))
  if (!(output instanceof z.ZodObject)) return false
  const field = (output.shape as Record<string, z.ZodType>)['operationId']
  return field !== undefined && field.safeParse(7).success && !field.safeParse(undefined).success
}
