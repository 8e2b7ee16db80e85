import type { Readers } from '../storage.ts'
import type { ReadConnection } from './connection.ts'
import { draftsReader } from './drafts.ts'
import { operationsReader } from './operations.ts'
import { settingsReader } from './settings.ts'
import { viewsReader } from './views.ts'

/** Everything that is read, on one connection. */
export const createReaders = (connection: ReadConnection): Readers => ({
  drafts: draftsReader(connection),
  operations: operationsReader(connection),
  settings: settingsReader(connection),
  views: viewsReader(connection),
})
