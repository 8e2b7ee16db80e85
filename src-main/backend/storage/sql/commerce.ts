import type { CommerceReader, CommerceWriter } from '../commerce.ts'
import { credentialsWriter, findKeptPasswords, readGrants, readPasswords } from './commerce-accounts.ts'
import { findRevisions, revisionsReader, revisionsWriter } from './commerce-revisions.ts'
import { findServicesBefore, listServiceChanges, readServices, updateServices } from './commerce-services.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'

export const commerceReader = (connection: ReadConnection): CommerceReader => ({
  ...revisionsReader(connection),
  async current() {
    const services = await readServices(connection)
    const current = Object.values(services).flatMap((one) => [one.testRevision, one.productionRevision])
    return {
      services,
      revisions: await findRevisions(
        connection,
        current.filter((revision) => revision !== null),
      ),
      passwords: await readPasswords(connection),
      grants: await readGrants(connection),
    }
  },
  services: () => readServices(connection),
  async findBefore(operationId) {
    return {
      services: await findServicesBefore(connection, operationId),
      passwords: await findKeptPasswords(connection, operationId),
    }
  },
  listServiceChanges: () => listServiceChanges(connection),
})

export const commerceWriter = (connection: WriteConnection): CommerceWriter => ({
  ...revisionsWriter(connection),
  ...credentialsWriter(connection),
  updateServices: (operationId, updates) => updateServices(connection, operationId, updates),
})
