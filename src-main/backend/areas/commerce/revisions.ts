import type { Revision } from '#shared/contract/commerce.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Content } from '#shared/domain/commerce/settings.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { Service } from '#shared/domain/services.ts'
import {
  countRevisions,
  findRevision,
  listRevisions,
  type StoredRevision,
} from '#backend/storage/sqlite/commerce-revisions.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
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
  connection: ReadConnection,
  page: { service?: Service | undefined; before?: number | undefined; limit: number },
): Promise<{ total: number; revisions: Revision[] }> {
  const revisions = await listRevisions(connection, page)
  return { total: await countRevisions(connection, page.service), revisions: revisions.map(describe) }
}

/** @throws Refusal 'commerce.revision-unknown' */
export async function oneRevision(
  connection: ReadConnection,
  revision: number,
): Promise<Revision & { content: Content }> {
  const stored = await findRevision(connection, revision)
  if (!stored) throw new Refusal('commerce.revision-unknown', { revision })
  return { ...describe(stored), content: contentIn(stored, stored.mode) }
}
