import { z } from 'zod'
import { type Content, contentSchema } from '#shared/domain/commerce/settings.ts'
import { revisionReasonSchema, type RevisionReason } from '#shared/contract/commerce.ts'
import { type Mode, type Service, SERVICES } from '#shared/domain/services.ts'
import type { CommerceRevisionTable } from './commerce-schema.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from './query.ts'

/** One Update, never changed afterwards: both modes as they were after it. */
export interface StoredRevision {
  readonly revision: number
  readonly operationId: number
  readonly at: number
  readonly services: readonly Service[]
  readonly mode: Mode
  readonly reason: RevisionReason
  readonly changed: readonly string[]
  readonly restoredFrom: number | null
  readonly test: Content
  readonly production: Content | null
}

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

export async function findRevision(
  connection: ReadConnection,
  revision: number,
): Promise<StoredRevision | undefined> {
  const row = connection.get(
    'commerce.find-revision',
    query.selectFrom('commerce_revision').selectAll().where('revision', '=', revision),
  )
  return row && fromRow(row)
}

/** The number that the next revision gets. */
export async function nextRevision(connection: ReadConnection): Promise<number> {
  const max = query.selectFrom('commerce_revision').select(({ fn }) => fn.max('revision').as('revision'))
  return (connection.get('commerce.max-revision', max)?.revision ?? 0) + 1
}

export async function insertRevision(connection: WriteConnection, stored: StoredRevision): Promise<void> {
  const { revision, operationId, at, services, mode, reason, changed, restoredFrom, test, production } =
    stored
  connection.run(
    'commerce.insert-revision',
    query.insertInto('commerce_revision').values({
      revision,
      operation_id: operationId,
      at,
      for_events: services.includes('events') ? 1 : 0,
      for_training: services.includes('training') ? 1 : 0,
      mode,
      reason,
      changed: JSON.stringify(changed),
      restored_from: restoredFrom,
      test: JSON.stringify(test),
      production: production && JSON.stringify(production),
    }),
  )
}

const flag = { events: 'for_events', training: 'for_training' } as const

/** Revisions with a number below `before`, the newest first. */
export async function listRevisions(
  connection: ReadConnection,
  { service, before, limit }: { service?: Service | undefined; before?: number | undefined; limit: number },
): Promise<StoredRevision[]> {
  let page = query.selectFrom('commerce_revision').selectAll().orderBy('revision', 'desc').limit(limit)
  if (service) page = page.where(flag[service], '=', 1)
  if (before !== undefined) page = page.where('revision', '<', before)
  return connection.all('commerce.list-revisions', page).map(fromRow)
}

export async function countRevisions(connection: ReadConnection, service?: Service): Promise<number> {
  let count = query.selectFrom('commerce_revision').select(({ fn }) => fn.countAll<number>().as('count'))
  if (service) count = count.where(flag[service], '=', 1)
  return connection.get('commerce.count-revisions', count)?.count ?? 0
}
