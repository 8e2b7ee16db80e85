import type { Migration } from './migration.ts'

/** Records which window did an operation: undo is about what the same window did. */
export const operationClient: Migration = {
  number: 200,
  name: 'operation-client',
  sql: `
    ALTER TABLE operation ADD COLUMN client text COLLATE "C";
    CREATE INDEX operation_by_client ON operation (client, id) WHERE client IS NOT NULL;
  `,
}
