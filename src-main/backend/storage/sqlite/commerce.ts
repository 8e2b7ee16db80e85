import type { CommerceReader, CommerceWriter } from '../commerce.ts'
import { credentialsWriter, findKeptPasswords, readGrants, readPasswords } from './commerce-accounts.ts'
import { findRevisions, revisionsReader, revisionsWriter } from './commerce-revisions.ts'
import { findServicesBefore, listServiceChanges, readServices, updateServices } from './commerce-services.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'

export const commerceReader = (connection: ReadConnection): CommerceReader => ({
  ...revisionsReader(connection),
  async current() {
    const services = readServices(connection)
    const current = Object.values(services).flatMap((one) => [one.testRevision, one.productionRevision])
    return {
      services,
      revisions: findRevisions(
        connection,
        current.filter((revision) => revision !== null),
      ),
      passwords: readPasswords(connection),
      grants: readGrants(connection),
    }
  },
  async services() {
    return readServices(connection)
  },
  async findBefore(operationId) {
    return {
      services: findServicesBefore(connection, operationId),
      passwords: findKeptPasswords(connection, operationId),
    }
  },
  async listServiceChanges() {
    return listServiceChanges(connection)
  },
})

export const commerceWriter = (connection: WriteConnection): CommerceWriter => ({
  ...revisionsWriter(connection),
  ...credentialsWriter(connection),
  async updateServices(operationId, updates) {
    updateServices(connection, operationId, updates)
  },
})
