import type { ErrorCode } from '#shared/contract/error-codes.ts'
import { isRefusal, type Refusal } from '#shared/contract/refusal.ts'

/** The refusal that `promise` ends in. Fails where it succeeds, or is refused for another reason. */
export async function refusalOf<C extends ErrorCode>(
  promise: Promise<unknown>,
  code: C,
): Promise<Refusal<C>> {
  const outcome = await promise.then(
    () => 'done' as const,
    (error: unknown) => error,
  )
  if (isRefusal(outcome, code)) return outcome
  throw new Error(`expected ${code}, got ${isRefusal(outcome) ? outcome.code : String(outcome)}`)
}
