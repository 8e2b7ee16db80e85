import type { Migration } from './migration.ts'

/** Records which window did an operation: undo is about what the same window did. */
export const operationClient: Migration = {
  number: 200,
  name: 'operation-client',
  up(connection) {
    connection.exec(`
      ALTER TABLE operation ADD COLUMN client TEXT;
      CREATE INDEX operation_by_client ON operation (client, id) WHERE client IS NOT NULL;
    `)
  },
}
