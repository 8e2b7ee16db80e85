import type { Revision } from '#shared/contract/commerce.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Content } from '#shared/domain/commerce/settings.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { Service } from '#shared/domain/services.ts'
import type { StoredRevision } from '#backend/storage/commerce.ts'
import type { Readers } from '#backend/storage/storage.ts'
import { contentIn } from './checks.ts'

/** Undo and redo put earlier settings back in the same way; which of them it was is known of the operation. */
const describe = async (
  { operations }: Pick<Readers, 'operations'>,
  stored: StoredRevision,
): Promise<Revision> => ({
  redone: stored.reason === 'undo' && (await operations.find(stored.operationId))?.details.kind === 'redo',
  revision: stored.revision,
  at: instantOf(stored.at),
  services: [...stored.services],
  mode: stored.mode,
  reason: stored.reason,
  changed: [...stored.changed],
  restoredFrom: stored.restoredFrom,
})

export async function pageOfRevisions(
  { commerce, operations }: Pick<Readers, 'commerce' | 'operations'>,
  page: { service?: Service | undefined; before?: number | undefined; limit: number },
): Promise<{ total: number; revisions: Revision[] }> {
  const revisions = await commerce.listRevisions(page)
  return {
    total: await commerce.countRevisions(page.service),
    revisions: await Promise.all(revisions.map((one) => describe({ operations }, one))),
  }
}

/** @throws Refusal 'commerce.revision-unknown' */
export async function oneRevision(
  { commerce, operations }: Pick<Readers, 'commerce' | 'operations'>,
  revision: number,
): Promise<Revision & { content: Content }> {
  const stored = await commerce.findRevision(revision)
  if (!stored) throw new Refusal('commerce.revision-unknown', { revision })
  return { ...(await describe({ operations }, stored)), content: contentIn(stored, stored.mode) }
}
