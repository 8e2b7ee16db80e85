import { z } from 'zod'
import { contentSchema } from '#shared/domain/commerce/settings.ts'
import { revisionReasonSchema } from '#shared/contract/commerce.ts'
import { type Service, SERVICES } from '#shared/domain/services.ts'
import type { CommerceReader, CommerceWriter, StoredRevision } from '../commerce.ts'
import type { CommerceRevisionTable } from './commerce-schema.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from './query.ts'

const changedSchema = z.array(z.string())

/** @throws ZodError when what is stored is not a content: a damaged or altered file never reaches a form */
function fromRow(row: CommerceRevisionTable): StoredRevision {
  const applies: Record<Service, number> = { events: row.for_events, training: row.for_training }
  return {
    revision: row.revision,
    operationId: row.operation_id,
    at: row.at,
    services: SERVICES.filter((service) => applies[service] === 1),
    mode: row.mode,
    reason: revisionReasonSchema.parse(row.reason),
    changed: changedSchema.parse(JSON.parse(row.changed)),
    restoredFrom: row.restored_from,
    test: contentSchema.parse(JSON.parse(row.test)),
    production: row.production === null ? null : contentSchema.parse(JSON.parse(row.production)),
  }
}

const flag = { events: 'for_events', training: 'for_training' } as const

/** Those of the revisions that there are. */
export async function findRevisions(
  connection: ReadConnection,
  revisions: readonly number[],
): Promise<StoredRevision[]> {
  if (revisions.length === 0) return []
  const found = query
    .selectFrom('commerce_revision')
    .selectAll()
    .where('revision', 'in', revisions)
    .orderBy('revision')
  return (await connection.all('commerce.find-revisions', found)).map(fromRow)
}

export const revisionsReader = (
  connection: ReadConnection,
): Pick<CommerceReader, 'findRevision' | 'nextRevision' | 'listRevisions' | 'countRevisions'> => ({
  async findRevision(revision) {
    return (await findRevisions(connection, [revision]))[0]
  },
  async nextRevision() {
    const max = query.selectFrom('commerce_revision').select(({ fn }) => fn.max('revision').as('revision'))
    return ((await connection.get('commerce.max-revision', max))?.revision ?? 0) + 1
  },
  async listRevisions({ service, before, limit }) {
    let page = query.selectFrom('commerce_revision').selectAll().orderBy('revision', 'desc').limit(limit)
    if (service) page = page.where(flag[service], '=', 1)
    if (before !== undefined) page = page.where('revision', '<', before)
    return (await connection.all('commerce.list-revisions', page)).map(fromRow)
  },
  async countRevisions(service) {
    let count = query.selectFrom('commerce_revision').select(({ fn }) => fn.countAll<number>().as('count'))
    if (service) count = count.where(flag[service], '=', 1)
    return (await connection.get('commerce.count-revisions', count))?.count ?? 0
  },
})

export const revisionsWriter = (connection: WriteConnection): Pick<CommerceWriter, 'insertRevision'> => ({
  async insertRevision({ revision, services, ...stored }) {
    const row = {
      revision,
      operation_id: stored.operationId,
      at: stored.at,
      for_events: services.includes('events') ? 1 : 0,
      for_training: services.includes('training') ? 1 : 0,
      mode: stored.mode,
      reason: stored.reason,
      changed: JSON.stringify(stored.changed),
      restored_from: stored.restoredFrom,
      test: JSON.stringify(stored.test),
      production: stored.production && JSON.stringify(stored.production),
    }
    await connection.run('commerce.insert-revision', query.insertInto('commerce_revision').values(row))
  },
})
