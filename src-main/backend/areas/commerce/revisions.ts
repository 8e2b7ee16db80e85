import type { Revision } from '#shared/contract/commerce.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Content } from '#shared/domain/commerce/settings.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { Service } from '#shared/domain/services.ts'
import type { StoredRevision } from '#backend/storage/commerce.ts'
import type { Readers } from '#backend/storage/storage.ts'
import { contentIn } from './checks.ts'

const describe = (stored: StoredRevision): Revision => ({
  revision: stored.revision,
  at: instantOf(stored.at),
  services: [...stored.services],
  mode: stored.mode,
  reason: stored.reason,
  changed: [...stored.changed],
  restoredFrom: stored.restoredFrom,
})

export async function pageOfRevisions(
  { commerce }: Pick<Readers, 'commerce'>,
  page: { service?: Service | undefined; before?: number | undefined; limit: number },
): Promise<{ total: number; revisions: Revision[] }> {
  const revisions = await commerce.listRevisions(page)
  return { total: await commerce.countRevisions(page.service), revisions: revisions.map(describe) }
}

/** @throws Refusal 'commerce.revision-unknown' */
export async function oneRevision(
  { commerce }: Pick<Readers, 'commerce'>,
  revision: number,
): Promise<Revision & { content: Content }> {
  const stored = await commerce.findRevision(revision)
  if (!stored) throw new Refusal('commerce.revision-unknown', { revision })
  return { ...describe(stored), content: contentIn(stored, stored.mode) }
}
