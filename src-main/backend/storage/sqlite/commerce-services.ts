import { type OperationDetails, operationDetailsSchema } from '#shared/contract/operations.ts'
import { type Mode, type Service, SERVICES } from '#shared/domain/services.ts'
import type { CommerceServiceTable } from './commerce-schema.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from './query.ts'

/** The settings of a service: its revisions in each mode; null before the first. */
export interface StoredService {
  readonly enabled: boolean
  readonly mode: Mode
  /** Counts every change of the service. */
  readonly version: number
  readonly testRevision: number | null
  readonly productionRevision: number | null
}
export type StoredServices = Readonly<Record<Service, StoredService>>

const fromRow = (row: CommerceServiceTable): StoredService => ({
  enabled: row.enabled === 1,
  mode: row.mode,
  version: row.version,
  testRevision: row.test_revision,
  productionRevision: row.production_revision,
})

export async function readServices(connection: ReadConnection): Promise<StoredServices> {
  const rows = connection.all('commerce.services', query.selectFrom('commerce_service').selectAll())
  const of = (service: Service) => {
    const row = rows.find((one) => one.service === service)
    if (!row) throw new Error(`no row for the service ${service}`)
    return fromRow(row)
  }
  return { events: of('events'), training: of('training') }
}

/** Those of the services that are in Test. */
export async function servicesInTest(
  connection: ReadConnection,
  services: Iterable<Service>,
): Promise<Service[]> {
  const stored = await readServices(connection)
  return [...services].filter((service) => stored[service].mode === 'test')
}

export async function writeService(
  connection: WriteConnection,
  service: Service,
  { enabled, mode, version, testRevision, productionRevision }: StoredService,
): Promise<void> {
  connection.run(
    'commerce.write-service',
    query
      .updateTable('commerce_service')
      .set({
        enabled: enabled ? 1 : 0,
        mode,
        version,
        test_revision: testRevision,
        production_revision: productionRevision,
      })
      .where('service', '=', service),
  )
}

/** What was before an operation, to be put back by undo. */
export interface BeforeService extends Omit<StoredService, 'version'> {
  readonly versionAfter: number
  /** JSON of the permissions; null where the operation left them alone. */
  readonly grants: string | null
}

export async function keepBefore(
  connection: WriteConnection,
  operationId: number,
  service: Service,
  before: BeforeService,
): Promise<void> {
  connection.run(
    'commerce.keep-before',
    query.insertInto('commerce_before').values({
      operation_id: operationId,
      service,
      version_after: before.versionAfter,
      enabled: before.enabled ? 1 : 0,
      mode: before.mode,
      test_revision: before.testRevision,
      production_revision: before.productionRevision,
      grants: before.grants,
    }),
  )
}

/** What each service that the operation changed was before it. */
export async function findBefore(
  connection: ReadConnection,
  operationId: number,
): Promise<ReadonlyMap<Service, BeforeService>> {
  const rows = connection.all(
    'commerce.find-before',
    query.selectFrom('commerce_before').selectAll().where('operation_id', '=', operationId),
  )
  const found = rows.map((row): [Service, BeforeService] => [
    row.service,
    { ...fromRow({ ...row, version: 0 }), versionAfter: row.version_after, grants: row.grants },
  ])
  return new Map(found.sort(([a], [b]) => SERVICES.indexOf(a) - SERVICES.indexOf(b)))
}

/** An operation that changed services. */
export interface ServiceChange {
  readonly operationId: number
  readonly services: readonly Service[]
  readonly kind: OperationDetails['kind']
  /** Of undo and redo: the operation that was undone or done again, and (of redo) the undo that it took back. */
  readonly turns: { readonly operationId: number; readonly undo: number | null } | null
}

/** Every operation that changed a service, the oldest first. */
export async function listServiceChanges(connection: ReadConnection): Promise<ServiceChange[]> {
  const rows = connection.all(
    'commerce.list-changes',
    query
      .selectFrom('commerce_before')
      .innerJoin('operation', 'operation.id', 'commerce_before.operation_id')
      .select(['operation.id', 'operation.kind', 'operation.details', 'commerce_before.service'])
      .orderBy('operation.id'),
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
