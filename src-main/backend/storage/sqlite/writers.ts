import type { Writers } from '../storage.ts'
import type { WorkingConnection } from './connection.ts'
import { draftsWriter } from './drafts.ts'
import { operationsWriter } from './operations.ts'
import { paymentsWriter } from './payments.ts'
import { settingsWriter } from './settings.ts'
import { viewsWriter } from './views.ts'

/** Everything that is written, in the transactions of one connection. */
export const createWriters = (connection: WorkingConnection): Writers => ({
  drafts: draftsWriter(connection),
  operations: operationsWriter(connection),
  payments: paymentsWriter(connection),
  settings: settingsWriter(connection),
  views: viewsWriter(connection),
})
