import type { BatchTerms } from '#shared/contract/promo.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { CodesReader } from '#backend/storage/codes.ts'

/**
 * What a new batch takes over from `batch`: the terms as they are now, not as they were at its creation.
 * @throws Refusal 'promo.unknown-batch'
 */
export async function termsOfBatch(stored: CodesReader, batch: number): Promise<BatchTerms> {
  const terms = await stored.termsOf(batch)
  if (!terms) throw new Refusal('promo.unknown-batch', { batch })
  return terms
}
