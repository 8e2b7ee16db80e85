import { type OperationDetails, operationDetailsSchema } from '#shared/contract/operations.ts'
import { type Service, SERVICES } from '#shared/domain/services.ts'
import type {
  BeforeService,
  ServiceChange,
  ServiceUpdate,
  StoredService,
  StoredServices,
} from '../commerce.ts'
import { grantsFromJson, grantsToJson } from './commerce-accounts.ts'
import type { CommerceServiceTable } from './commerce-schema.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from './query.ts'

type ServiceColumns = Omit<CommerceServiceTable, 'service' | 'version'>

const fromColumns = (row: ServiceColumns): Omit<StoredService, 'version'> => ({
  enabled: row.enabled === 1,
  mode: row.mode,
  testRevision: row.test_revision,
  productionRevision: row.production_revision,
})

const toColumns = (service: Omit<StoredService, 'version'>): ServiceColumns => ({
  enabled: service.enabled ? 1 : 0,
  mode: service.mode,
  test_revision: service.testRevision,
  production_revision: service.productionRevision,
})

/** What each service is now. */
export async function readServices(connection: ReadConnection): Promise<StoredServices> {
  const rows = await connection.all('commerce.services', query.selectFrom('commerce_service').selectAll())
  const of = (service: Service) => {
    const row = rows.find((one) => one.service === service)
    if (!row) throw new Error(`no row for the service ${service}`)
    return { ...fromColumns(row), version: row.version }
  }
  return { events: of('events'), training: of('training') }
}

/** Writes what the services are now, and keeps what they were before the operation. */
export async function updateServices(
  connection: WriteConnection,
  operationId: number,
  updates: readonly ServiceUpdate[],
): Promise<void> {
  const before = await readServices(connection)
  for (const { service, grantsBefore, ...after } of updates) {
    const version = before[service].version + 1
    await connection.run(
      'commerce.keep-before',
      query.insertInto('commerce_before').values({
        operation_id: operationId,
        service,
        version_after: version,
        ...toColumns(before[service]),
        grants: grantsBefore && grantsToJson(grantsBefore),
      }),
    )
    await connection.run(
      'commerce.write-service',
      query
        .updateTable('commerce_service')
        .set({ version, ...toColumns(after) })
        .where('service', '=', service),
    )
  }
}

/** What each service that the operation changed was before it. */
export async function findServicesBefore(
  connection: ReadConnection,
  operationId: number,
): Promise<BeforeService[]> {
  const rows = await connection.all(
    'commerce.find-before',
    query.selectFrom('commerce_before').selectAll().where('operation_id', '=', operationId),
  )
  return rows
    .map((row) => ({
      service: row.service,
      ...fromColumns(row),
      grantsBefore: row.grants === null ? null : grantsFromJson(row.grants),
    }))
    .sort((a, b) => SERVICES.indexOf(a.service) - SERVICES.indexOf(b.service))
}

/** Every operation that changed a service, the oldest first. */
export async function listServiceChanges(connection: ReadConnection): Promise<ServiceChange[]> {
  const rows = await connection.all(
    'commerce.list-changes',
    query
      .selectFrom('commerce_before')
      .innerJoin('operation', 'operation.id', 'commerce_before.operation_id')
      .select(['operation.id', 'operation.kind', 'operation.details', 'commerce_before.service'])
      .orderBy('operation.id')
      .orderBy('commerce_before.service'),
  )
  const changes = new Map<number, ServiceChange>()
  for (const { id, kind, details, service } of rows) {
    const known = changes.get(id)
    changes.set(id, {
      operationId: id,
      services: [...(known?.services ?? []), service],
      kind: kind as OperationDetails['kind'],
      turns: known ? known.turns : turnsOf(kind, details),
    })
  }
  return [...changes.values()]
}

/** Only the two kinds that need it are parsed: there may be thousands of operations. */
function turnsOf(kind: string, json: string): ServiceChange['turns'] {
  if (kind !== 'undo' && kind !== 'redo') return null
  const details = operationDetailsSchema.parse(JSON.parse(json))
  if (details.kind === 'redo') return { operationId: details.operationId, undo: details.undo }
  return details.kind === 'undo' ? { operationId: details.operationId, undo: null } : null
}
